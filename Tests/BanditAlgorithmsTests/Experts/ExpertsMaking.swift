import BanditCards
import BanditGames
import BanditStreams
import BanditTesting

/// A policy with the defaults of its card but for the given settings.
func make<Policy: ExpertsLearner & Configurable<ExpertsProblem>>(
  _ type: Policy.Type, _ settings: Settings = [:], actions: Int = 2, horizon: Int = 1000,
  feedback: LossFeedback = .full, cost: Double = 1
) throws -> Policy {
  try Policy(
    settings: Settings(defaultsOf: Policy.card.parameters, given: settings),
    problem: ExpertsProblem(actionCount: actions, horizon: horizon, feedback: feedback, switchingCost: cost))
}

/// Plays a table of losses, which starts over when it ends.
func play<Policy: ExpertsLearner>(
  _ policy: Policy, _ rows: [[Double]], rounds: Int, feedback: LossFeedback = .full, seed: UInt64 = 0
) -> RecordedLosses {
  RecordedLosses(
    learner: policy, environment: ScriptedLosses(rows: rows),
    problem: ExpertsProblem(actionCount: rows[0].count, horizon: rounds, feedback: feedback, switchingCost: 1),
    key: StreamKey(seed: seed))
}

/// How often runs under different seeds end with the last action in each place.
func lastActions<Policy: ExpertsLearner>(
  of policy: Policy, _ rows: [[Double]], runs: Int, feedback: LossFeedback = .full
) -> [Int] {
  var counts = Array(repeating: 0, count: rows[0].count)
  for seed in 0..<runs {
    counts[play(policy, rows, rounds: rows.count, feedback: feedback, seed: UInt64(seed)).actions.last!] += 1
  }
  return counts
}

/// Losses of a random walk that all actions share, cut to [0, 1], the last action a little below.
func sharedWalk(actions: Int, rounds: Int, gap: Double, seed: UInt64) -> [[Double]] {
  var noise = RandomStream(key: StreamKey(seed: seed))
  var level = 0.5
  return (0..<rounds).map { _ in
    level = min(0.9, max(0.1, level + 0.1 * (noise.uniform() - 0.5)))
    return (0..<actions).map { $0 == actions - 1 ? max(0, level - gap) : level }
  }
}

/// Plays a game and returns how often the policy drew its action anew.
func resamples<Environment: ExpertsEnvironment, Policy: ExpertsLearner>(
  of game: inout ExpertsGame<Environment, Policy>, seed: UInt64, rounds: Int
) -> Double {
  var account = game.openAccount(for: [.external], metrics: [])
  var noise = RandomStream(key: StreamKey(seed: seed).child(index: 0), itemCount: 16)
  var learner = RandomStream(key: StreamKey(seed: seed).child(index: 1))
  for round in 1...rounds {
    game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account)
  }
  return game.measure(.resamples, after: rounds, account: account) ?? .nan
}
