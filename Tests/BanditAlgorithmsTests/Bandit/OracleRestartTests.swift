import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct OracleRestartTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let segments = [1, 31].map { BanditTruth.Segment(firstRound: $0, means: [0.5, 0.5]) }
    let typed = try OracleRestart(
      BanditProblem(armCount: 2, horizon: 100), truth: BanditTruth(segments: segments), exploration: 0.4,
      level: .horizon, bonus: .log, ties: .random)
    let read = policy(
      changes: [31], settings: ["exploration": .number(0.4), "level": .text("horizon"), "ties": .text("random")])
    let rewards = [[0.7], [0.4]]
    #expect(
      playScript(learner: typed, rewards: rewards, rounds: 100)
        == playScript(learner: read, rewards: rewards, rounds: 100))
  }

  private func policy(changes: [Int], arms: Int = 2, settings: Settings = [:]) -> OracleRestart {
    let segments = ([1] + changes).map {
      BanditTruth.Segment(firstRound: $0, means: Array(repeating: 0.5, count: arms))
    }
    return OracleRestart(
      settings: Settings(defaultsOf: OracleRestart.card.parameters, given: settings),
      problem: BanditProblem(armCount: arms, horizon: 100, rewardRange: 0...1),
      truth: BanditTruth(segments: segments))
  }

  /// Constant rewards: every segment begins like a run of its own.
  @Test func everySegmentIsARunOfItsOwn() throws {
    let rewards = [[0.7], [0.4]]
    let arms = playScript(learner: policy(changes: [31, 45]), rewards: rewards, rounds: 100)
    let fresh = playScript(learner: try make(UCB1.self, horizon: 100), rewards: rewards, rounds: 100)
    let segments = [30, 14, 56].flatMap { fresh.prefix($0) }
    #expect(arms == segments)
    #expect(arms != fresh)
  }

  @Test func withoutChangesItIsUCB1() throws {
    let settings: Settings = ["exploration": .number(0.4), "level": .text("horizon")]
    let arms = playScript(
      learner: policy(changes: [], arms: 4, settings: settings), rewards: unevenRewards, rounds: 100)
    let plain = try make(UCB1.self, settings, arms: 4, horizon: 100)
    #expect(arms == playScript(learner: plain, rewards: unevenRewards, rounds: 100))
  }

  /// Changes round after round leave no time but for the first arms.
  @Test func changesMayFollowEachOther() {
    let arms = playScript(learner: policy(changes: [2, 3, 5]), rewards: [[0.1], [0.9]], rounds: 7)
    #expect(arms == [0, 0, 0, 1, 0, 1, 1])
  }

  @Test func conforms() { #expect(BanditConformance.violations(of: OracleRestart.self, isRandomized: false) == []) }
}
