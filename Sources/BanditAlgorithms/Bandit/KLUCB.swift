import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The upper-confidence-bound policy whose bounds are those of a Kullback-Leibler divergence (Garivier and
/// Cappé 2011; Cappé et al. 2013).
///
/// For coins the index is a root of an equation, but finding the highest of K roots does not take K of
/// them: whether an arm's index exceeds a number q is decided by the divergence from its mean to q, which
/// costs two multiplications once ln q and ln(1 - q) are known. So the arm of the previous round is solved
/// for first, and another arm only if it reaches beyond. The arm is the one that solving for all would give.
public struct KLUCB: BanditLearner, Configurable, Caveated {
  /// The laws whose divergence is known.
  public enum Law: String, Sendable, CaseIterable {
    /// Coins; valid for all rewards in [0, 1].
    case bernoulli
    /// Normal rewards of known standard deviation.
    case gaussian
    /// Poisson rewards.
    case poisson
    /// Exponential rewards.
    case exponential
  }

  /// The confidence level, whose logarithm is the budget of an arm's divergence.
  public enum Level: String, Sendable, CaseIterable {
    /// `1 + t ln^2 t`.
    case f
    /// `t`.
    case logT = "log-t"
  }

  /// `law` of scenario files.
  public static let law = Parameter.choice(
    "law", "The law whose divergence it is.", default: Law.bernoulli, why: "valid for all rewards in [0, 1]")
  /// `sd` of scenario files, for the law `gaussian`; `nil` where it is left out.
  public static let sd = NoiseScale.parameter("sd", unit: 1)
  /// `level` of scenario files.
  public static let level = Parameter.choice(
    "level", "The confidence level: `f` is 1 + t ln^2 t, `log-t` is t.", default: Level.f,
    why: "the level of the proofs of asymptotic optimality")

  public static let card = AlgorithmCard(
    id: "kl-ucb", family: .bandit,
    summary: "Pulls the arm with the highest upper bound by the Kullback-Leibler divergence of the rewards' law.",
    setting:
      """
      Stochastic rewards of a known one-parameter law: coins (or any rewards of a known range), normal rewards of \
      known standard deviation, Poisson or exponential rewards.
      """,
    rewards: .settings(
      """
      By the law. bernoulli, range: rewards are mapped to [0, 1] from the interval that holds them, the environment's \
      ([0, 1] where it lies in that) or that of `range`; refused where neither is known; rewards outside a given range \
      count as its ends. gaussian, sub-Gaussian: `sd`, the environment's where it is left out, with a warning where \
      neither is known. poisson, exponential: as they are, because the mean gives the scale.
      """),
    rule: [
      "Each arm once in index order; then",
      "A_t = argmax_a max{q >= mean_a: n_a kl(mean_a, q) <= L},",
      "L = ln(1 + t ln^2 t) (level f) or ln t (level log-t), t the round about to be played.",
      "For normal rewards that is mean_a + sd sqrt(2 L / n_a).",
    ],
    parameters: [law, sd, level, TieBreaking.parameter, UnitRewards.range, EarlierPulls.parameter],
    example: ["law": "gaussian", "sd": 0.5],
    swift: "try KLUCB(problem, law: .gaussian, sd: 0.5)",
    guarantee:
      """
      Pseudo-regret (1 + o(1)) sum of gap / kl(mean, best) ln T when the law is right: the lower bound of Lai and \
      Robbins (Cappé et al. 2013, for a level ln t + 3 ln ln t).
      """,
    complexity:
      """
      O(K) per round. Coins: a few logarithms, and two multiplications an arm; one root by Newton's method for the \
      arm of the previous round and for each that exceeds it. Other laws: one index an arm.
      """,
    randomness: "None (one integer when a tie is broken at random).",
    numerics:
      """
      Newton's steps to the last bits, from above. Coins: an arm is left out only if its divergence exceeds its \
      budget by more than rounding can explain, so that ties are those of the indices.
      """,
    deviations:
      """
      The level f is that of the asymptotically optimal UCB of textbooks; the paper proves ln t + 3 ln ln t and \
      recommends ln t. Exponential rewards whose mean so far is 0 have index 0, Poisson and exponential rewards \
      below 0 are refused where the environment declares them and count as a mean of 0 else.
      """,
    guide:
      """
      First choice on coins without randomness: close to the lower bound, no constants. law gaussian with sd 1 is \
      the asymptotically optimal UCB of textbooks. A wrong law voids the guarantee; coins are safe for every law \
      on [0, 1].
      """,
    reference:
      """
      A. Garivier and O. Cappé, The KL-UCB algorithm for bounded stochastic bandits and beyond, COLT 2011; O. \
      Cappé, A. Garivier, O.-A. Maillard, R. Munos and G. Stoltz, Kullback-Leibler upper confidence bounds for \
      optimal sequential allocation, Annals of Statistics 41, 2013.
      """,
    acceptsDelays: true, acceptsAbsence: true)

  private let law: Law
  private let noiseScale: NoiseScale
  private let levelIsF: Bool
  private let ties: TieBreaking
  /// The rounds before the first one.
  private let earlier: Int
  private var arms: ArmStatistics
  /// Of coins: the negative entropy of each mean.
  private var negativeEntropies: [Double]
  private var indices: [Double]
  private var latest = 0
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, law: settings[Self.law], sd: settings[Self.sd], level: settings[Self.level],
      ties: settings[TieBreaking.parameter], range: settings[UnitRewards.range],
      start: settings[EarlierPulls.parameter])
  }

  /// Creates the policy: `KLUCB(problem, law: .gaussian, sd: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the law does not allow the
  ///   rewards of the problem.
  public init(
    _ problem: BanditProblem, law: Law = Self.law.default, sd: Double? = Self.sd.default,
    level: Level = Self.level.default, ties: TieBreaking = TieBreaking.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default, start: EarlierPulls? = EarlierPulls.parameter.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sd, parameter: Self.sd, unit: 1)
    if law == .bernoulli {
      rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    } else if range == nil {
      rewards = .asTheyAre
    } else {
      throw InvalidSettings("range", "goes with the law \"bernoulli\" only; found the law \"\(law.rawValue)\"")
    }
    self.law = law
    levelIsF = level == .f
    self.ties = ties
    try start?.check(EarlierPulls.parameter, armCount: problem.armCount)
    earlier = start?.total ?? 0
    if let start {
      let known = try law == .bernoulli ? rewards.unit(start) : start
      arms = ArmStatistics(pulls: known.pulls, sums: known.sums)
    } else {
      arms = ArmStatistics(armCount: problem.armCount)
    }
    negativeEntropies = Array(repeating: 0, count: problem.armCount)
    if start != nil, law == .bernoulli { negativeEntropies = arms.means.map { DivergenceBound.negativeEntropy($0) } }
    indices = Array(repeating: 0, count: problem.armCount)
    let takesNegative = law == .bernoulli || law == .gaussian
    if !takesNegative, let range = problem.rewardRange, range.lowerBound < 0 {
      throw InvalidSettings(
        "law", "\"\(law.rawValue)\" needs rewards of 0 or more, but this environment's start at \(range.lowerBound)")
    }
  }

  public var caveats: [String] { law == .gaussian ? noiseScale.caveats(Self.sd.name) : rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextUnpulledArm() { return arm }
    let level = level(at: round)
    if law == .bernoulli && ties == .lowest { return highestCoin(level: level) }
    for arm in indices.indices { indices[arm] = index(of: arm, level: level) }
    return ties.argmax(indices, noise: &noise)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    if let arm = present.arms.first(where: { arms.pulls[$0] == 0 }) { return arm }
    let level = level(at: round)
    return ties.argmax(among: present.arms, noise: &noise) { index(of: $0, level: level) }
  }

  /// L.
  private func level(at round: Int) -> Double {
    let time = Double(earlier + round)
    let logarithm = Double.log(time)
    return levelIsF ? Double.log(1 + time * logarithm * logarithm) : logarithm
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    arms.observe(reward, of: arm)
    latest = arm
    if law == .bernoulli { negativeEntropies[arm] = DivergenceBound.negativeEntropy(arms.means[arm]) }
  }

  /// The index of an arm.
  func index(of arm: Int, level: Double) -> Double {
    let mean = arms.means[arm]
    let budget = level / Double(arms.pulls[arm])
    switch law {
    case .bernoulli:
      return DivergenceBound.bernoulli(mean, negativeEntropy: negativeEntropies[arm], budget: budget)
    case .gaussian: return mean + noiseScale.sigma * (2 * budget).squareRoot()
    case .poisson: return DivergenceBound.poisson(max(0, mean), budget: budget)
    case .exponential: return DivergenceBound.exponential(max(0, mean), budget: budget)
    }
  }

  /// The lowest of the arms with the highest index.
  private func highestCoin(level: Double) -> Int {
    var best = latest
    var bar = Bar(index(of: latest, level: level))
    for arm in negativeEntropies.indices where arm != latest {
      let mean = arms.means[arm]
      let divergence = negativeEntropies[arm] - mean * bar.logarithm - (1 - mean) * bar.complementLogarithm
      // Written so that NaN, which is 0 times infinity, does not leave an arm out.
      if mean < bar.index && Double(arms.pulls[arm]) * (divergence - bar.slack) > level { continue }
      let rival = index(of: arm, level: level)
      if rival > bar.index || (rival == bar.index && arm < best) {
        best = arm
        bar = Bar(rival)
      }
    }
    return best
  }

  /// The highest index so far, and what the divergences to it take.
  private struct Bar {
    let index: Double
    let logarithm: Double
    let complementLogarithm: Double
    /// More than rounding can add to a divergence: that of its terms and of the index.
    let slack: Double

    init(_ index: Double) {
      self.index = index
      logarithm = Double.log(index)
      complementLogarithm = Double.log(1 - index)
      slack = 1e-13 + 4e-15 / (1 - index)
    }
  }
}
