import Testing

@testable import BanditNumerics

struct TsallisHalfTests {
  @Test(arguments: [1, 2, 5, 1000], [0.01, 2])
  func equalLosses(count: Int, rate: Double) {
    let (weights, multiplier) = solve(Array(repeating: 7.5, count: count), TsallisHalf(rate: rate))
    #expect(distance(weights, Array(repeating: 1 / Double(count), count: count)) < 1e-15)
    if count > 1 { #expect(abs((multiplier - 7.5) / (-2 * Double(count).squareRoot() / rate) - 1) < 1e-13) }
  }

  /// Figures worked out independently, to the digits given.
  @Test(
    arguments: [
      ([0, 1], 2, [0.78004843, 0.21995157], -1.13224188231, 5e-12),
      ([0, 1], 1, [0.66458323, 0.33541677], -2.45332625272, 5e-12),
      ([0, 2, 5], 0.5, [0.55602570, 0.29502428, 0.14895001], -5.36429383, 5e-9),
    ] as [([Double], Double, [Double], Double, Double)])
  func smallProblems(losses: [Double], rate: Double, expected: [Double], multiplier: Double, digits: Double) {
    let solution = solve(losses, TsallisHalf(rate: rate))
    #expect(distance(solution.weights, expected) < 6e-9)
    #expect(abs(solution.multiplier - multiplier) <= digits)
  }

  @Test func aFarItem() {
    #expect(abs(solve([0, 1e6], TsallisHalf(rate: 0.004)).weights[1] - 2.49750187e-7) < 5e-16)
  }

  @Test(
    arguments: [
      (
        0.0001,
        [0.25013408443460677, 0.25013095694951462, 0.25009655848441832, 0.24963443193200335, 3.9681994569451599e-6]
      ),
      (
        1,
        [0.47781948050167061, 0.40483667841647651, 0.11516973640453032, 0.0021741046772825581, 3.9999976853364734e-14]
      ),
      (
        30,
        [
          0.95562902363330519, 0.04389608949905191, 0.00047211853747656955, 2.7683301662835163e-6,
          4.4444443838250563e-17,
        ]
      ),
    ] as [(Double, [Double])])
  func referenceProblems(rate: Double, expected: [Double]) {
    #expect(relativeDistance(solve(referenceLosses, TsallisHalf(rate: rate)).weights, expected) < 1e-13)
  }

  /// A start left of the root would step over the pole: L = (0, 1), eta = 1, from x = -20 to +506.
  @Test(arguments: [-20, -1e300, 506, 1e300, Double.infinity, -Double.infinity])
  func badStartsDoNoHarm(start: Double) {
    var weights = [0.0, 0]
    var depth = -start
    SimplexSolver.solve([0, 1], TsallisHalf(rate: 1), depth: &depth, into: &weights)
    #expect(distance(weights, [0.66458323, 0.33541677]) < 6e-9)
  }
}
