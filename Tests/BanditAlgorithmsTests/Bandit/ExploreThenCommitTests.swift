import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ExploreThenCommitTests {
  /// N = (T/K)^(2/3) (ln T)^(1/3): 119.98 for two arms and T = 1000; 1 where the logarithm is 0 and where
  /// there are fewer rounds than arms. Five arms and 20 rounds: 3.63, rounded up to T/K = 4; 10 rounds:
  /// 2.10, which T/K = 2 caps.
  @Test(arguments: [
    (arms: 2, horizon: 1000, pulls: 120), (arms: 2, horizon: 1, pulls: 1), (arms: 9, horizon: 4, pulls: 1),
    (arms: 5, horizon: 20, pulls: 4), (arms: 5, horizon: 10, pulls: 2),
  ])
  func tunedToTheHorizon(arms: Int, horizon: Int, pulls: Int) throws {
    #expect(try make(ExploreThenCommit.self, arms: arms, horizon: horizon).pulls == pulls)
  }

  /// ceil((4 / .25) ln(1000 * .25 / 4)) = 67. A gap of .01 leaves no logarithm, one of .1 gives
  /// ceil(400 ln 2.5) = 367, and T = 700 only ceil(400 ln 1.75) = 224.
  @Test(arguments: [
    (gap: 0.5, horizon: 1000, pulls: 67), (gap: 0.01, horizon: 1000, pulls: 1), (gap: 0.1, horizon: 1000, pulls: 367),
    (gap: 0.1, horizon: 700, pulls: 224), (gap: 1e100, horizon: 700, pulls: 1),
    (gap: .leastNonzeroMagnitude, horizon: 700, pulls: 1),
  ])
  func tunedToTheGap(gap: Double, horizon: Int, pulls: Int) throws {
    let settings: Settings = ["pulls": .object(["gap": .number(gap)])]
    #expect(try make(ExploreThenCommit.self, settings, horizon: horizon).pulls == pulls)
  }

  /// Arm 1 is best over the first three pulls, arm 2 over its later ones.
  @Test func commitsToTheBestOfTheExploration() throws {
    let policy = try make(ExploreThenCommit.self, ["pulls": .whole(3)], arms: 3)
    let rewards = [[0.5], [0.2, 0.9, 0.8, 0, 0, 0, 0, 0, 0], [0.6, 0.6, 0.6, 1]]
    let arms = playScript(learner: policy, rewards: rewards, rounds: 14)
    #expect(arms == [0, 1, 2, 0, 1, 2, 0, 1, 2, 1, 1, 1, 1, 1])
  }

  @Test func tiesCanBeBrokenAtRandom() throws {
    let policy = try make(ExploreThenCommit.self, ["pulls": .whole(1), "ties": .text("random")], arms: 3)
    let runs = (0..<100).map { playScript(learner: policy, rewards: [[1], [1], [0]], rounds: 9, seed: $0) }
    #expect(Set(runs.map { $0[3] }) == [0, 1])
    #expect(runs.allSatisfy { Set($0[3...]).count == 1 })
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: ExploreThenCommit.self, isRandomized: false) == [])
    #expect(
      BanditConformance.violations(of: ExploreThenCommit.self, settings: ["pulls": .whole(7)], isRandomized: false)
        == [])
  }

  /// M = 3, two pulls that count: the first two of each block do not, whatever they pay.
  @Test func burnInIsIgnored() throws {
    let settings: Settings = ["pulls": .whole(2), "memoryBound": .whole(3)]
    let policy = try make(ExploreThenCommit.self, settings, arms: 2)
    let arms = playScript(learner: policy, rewards: [[1, 1, 0.2, 0.3], [0, 0, 0.3, 0.3]], rounds: 12)
    #expect(arms == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
  }

  /// K = 5, T = 20000: 542 pulls; what the burn-in leaves of a short run.
  @Test func burnInLeavesRoomForTheTunedPulls() throws {
    #expect(try make(ExploreThenCommit.self, ["memoryBound": .whole(5)], arms: 5, horizon: 20_000).pulls == 542)
    #expect(try make(ExploreThenCommit.self, ["memoryBound": .whole(5)], arms: 2, horizon: 20).pulls == 6)
    #expect(try make(ExploreThenCommit.self, ["memoryBound": .whole(50)], arms: 2, horizon: 20).pulls == 1)
  }

  @Test func conformsWithBurnIn() {
    #expect(
      BanditConformance.violations(
        of: ExploreThenCommit.self, settings: ["memoryBound": .whole(4)], isRandomized: false, isSymmetric: false) == []
    )
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(
          ExploreThenCommit.self,
          ["pulls": .object(["gap": .number(0.7)]), "memoryBound": .whole(3), "ties": .text("random")], arms: 4,
          horizon: 300),
        try ExploreThenCommit(problemOfFour, pulls: .gap(0.7), memoryBound: 3, ties: .random)))
    #expect(try ExploreThenCommit(problemOfFour, pulls: .count(9)).pulls == 9)
    #expect(throws: InvalidSettings.self) { try ExploreThenCommit(problemOfFour, pulls: .gap(0)) }
  }
}
