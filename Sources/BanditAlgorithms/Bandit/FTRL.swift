import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Follow-the-regularized-leader under bandit feedback, every part of it chosen by settings.
public struct FTRL: BanditLearner, Configurable, AdversarialBounding, Caveated {
  /// The regularisers on offer.
  public enum RegularizerKind: String, Sendable, CaseIterable {
    /// Shannon's entropy.
    case entropy
    /// The Tsallis entropy of the power alpha.
    case tsallis
    /// The logarithmic barrier.
    case logBarrier = "log-barrier"
    /// The Tsallis entropy of the power 1/2 with a little of the barrier.
    case hybrid
  }

  /// How losses are estimated.
  public enum Estimator: String, Sendable, CaseIterable {
    /// Importance weighting.
    case iw
    /// Reduced variance; with the Tsallis entropy of the power 1/2 only.
    case rv
    /// Implicit exploration.
    case ix
    /// Around a running guess of each arm's loss.
    case optimistic
    /// Not at all: all losses are seen. Of `FTRLExperts` only.
    case full

    /// The estimator of bandit feedback.
    fileprivate var kind: LossEstimator.Kind? {
      switch self {
      case .iw: .iw
      case .rv: .rv
      case .ix: .ix
      case .optimistic: .optimistic
      case .full: nil
      }
    }
  }

  /// `regularizer` of scenario files.
  public static let regularizer = Parameter.choice(
    "regularizer", "f of the rule.", default: RegularizerKind.tsallis, why: "the smallest bound")
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "The power of the Tsallis entropy; close to 1 it is the entropy, close to 0 the barrier.",
    .closed(0.01...0.99), default: 0.5, why: "best of both worlds")
  /// `barrier` of scenario files; `nil` is `auto`.
  public static let barrier = Parameter.auto(
    "barrier", "The weight of the barrier in the hybrid, or `auto` for 1 / (sqrt(K) ln T).", .closed(0...1000),
    why: "that of pogodin-lattimore")
  /// `schedule` of scenario files.
  public static let schedule = Parameter.choice(
    "schedule", "How the rate falls.", default: RateSchedule.anytime, why: "needs no horizon")
  /// `learningRate` of scenario files; `nil` is `auto`.
  public static let learningRate = Parameter.auto(
    "learningRate",
    """
    eta of the schedule fixed; the factor that the others divide by sqrt(t), by the root of the length of the stretch \
    or by sqrt(1 + norms); or `auto` for those of the rule.
    """, LearningRate.range, why: "makes the two terms of the bound equal")
  /// `estimator` of scenario files.
  public static let estimator = Parameter.choice(
    "estimator",
    """
    `iw`: importance weighting; `rv`: reduced variance (tsallis with alpha 0.5 only); `ix`: implicit exploration with \
    gamma = eta / 2; `optimistic`: importance weighting around a running guess of each arm's loss, which is added to \
    the sums that choose the leader. With full information on losses also `full`: the losses themselves, not estimated.
    """, default: Estimator.iw, why: "unbiased for every regulariser")
  /// `update` of scenario files.
  public static let update = Parameter.choice(
    "update", "`ftrl`: the leader of all rounds; `omd`: mirror descent (not with `optimistic`).",
    default: LeaderUpdate.ftrl)

  public static let card = AlgorithmCard(
    id: "ftrl", family: .bandit,
    summary: "Follow-the-regularized-leader, with the regulariser, the rate and the estimator of your choice.",
    setting: "Any rewards of a known range, also chosen by an adversary.",
    rewards: .range,
    rule: [
      "w_t = argmin over the simplex of <w, L> + (1 / eta_t) sum_i f(w_i), A_t ~ w_t,",
      "L += the estimate of the losses 1 - X.",
      "entropy f = w ln w; tsallis f = -(w^alpha - alpha w) / (alpha (1 - alpha)); log-barrier f = -ln w;",
      "hybrid f = -2 sqrt(w) - barrier ln w.",
      "omd: w_(t+1) = argmin of <w, estimate> + D_f(w, w_t) / eta_t.",
      "With D the range of f on the simplex (where it is unbounded, on weights of at least 1 / T)",
      "and V a bound on the squared local norm of the estimates:",
      "fixed eta = sqrt(2 D / (V T)); anytime eta_t = sqrt(D / (V t)); doubling, fixed for 1, 2, 4, ... rounds;",
      "self-confident eta_t = sqrt(D / (1 + sum of the squared local norms so far)).",
    ],
    parameters: [regularizer, alpha, barrier, schedule, learningRate, estimator, update, UnitRewards.range],
    example: ["regularizer": "entropy", "schedule": "doubling"],
    swift: "try FTRL(problem, regularizer: .entropy, schedule: .doubling)",
    guarantee:
      """
      Entropy and tsallis with the schedule fixed, at any rate, and the estimator iw (V = K, K^alpha) or full (V = 1): \
      expected regret against the best arm of at most D / eta + eta V t / 2 after t rounds, D = ln K or K^(1 - alpha) \
      / (alpha (1 - alpha)), for rewards fixed in advance. With the rate auto that is sqrt(2 D V T): sqrt(2 K T ln K) \
      for the entropy, sqrt(8 K T) for tsallis with alpha 1/2 (standard analysis; the named policies state their own). \
      Reported as `bound`.
      """,
    complexity:
      "O(K) per round: K exponentials for the entropy, about five evaluations of K weights for the others.",
    randomness: "One uniform per round.",
    numerics:
      """
      One multiplier by Newton's steps inside a bracket, from that of the round before. The smallest L is taken off \
      every 4096 rounds. omd keeps the sums of the estimates times their rates, of which the step is the leader: a \
      weight that underflows to 0 comes back in both.
      """,
    deviations:
      "A framework, not a paper's algorithm. ln t in D is that of the rounds so far unless the rate is fixed.",
    guide:
      """
      To compare regularisers, rates and estimators, all else equal. The named members are exp3 and exp3-ix (entropy), \
      tsallis-inf, log-barrier and pogodin-lattimore (hybrid): take those to run what their papers say.
      """,
    reference:
      """
      C. Rouyer and Y. Seldin, COLT 2020, equation 2 (the Tsallis entropies); R. Pogodin and T. Lattimore, UAI 2019 \
      (the hybrid); T. Lattimore and C. Szepesvari, Bandit Algorithms, 2020, chapter 28 (the framework).
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private var learner: BanditLeader
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, regularizer: settings[Self.regularizer], alpha: settings[Self.alpha], barrier: settings[Self.barrier],
      schedule: settings[Self.schedule], learningRate: settings[Self.learningRate],
      estimator: settings[Self.estimator], update: settings[Self.update], range: settings[UnitRewards.range])
  }

  /// Creates the policy: `FTRL(problem, regularizer: .entropy, schedule: .doubling)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, the range of rewards is not
  ///   known, or the parts do not go together.
  public init(
    _ problem: BanditProblem, regularizer: RegularizerKind = Self.regularizer.default,
    alpha: Double = Self.alpha.default, barrier: Double? = Self.barrier.default,
    schedule: RateSchedule = Self.schedule.default, learningRate: Double? = Self.learningRate.default,
    estimator: Estimator = Self.estimator.default, update: LeaderUpdate = Self.update.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.learningRate.check(learningRate)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    let regularizer = try Self.regularizer(
      regularizer, alpha: alpha, barrier: barrier, items: problem.armCount, horizon: problem.horizon)
    guard let estimator = estimator.kind else {
      throw InvalidSettings(
        "estimator", "\"full\" needs the losses of all arms, but only that of the arm played is seen")
    }
    if estimator == .rv && regularizer != .tsallisHalf {
      throw InvalidSettings("estimator", "\"rv\" goes with \"tsallis\" and alpha 0.5 only; \"iw\" goes with all")
    }
    if estimator == .optimistic && update == .omd {
      throw InvalidSettings("estimator", "\"optimistic\" goes with the update \"ftrl\" only; broad is its descent")
    }
    learner = BanditLeader(
      items: problem.armCount, regularizer: regularizer, estimator: estimator,
      rate: LearningRate(
        schedule, given: learningRate, regularizer: regularizer, estimator: estimator, items: problem.armCount,
        horizon: problem.horizon),
      update: update)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    learner.selectArm(at: round, noise: &noise)
  }

  /// Adds the estimate of the round's losses, or takes the step.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    learner.observe(loss: 1 - reward, of: arm)
  }

  /// The bound.
  public var adversarialBound: Double? { learner.bound.flatMap(rewards.bound) }

  /// The weights of the latest round.
  var weights: [Double] { learner.leader.weights }

  /// f, of `ftrl` for bandits and for experts.
  ///
  /// - Throws: `InvalidSettings` if `alpha` or `barrier` is out of the range that the card states.
  static func regularizer(
    _ kind: RegularizerKind, alpha: Double, barrier: Double?, items: Int, horizon: Int
  ) throws(InvalidSettings) -> Regularizer {
    try Self.alpha.check(alpha)
    try Self.barrier.check(barrier)
    switch kind {
    case .entropy: return .entropy
    case .logBarrier: return .logBarrier
    case .hybrid:
      return .hybrid(barrier: barrier ?? Regularizer.defaultBarrier(items: items, horizon: horizon), floor: 0)
    case .tsallis: return alpha == 0.5 ? .tsallisHalf : .tsallis(power: alpha)
    }
  }
}
