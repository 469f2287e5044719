import BanditCards
import BanditGames
import BanditTesting

/// A learner with the defaults of its card but for the given settings.
func make<Policy: SemiBanditLearner & Configurable<SemiBanditProblem>>(
  _ type: Policy.Type, _ settings: Settings = [:], for world: NoiselessCurves, horizon: Int
) throws -> Policy {
  try Policy(
    settings: Settings(defaultsOf: Policy.card.parameters, given: settings), problem: world.problem(horizon: horizon))
}

/// A policy that is told the truth, with the defaults of its card but for the given settings.
func make<Policy: SemiBanditLearner & Yardstick<SemiBanditProblem, SemiBanditTruth>>(
  oracle type: Policy.Type, _ settings: Settings = [:], for world: NoiselessCurves, horizon: Int
) throws -> Policy {
  let all = Settings(defaultsOf: Policy.card.parameters, given: settings)
  let problem = world.problem(horizon: horizon)
  try Policy.check(settings: all, problem: problem, truth: world.truth)
  return Policy(settings: all, problem: problem, truth: world.truth)
}

/// The run of a policy.
func play(_ policy: some SemiBanditLearner, _ world: NoiselessCurves, rounds: Int) -> RecordedSemiBanditGame {
  RecordedSemiBanditGame(learner: policy, environment: world, rounds: rounds)
}

/// Notices every change of a set: a polynomial in the sets' bit masks, as in Tests/Reference/recovering.py.
func checksum(_ sets: [[Int]]) -> Int {
  sets.reduce(0) { value, set in (value * 31 + set.reduce(0) { $0 | 1 << $1 }) % 1_000_003 }
}

extension NoiselessCurves {
  /// The instance of the reference run: two of five arms per period.
  static let rec5 = NoiselessCurves(
    [
      [0.048, 0.094, 0.395, 0.821, 0.948], [0.037, 0.058, 0.07, 0.091, 0.425, 0.434, 0.507],
      [0.124, 0.223, 0.397, 0.577, 0.627, 0.948, 0.976], [0.133, 0.419, 0.557],
      [0.118, 0.181, 0.308, 0.372, 0.582, 0.639, 0.816],
    ], capacity: 2)

  /// Where greedy play fails: 0.6 forever, or 0.1, 0.7, 1.4.
  static let patient = NoiselessCurves([[0.6], [0.1, 0.7, 1.4]])

  /// Three arms whose plan shares one slot.
  static let three = NoiselessCurves([[0.2, 0.5, 0.6], [0.1, 0.3, 0.9], [0.4]])
}
