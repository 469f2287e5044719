import Testing

@testable import BanditNumerics

struct LogBarrierTests {
  /// L = (0, 1), eta = 1: 1 / w is the golden ratio, and so is -x.
  @Test func goldenRatio() {
    let (weights, multiplier) = solve([0, 1], LogBarrier(rate: 1))
    let ratio = (1 + 5.0.squareRoot()) / 2
    #expect(distance(weights, [1 / ratio, 1 - 1 / ratio]) < 1e-15)
    #expect(abs(multiplier + ratio) < 1e-14)
  }

  /// Worked out independently.
  @Test func fourItems() {
    let weights = solve([0, 2, 2, 2], LogBarrier(rate: 0.25)).weights
    #expect(distance(weights, [0.27491722, 0.24169426, 0.24169426, 0.24169426]) < 6e-9)
  }

  @Test(
    arguments: [
      (
        0.0001,
        [0.24981841407292646, 0.24981685385167051, 0.24979969270400629, 0.24956902631949901, 0.00099601305189773967]
      ),
      (1, [0.41528391757710003, 0.3762239759249623, 0.1849115450617126, 0.023580461436249137, 9.9999975920094257e-8]),
      (
        30,
        [0.87253675631569694, 0.11565930369399807, 0.010971398455567717, 0.00083253820140395445, 3.333333320599072e-9]
      ),
    ] as [(Double, [Double])])
  func referenceProblems(rate: Double, expected: [Double]) {
    #expect(relativeDistance(solve(referenceLosses, LogBarrier(rate: rate)).weights, expected) < 1e-13)
  }
}
