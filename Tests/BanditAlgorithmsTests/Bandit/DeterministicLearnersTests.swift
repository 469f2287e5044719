import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Theorem 5.11 of Slivkins (2019): a learner that draws nothing can be charged in every round, as an adversary knows
/// beforehand what it will play; an action then has cost floor(T / K) at most.
struct DeterministicLearnersTests {
  private static let rounds = 60

  /// The rows that charge a learner's arm in each round, found by playing a copy of it.
  private func charges<Policy: BanditLearner>(of policy: Policy, actions: Int) -> [[Double]] {
    var policy = policy
    var noise = RandomStream(key: StreamKey(seed: 1))
    return (1...Self.rounds).map { round in
      let arm = policy.selectArm(at: round, noise: &noise)
      policy.observe(reward: 0, of: arm, at: round)
      return (0..<actions).map { $0 == arm ? 1 : 0 }
    }
  }

  /// What the game says of a learner on losses fixed in advance, its noise another than when they were found.
  private func entry<Policy: BanditLearner>(of policy: Policy, on rows: [[Double]], seed: UInt64) -> LedgerEntry {
    let problem = ExpertsProblem(
      actionCount: rows[0].count, horizon: Self.rounds, feedback: .bandit, switchingCost: 0)
    var game = ExpertsGame(
      environment: ScriptedLosses(rows: rows), learner: RewardedByLosses(policy), problem: problem)
    var account = game.openAccount(for: [.external], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: seed).child(index: 0), itemCount: rows[0].count)
    var learner = RandomStream(key: StreamKey(seed: seed).child(index: 1))
    for round in 1...Self.rounds {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account)
    }
    return account.entry(for: .external, group: "", after: Self.rounds)
  }

  private func check<Policy: BanditLearner & Configurable<BanditProblem>>(
    _ type: Policy.Type, _ settings: Settings = [:]
  ) throws {
    for actions in 2...5 {
      let policy = try make(type, settings, arms: actions, horizon: Self.rounds)
      let rows = charges(of: policy, actions: actions)
      let entry = entry(of: policy, on: rows, seed: 7)
      let name = Comment(rawValue: "\(Policy.card.id), \(actions) actions")
      #expect(entry.value == -Double(Self.rounds), name)
      #expect(-entry.benchmark <= Double(Self.rounds / actions), name)
    }
  }

  @Test func chargedInEveryRound() throws {
    try check(UCB1.self)
    try check(UCBTuned.self)
    try check(UCBV.self)
    try check(MOSS.self)
    try check(KLUCB.self)
    try check(BayesUCB.self)
    try check(SuccessiveElimination.self)
    try check(SWUCB.self, ["window": .whole(20)])
    try check(DUCB.self, ["discount": .number(0.9)])
  }

  /// A learner that draws escapes: on UCB1's charges Exp3 pays about T / K. Its cost has mean 30 and, as a sum of 60
  /// dependent coins at most 1 each, lies below 50 but with probability far below 1e-4.
  @Test func drawingEscapes() throws {
    let rows = charges(of: try make(UCB1.self, arms: 2, horizon: Self.rounds), actions: 2)
    let exp3 = try make(Exp3.self, arms: 2, horizon: Self.rounds)
    #expect(-entry(of: exp3, on: rows, seed: 7).value < 50)
  }
}
