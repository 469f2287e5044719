import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Upper quantiles of beta posteriors as indices (Kaufmann, Cappé and Garivier 2012).
///
/// The arm is the one that solving for all quantiles would give; most rounds take none (`BetaIndices`).
public struct BayesUCB: BanditLearner, Configurable, Caveated {
  public static let card = AlgorithmCard(
    id: "bayes-ucb", family: .bandit,
    summary: "Pulls the arm whose beta posterior has the highest upper quantile.",
    setting: "Rewards 0 or 1, or the ends of a known range; rewards between count as fractions of a success.",
    rewards: .range,
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a Q(1 - 1/t; Beta(1 + S_a, 1 + F_a)),",
      "Q the quantile, S_a the sum of the rewards, F_a the pulls less S_a, t the round about to be played.",
    ],
    parameters: [TieBreaking.parameter, UnitRewards.range, EarlierPulls.parameter],
    swift: "try BayesUCB(problem)",
    guarantee:
      """
      On coins pseudo-regret (1 + o(1)) sum of gap / kl(mean, best) ln T, proved for the level 1 - 1/(t (ln T)^c) \
      with c of 5 or more (Kaufmann, Cappé and Garivier 2012, theorem 1).
      """,
    complexity:
      """
      On coins O(1) in most rounds; else O(K), with a few values of the beta distribution function, and about five for \
      each quantile solved for. Rewards between 0 and 1 take one value per round; ties `random` K quantiles.
      """,
    randomness: "None (one integer when a tie is broken at random).",
    numerics:
      """
      GSL's distribution function inverted by Newton's steps in a bracket, to 12 digits; Cornish and Fisher's \
      expansion, to 9 digits, where an arm has more than 10^5 successes and failures each.
      """,
    deviations:
      """
      The level 1 - 1/t (c = 0) is what the paper recommends in practice. Every arm is pulled once first. Rewards \
      strictly between 0 and 1 update the posterior by fractions.
      """,
    guide:
      """
      The deterministic twin of thompson-beta: the same posteriors, no draws. As good as kl-ucb on coins, but \
      dearer per round.
      """,
    reference:
      """
      E. Kaufmann, O. Cappé and A. Garivier, On Bayesian upper confidence bounds for bandit problems, AISTATS \
      2012, algorithm 1.
      """,
    acceptsDelays: true, acceptsAbsence: true)

  private let ties: TieBreaking
  /// The rounds before the first one.
  private let earlier: Int
  private var arms: ArmStatistics
  private var posteriors: BetaIndices
  private var indices: [Double]
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, ties: settings[TieBreaking.parameter], range: settings[UnitRewards.range],
      start: settings[EarlierPulls.parameter])
  }

  /// Creates the policy: `BayesUCB(problem, ties: .random)`.
  ///
  /// - Throws: `InvalidSettings` if the range of rewards is not known, or the earlier pulls do not fit it.
  public init(
    _ problem: BanditProblem, ties: TieBreaking = TieBreaking.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default, start: EarlierPulls? = EarlierPulls.parameter.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    self.ties = ties
    try start?.check(EarlierPulls.parameter, armCount: problem.armCount)
    earlier = start?.total ?? 0
    if let start {
      let known = try rewards.unit(start)
      arms = ArmStatistics(pulls: known.pulls, sums: known.sums)
      posteriors = BetaIndices(
        successes: known.sums.map { 1 + $0 }, failures: zip(known.pulls, known.sums).map { 1 + (Double($0) - $1) })
    } else {
      arms = ArmStatistics(armCount: problem.armCount)
      posteriors = BetaIndices(armCount: problem.armCount)
    }
    indices = Array(repeating: 0, count: problem.armCount)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextUnpulledArm() { return arm }
    if ties == .lowest { return posteriors.highest(at: earlier + round) }
    for arm in indices.indices { indices[arm] = posteriors.index(of: arm, at: earlier + round) }
    return ties.argmax(indices, noise: &noise)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    if let arm = present.arms.first(where: { arms.pulls[$0] == 0 }) { return arm }
    return ties.argmax(among: present.arms, noise: &noise) { posteriors.index(of: $0, at: earlier + round) }
  }

  /// Updates the posterior of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    arms.observe(reward, of: arm)
    posteriors.observe(reward, of: arm)
  }
}
