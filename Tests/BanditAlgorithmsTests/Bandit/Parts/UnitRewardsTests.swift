import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct UnitRewardsTests {
  private func rewards(
    of promised: ClosedRange<Double>?, range: ClosedRange<Double>? = nil
  ) throws(InvalidSettings) -> UnitRewards {
    try UnitRewards(BanditProblem(armCount: 2, horizon: 1, rewardRange: promised), range: range, for: "x")
  }

  /// Also of rewards outside: nobody looks.
  @Test(arguments: [0...1, 0.2...0.4, 0...0] as [ClosedRange<Double>]) func partsOfTheUnitInterval(
    range: ClosedRange<Double>
  ) throws {
    let rewards = try rewards(of: range)
    #expect([0.3, -0.0, 1, 7].allSatisfy { rewards.unit($0).bitPattern == $0.bitPattern })
    #expect(rewards.bound(3) == 3 && rewards.width == 1 && rewards.caveats.isEmpty)
  }

  @Test func othersAreMapped() throws {
    let rewards = try rewards(of: -50...150)
    #expect([-50, 0, 150].map(rewards.unit) == [0, 0.25, 1])
    #expect(rewards.bound(3) == 600 && rewards.width == 200 && rewards.caveats.isEmpty)
    #expect(try self.rewards(of: 5...5).unit(5) == 0)
    #expect(try self.rewards(of: -1e308...1e308).unit(1e308) == 1)
  }

  @Test func aGivenRangeCountsAndCuts() throws {
    let inside = try rewards(of: 0.2...0.4, range: 0...0.5)
    #expect([0.25, 0.5].map(inside.unit) == [0.5, 1])
    #expect(inside.bound(3) == 1.5 && inside.caveats.isEmpty)
    for promised in [0...100, nil] as [ClosedRange<Double>?] {
      let cut = try rewards(of: promised, range: 0...1)
      #expect([-3, 0.5, 70].map(cut.unit) == [0, 0.5, 1])
      #expect(cut.bound(3) == nil)
      #expect(cut.caveats.count == 1 && cut.caveats[0].contains("range"))
    }
  }

  @Test func unknownRangesAreRefused() {
    let message = """
      x maps rewards to [0, 1] from a range, and this environment promises none; give "range": [lowest, highest] reward
      """
    #expect(throws: InvalidSettings("", message)) { try rewards(of: nil) }
    #expect(throws: InvalidSettings("range", "found [1.0, 1.0]; accepted: two numbers, the lower one first")) {
      try rewards(of: nil, range: 1...1)
    }
    for list in [[0, 1, 2], [0], [0, .infinity], [2, 1]] as [[Double]] {
      #expect(throws: InvalidSettings.self) {
        try UnitRewards.range.value(of: .list(list.map { .number($0) }))
      }
    }
  }
}
