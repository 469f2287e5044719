import BanditCards
import BanditGames
import BanditStreams

/// Plays the sequence of arms with the largest sum of means, which it is told.
public struct OptimalSequence: BanditLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "optimal-sequence", family: .bandit,
    summary: "Plays the best sequence of arms through the horizon, which it is told.",
    setting: "Told the truth of its instance; a yardstick, not a learner. Made for environments that remember.",
    rewards: .free,
    rule: [
      "A_1, ..., A_T maximise the sum of means, each given its own history.",
      "Where that sequence is out of reach (said by validate, plan and run, and in the manifest):",
      "the arm that is best pulled in every round.",
      "Where means do not depend on the history: the arm with the highest mean of each round.",
    ],
    swift: "OptimalSequence(problem, truth: truth)",
    guarantee: """
      The regret policy is 0 at the horizon; before, it may be positive. None where the sequence is out of reach: \
      where means depend on the last pulls, idle times or blocked rounds, beyond 10^8 for states times arms times \
      horizon or 4 million for states times arms; where they depend on an arm's own pulls, beyond 10^8 steps for \
      adding its totals up.
      """,
    complexity: "O(1) per round; the sequence is found once for all replications of an environment.",
    randomness: "None.",
    numerics: "Of sequences that differ by rounding any may be played.", deviations: "None.",
    guide: "To see what the exact comparator does: with oracle, what is to be gained by not staying with one arm.",
    reference: "Folklore.", isAnytime: false,
    substitute: .init(for: .policy, plays: "the arm that is best pulled in every round"))

  private let sequence: [Int]?
  private var oracle: Oracle

  public init(settings: Settings, problem: BanditProblem, truth: BanditTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the yardstick: `OptimalSequence(problem, truth: instance.truth)`.
  public init(_ problem: BanditProblem, truth: BanditTruth) {
    sequence = truth.sequences?.bestSequence
    oracle = Oracle(problem, truth: truth)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let sequence { return sequence[round - 1] }
    return oracle.selectArm(at: round, noise: &noise)
  }

  /// Nothing is learned.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}
