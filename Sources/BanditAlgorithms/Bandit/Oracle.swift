import BanditCards
import BanditGames
import BanditStreams

/// Pulls the arm with the highest mean of each round, which it is told.
public struct Oracle: BanditLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "oracle", family: .bandit,
    summary: "Pulls the arm with the highest mean of each round, which it is told.",
    setting: "Told the truth of its instance; a yardstick, not a learner.",
    rewards: .free,
    rule: [
      "A_t = argmax_a mu_t(a), the lowest index on ties.",
      "Where means depend on the arms pulled before: the arm that is best pulled in every round through the horizon.",
    ],
    swift: "Oracle(problem, truth: truth)",
    guarantee:
      """
      Dynamic regret exactly 0, and pseudo-regret where means do not change (else it is at most 0); the spread of its \
      realized regret is the noise of the rewards. Where means depend on the history, the regret policy-constant is \
      0 at the horizon.
      """,
    complexity: "O(1) per round.", randomness: "None.",
    numerics: "Nothing is computed.", deviations: "None.",
    guide: "To see how much of the realized regret is luck.",
    reference: "Folklore.", acceptsDelays: true, acceptsAbsence: true)

  private let truth: [BanditTruth.Segment]
  private let segments: [(firstRound: Int, bestArm: Int)]
  private var segment = 0

  public init(settings: Settings, problem: BanditProblem, truth: BanditTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the yardstick: `Oracle(problem, truth: instance.truth)`.
  public init(_ problem: BanditProblem, truth: BanditTruth) {
    self.truth = truth.segments
    segments = truth.segments.map { ($0.firstRound, $0.bestArm) }
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    while segment + 1 < segments.count && round >= segments[segment + 1].firstRound { segment += 1 }
    return segments[segment].bestArm
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    while segment + 1 < segments.count && round >= segments[segment + 1].firstRound { segment += 1 }
    let means = truth[segment].means
    return TieBreaking.lowest.argmax(among: present.arms, noise: &noise) { means[$0] }
  }

  /// Nothing is learned.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}
