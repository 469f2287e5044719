import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Follow-the-regularized-leader or mirror descent with a logarithmic barrier.
public struct LogBarrierLearner: BanditLearner, Configurable, AdversarialBounding, Caveated {
  /// `schedule` of scenario files.
  public static let schedule = SimpleSchedule.parameter(why: "the schedule of the bound")
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let learningRate = Parameter.auto(
    "learningRate",
    "The rate eta of the schedule fixed, eta_t sqrt(t) of the schedule anytime, or `auto` for those of the rule.",
    LearningRate.range, why: "the rate of the bound")
  /// `update` of scenario files.
  public static let update = Parameter.choice(
    "update", "`ftrl`: the leader of all rounds; `omd`: mirror descent. The same where the rate is fixed.",
    default: LeaderUpdate.ftrl)

  public static let card = AlgorithmCard(
    id: "log-barrier", family: .bandit,
    summary: "Follows the leader regularised by a logarithmic barrier.",
    setting: "Any rewards of a known range, also chosen by an adversary.",
    rewards: .range,
    rule: [
      "w_t = argmin over the simplex of <w, L> - (1 / eta) sum_i ln w_i,",
      "that is w_i = 1 / (eta (L_i - x)) with x such that the sum is 1; A_t ~ w_t;",
      "L_i += 1{A_t = i} (1 - X_t) / w_i.",
      "omd: from w and the estimate l of a round to 1 / (1 / w_i + eta (l_i - x)).",
      "fixed: eta = sqrt(K ln T / T); anytime: eta_t = sqrt(K ln max(t, 3) / (2 t)).",
    ],
    parameters: [schedule, learningRate, update, UnitRewards.range],
    example: ["schedule": "anytime"],
    swift: "try LogBarrierLearner(problem, schedule: .anytime)",
    guarantee:
      """
      Expected regret against the best arm of at most K ln T / eta + eta T + K for a fixed rate, so 2 sqrt(K T ln T) \
      + K for the default (derived from the standard analysis). Reported as `bound` at the horizon, for any fixed rate.
      """,
    complexity: "O(K) per round: about five evaluations of K weights.",
    randomness: "One uniform per round.",
    numerics:
      """
      x by Newton's steps inside a bracket, from the x of the round before; then the weights are scaled to the sum 1. \
      The smallest L is taken off every 4096 rounds.
      """,
    deviations: "No paper is followed to the letter; the rate anytime is ours.",
    guide:
      """
      The regulariser whose estimates vary least, and which theory likes for its data-dependent bounds: see broad and \
      log-barrier-adaptive, which adapt. tsallis-inf has the smaller bound and needs no horizon.
      """,
    reference:
      """
      C.-Y. Wei and H. Luo, More adaptive algorithms for adversarial bandits, COLT 2018 (the regulariser); A. \
      Agarwal, H. Luo, B. Neyshabur and R. E. Schapire, Corralling a band of bandit algorithms, COLT 2017, algorithm \
      2 (the step).
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let horizon: Int
  private let isTuned: Bool
  private var learner: BanditLeader
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, schedule: settings[Self.schedule], learningRate: settings[Self.learningRate],
      update: settings[Self.update], range: settings[UnitRewards.range])
  }

  /// Creates the policy: `LogBarrierLearner(problem, schedule: .anytime)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or if the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, schedule: SimpleSchedule = Self.schedule.default,
    learningRate: Double? = Self.learningRate.default, update: LeaderUpdate = Self.update.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.learningRate.check(learningRate)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    horizon = problem.horizon
    isTuned = learningRate == nil
    learner = BanditLeader(
      items: problem.armCount, regularizer: .logBarrier, estimator: .iw,
      rate: LearningRate(
        schedule.ofAll, given: learningRate, regularizer: .logBarrier, estimator: .iw, items: problem.armCount,
        horizon: problem.horizon),
      update: update)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    learner.selectArm(at: round, noise: &noise)
  }

  /// Adds the estimate of the round's losses.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    learner.observe(loss: 1 - reward, of: arm)
  }

  /// The bound.
  public var adversarialBound: Double? {
    guard let rate = learner.fixedRate, learner.rounds == horizon else { return nil }
    let arms = Double(weights.count)
    let rounds = Double(horizon)
    return rewards.bound(
      isTuned
        ? 2 * (arms * rounds * .log(rounds)).squareRoot() + arms : arms * .log(rounds) / rate + rate * rounds + arms)
  }

  /// The weights of the latest round.
  var weights: [Double] { learner.leader.weights }
}
