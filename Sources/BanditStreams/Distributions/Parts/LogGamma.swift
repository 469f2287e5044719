/// The logarithm of the gamma function of a positive number, by Stirling's series from 10 on and the recursion below it.
///
/// Its absolute error is below 1e-14 up to 100, its relative error below 1e-15 beyond, as the tests say.
func logGamma(_ number: Double) -> Double {
  var shifted = number
  var product = 1.0
  while shifted < 10 {
    product *= shifted
    shifted += 1
  }
  let inverse = 1 / shifted
  let square = inverse * inverse
  // Bernoulli numbers B_2k / (2k (2k - 1)).
  let series =
    inverse
    * (1.0 / 12
      - square
      * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691 / 360360)))))
  // ln sqrt(2 pi).
  let stirling = (shifted - 0.5) * logarithm(shifted) - shifted + 0.9189385332046727 + series
  return product == 1 ? stirling : stirling - logarithm(product)
}
