import Testing

@testable import BanditNumerics

struct TsallisLogBarrierTests {
  /// Worked out independently.
  @Test func twoItems() {
    #expect(
      distance(solve([0, 1], TsallisLogBarrier(rate: 1, barrier: 0.5)).weights, [0.63708359, 0.36291641]) < 6e-9)
  }

  @Test(
    arguments: [
      (
        0.0001,
        [0.25004352705631221, 0.2500406852989554, 0.25000942974633218, 0.24958957303755297, 0.0003167848608472384]
      ),
      (
        1, [0.4673915853618574, 0.39399475215230877, 0.12918195346314019, 0.0094316790053744552, 3.0017319189605133e-8]
      ),
      (
        30,
        [
          0.93377487706526578, 0.061988014258783462, 0.0039738850312221955, 0.00026322264462315426,
          1.0001054102898923e-9,
        ]
      ),
    ] as [(Double, [Double])])
  func referenceProblems(rate: Double, expected: [Double]) {
    let regularizer = TsallisLogBarrier(rate: rate, barrier: 0.3)
    #expect(relativeDistance(solve(referenceLosses, regularizer).weights, expected) < 1e-13)
  }

  /// Without a barrier it is the Tsallis entropy at twice the rate.
  @Test func noBarrier() {
    let weights = solve(referenceLosses, TsallisLogBarrier(rate: 0.7, barrier: 0)).weights
    #expect(relativeDistance(weights, solve(referenceLosses, TsallisHalf(rate: 1.4)).weights) < 1e-13)
  }
}
