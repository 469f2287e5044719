import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct TallyingPlannerTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let losses = [[0.0, 1], [0, 1]]
    let game = RecordedGame(
      learner: try TallyingPlanner(BanditProblem(armCount: 2, horizon: 8), memory: 2),
      environment: TallyingForTests(losses: losses), rounds: 8, key: StreamKey(seed: 0))
    #expect(try play(losses, rounds: 8).arms == game.arms)
  }

  private func play(_ losses: [[Double]], rounds: Int) throws -> (arms: [Int], loss: Double) {
    let policy = try make(
      TallyingPlanner.self, ["memory": .whole(losses[0].count)], arms: losses.count, horizon: rounds)
    let game = RecordedGame(
      learner: policy, environment: TallyingForTests(losses: losses), rounds: rounds, key: StreamKey(seed: 0))
    return (game.arms, game.rewards.reduce(Double(rounds)) { $0 - $1 })
  }

  /// Two arms that lose 0 unless pulled twice in a row: 0, 1, 0, 1 while learning, then nothing.
  @Test func alternation() throws {
    let game = try play([[0, 1], [0, 1]], rounds: 8)
    #expect(game.arms == [0, 0, 1, 1, 0, 1, 0, 1])
    #expect(game.loss == 2)
  }

  /// Proposition 1: at most m (K + 1) more than the best sequence; and never less.
  @Test func theRegretIsWithinTheBound() throws {
    var noise = RandomStream(key: StreamKey(seed: 70))
    for _ in 0..<100 {
      let (armCount, memory) = (1 + noise.integer(below: 3), 1 + noise.integer(below: 4))
      let losses = (0..<armCount).map { _ in (0..<memory).map { _ in noise.uniform() } }
      let rounds = 1 + noise.integer(below: 40)
      let best = -TallyingForTests(losses: losses).truth.sequences!.optimum!.total(through: rounds)
      let regret = try play(losses, rounds: rounds).loss - best
      #expect(regret >= -1e-12 && regret <= Double(memory * (armCount + 1)) + 1e-12)
    }
  }

  @Test func plansThatTakeTooLongAreRefused() throws {
    #expect(throws: InvalidSettings.self) {
      try make(TallyingPlanner.self, ["memory": .whole(20)], arms: 5, horizon: 1000)
    }
    // It learns to the end, and has nothing to plan.
    #expect(throws: Never.self) { try make(TallyingPlanner.self, ["memory": .whole(20)], arms: 5, horizon: 100) }
  }

  /// Rewards are kept for the plan only.
  @Test func learningToTheEndKeepsNoRewards() throws {
    func kept(horizon: Int) throws -> [Double] {
      var policy = try make(TallyingPlanner.self, ["memory": .whole(2)], arms: 2, horizon: horizon)
      for round in 1...4 { policy.observe(reward: Double(round), of: (round - 1) / 2, at: round) }
      return policy.rewards
    }
    #expect(try kept(horizon: 5) == [1, 2, 3, 4])
    #expect(try kept(horizon: 4).isEmpty)
  }

  @Test func conforms() {
    #expect(
      BanditConformance.violations(
        of: TallyingPlanner.self, settings: ["memory": .whole(2)], isRandomized: false, isSymmetric: false) == [])
  }
}
