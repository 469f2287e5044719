import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct BanditProblemUnitRewardsTests {
  @Test(arguments: [nil, -0.1...1, 0...1.5] as [ClosedRange<Double>?]) func others(range: ClosedRange<Double>?) {
    let problem = BanditProblem(armCount: 2, horizon: 1, rewardRange: range)
    #expect(throws: InvalidSettings("", "x needs rewards in [0, 1], which this environment does not promise")) {
      try problem.requireUnitRewards(for: "x")
    }
  }

  @Test func partsOfTheUnitInterval() throws {
    try BanditProblem(armCount: 2, horizon: 1, rewardRange: 0.2...0.4).requireUnitRewards(for: "x")
  }
}
