/// The level of each test of goodness of fit. Keys are fixed, so that a test that passed stays passed.
let level = 1e-6
