import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Follow-the-regularized-leader under bandit feedback, every part of it chosen by settings.
public struct FTRL: BanditLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "ftrl", family: .bandit,
    summary: "Follow-the-regularized-leader, with the regulariser, the rate and the estimator of one's choice.",
    setting: "Any rewards in [0, 1], also chosen by an adversary.",
    rule:
      """
      w_t = argmin over the simplex of <w, L> + (1 / eta_t) sum_i f(w_i), A_t ~ w_t, L += the estimate of the losses 1 - \
      X. entropy f = w ln w; tsallis f = -(w^alpha - alpha w) / (alpha (1 - alpha)); log-barrier f = -ln w; hybrid f = -2 \
      sqrt(w) - barrier ln w. omd: w_(t+1) = argmin of <w, estimate> + D_f(w, w_t) / eta_t. With D the range of f on the \
      simplex (where it is unbounded, on weights of at least 1 / T) and V a bound on the squared local norm of the \
      estimates: fixed eta = sqrt(2 D / (V T)); anytime eta_t = sqrt(D / (V t)); doubling, fixed for 1, 2, 4, ... \
      rounds; self-confident eta_t = sqrt(D / (1 + sum of the squared local norms so far)).
      """,
    parameters: [
      AnyParameter(
        "regularizer", "f of the rule.", .choice(["entropy", "tsallis", "log-barrier", "hybrid"]),
        default: .value(.text("tsallis")), why: "the smallest bound"),
      AnyParameter(
        "alpha", "The power of the Tsallis entropy; close to 1 it is the entropy, close to 0 the barrier.",
        .number(NumberRange(lower: .included(0.01), upper: .included(0.99))), default: .value(.number(0.5)),
        why: "best of both worlds"),
      AnyParameter(
        "barrier", "The weight of the barrier in the hybrid, or `auto` for 1 / (sqrt(K) ln T).",
        .either([.choice(["auto"]), .number(NumberRange(lower: .included(0), upper: .included(1000)))]),
        default: .value(.text("auto")), why: "that of pogodin-lattimore"),
      AnyParameter(
        "schedule", "How the rate falls.", .choice(LearningRate.Schedule.allCases.map(\.rawValue)),
        default: .value(.text("anytime")), why: "needs no horizon"),
      AnyParameter(
        "learningRate",
        """
        eta of the schedule fixed; the factor that the others divide by sqrt(t), by the root of the length of the \
        stretch or by sqrt(1 + norms); or `auto` for those of the rule.
        """,
        .either([.choice(["auto"]), .number(NumberRange(lower: .excluded(0), upper: .included(1000)))]),
        default: .value(.text("auto")), why: "makes the two terms of the bound equal"),
      AnyParameter(
        "estimator",
        """
        `iw`: importance weighting; `rv`: reduced variance (tsallis with alpha 0.5 only); `ix`: implicit exploration \
        with gamma = eta / 2; `optimistic`: around a running guess of each arm's loss, which the leader counts in. Of \
        games of losses with full information besides: `full`, the losses of all arms, without an estimate.
        """,
        .choice(LossEstimator.Kind.allCases.map(\.rawValue) + [FTRLExperts.estimator]), default: .value(.text("iw")),
        why: "unbiased for every regulariser"),
      AnyParameter(
        "update", "`ftrl`: the leader of all rounds; `omd`: mirror descent (not with `optimistic`).",
        .choice(BanditLeader.Update.allCases.map(\.rawValue)), default: .value(.text("ftrl"))),
    ],
    guarantee:
      """
      Expected regret against the best arm of about D / eta + eta V T / 2 for a fixed rate and unbiased estimates: \
      sqrt(2 K T ln K) for the entropy, sqrt(8 K T) for tsallis with alpha 1/2 (standard analysis; the named policies \
      state their own).
      """,
    complexity:
      "O(K) per round: K exponentials for the entropy, about five evaluations of K weights for the others.",
    randomness: "One uniform per round.",
    numerics:
      """
      One multiplier by Newton's steps inside a bracket, from that of the round before. The smallest L is taken off \
      every 4096 rounds. A weight may underflow to 0; such an arm is never drawn.
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
    isAnytime: false)

  private var learner: BanditLeader

  /// Creates the policy.
  ///
  /// - Throws: `InvalidSettings` if rewards are not known to lie in [0, 1], or the parts do not go together.
  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    try problem.requireUnitRewards(for: Self.card.id)
    let regularizer = Self.regularizer(settings, problem)
    guard let estimator = LossEstimator.Kind(rawValue: settings.text("estimator")) else {
      throw InvalidSettings(
        "estimator", "\"full\" needs the losses of all arms, but only that of the arm played is seen")
    }
    let update = BanditLeader.Update(rawValue: settings.text("update"))!
    if estimator == .rv && regularizer != .tsallisHalf {
      throw InvalidSettings("estimator", "\"rv\" goes with \"tsallis\" and alpha 0.5 only; \"iw\" goes with all")
    }
    if estimator == .optimistic && update == .omd {
      throw InvalidSettings("estimator", "\"optimistic\" goes with the update \"ftrl\" only; broad is its descent")
    }
    learner = BanditLeader(
      items: problem.armCount, regularizer: regularizer, estimator: estimator,
      rate: LearningRate(
        LearningRate.Schedule(rawValue: settings.text("schedule"))!, given: settings["learningRate"]?.asNumber,
        regularizer: regularizer, estimator: estimator, items: problem.armCount, horizon: problem.horizon),
      update: update)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    learner.selectArm(at: round, noise: &noise)
  }

  /// Adds the estimate of the round's losses, or takes the step.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    learner.observe(loss: 1 - reward, of: arm)
  }

  /// The weights of the latest round.
  var weights: [Double] { learner.leader.weights }

  /// f.
  static func regularizer(_ settings: Settings, _ problem: BanditProblem) -> Regularizer {
    switch settings.text("regularizer") {
    case "entropy": return .entropy
    case "log-barrier": return .logBarrier
    case "hybrid":
      return .hybrid(
        barrier: settings["barrier"]?.asNumber
          ?? Regularizer.defaultBarrier(items: problem.armCount, horizon: problem.horizon),
        floor: 0)
    default:
      let power = settings.number("alpha")
      return power == 0.5 ? .tsallisHalf : .tsallis(power: power)
    }
  }
}
