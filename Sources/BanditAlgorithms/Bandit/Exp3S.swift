import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights that share weight, to follow a best arm that changes (Auer, Cesa-Bianchi, Freund and
/// Schapire 2002).
public struct Exp3S: BanditLearner, Configurable, Caveated {
  /// `mixing` of scenario files; `nil` is `auto`.
  public static let mixing = Parameter.auto(
    "mixing", "The probability of a uniformly random arm and the rate, gamma, or `auto`.",
    NumberRange(lower: .excluded(0), upper: .included(1)), why: "the tuning without knowledge of the changes")
  /// `share` of scenario files; `nil` is `auto`.
  public static let share = Parameter.auto(
    "share", "What part of all weight is shared, alpha, or `auto`.", .unit, why: "the paper's 1/T")

  public static let card = AlgorithmCard(
    id: "exp3-s", family: .bandit,
    summary: "Exponential weights over estimated rewards, in which every arm gets a share of all weight in each round.",
    setting: "Any rewards of a known range, also chosen by an adversary, against a best arm that changes a few times.",
    rewards: .range,
    rule: [
      "A_t ~ P_t(a) = (1 - mixing) w_a / sum of w + mixing / K; then",
      "w_a is multiplied by exp(mixing 1{A_t = a} X_t / (P_t(a) K)),",
      "and e share / K times the sum of the weights before is added to each.",
      "auto: mixing = min(1, sqrt(K ln(K T) / T)), share = 1/T.",
    ],
    parameters: [mixing, share, UnitRewards.range],
    example: ["mixing": 0.1],
    swift: "try Exp3S(problem, mixing: 0.1)",
    guarantee: """
      Expected regret against any sequence of arms with c - 1 changes O(c sqrt(K T ln(K T))), for rewards fixed in \
      advance (Auer et al. 2002, section 8).
      """,
    complexity: "O(K) additions and one exponential per round.", randomness: "One uniform per round.",
    numerics: """
      Weights are divided by their sum when it exceeds 1e100; exponents are at most 1. With share 0 the logarithms of \
      the weights are kept, so that an arm whose weight underflows comes back.
      """,
    deviations: "None known; the tuning is the one that Alami (ACML 2022) reports for it.",
    guide: """
      The classic baseline for an adversary that changes its mind; on coins whose means jump, policies that detect \
      changes or forget (r-bocpd-ts, sw-ucb) have less regret.
      """,
    reference: """
      P. Auer, N. Cesa-Bianchi, Y. Freund and R. E. Schapire, The nonstochastic multiarmed bandit problem, SIAM \
      Journal on Computing 32, 2002, section 8 (Exp3.S).
      """,
    isAnytime: false)

  /// The rate, gamma.
  let mixing: Double
  /// What part of all weight is shared, alpha.
  let share: Double
  private var weights: [Double]
  /// The logarithms of the weights, if nothing is shared.
  private var logarithms: [Double]
  private var total: Double
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, mixing: settings[Self.mixing], share: settings[Self.share], range: settings[UnitRewards.range])
  }

  /// Creates the policy: `Exp3S(problem, mixing: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or if the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, mixing: Double? = Self.mixing.default, share: Double? = Self.share.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.mixing.check(mixing)
    try Self.share.check(share)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    let (count, rounds) = (Double(problem.armCount), Double(problem.horizon))
    // One arm in one round leaves nothing to mix; the rate must not be 0.
    let tuned = (count * .log(max(2, count * rounds)) / rounds).squareRoot()
    self.mixing = mixing ?? min(1, tuned)
    self.share = share ?? 1 / rounds
    weights = Array(repeating: 1, count: problem.armCount)
    logarithms = Array(repeating: 0, count: self.share == 0 ? problem.armCount : 0)
    total = count
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    WeightedDraw.item(at: noise.uniform(), of: weights, total: total, mixing: mixing)
  }

  /// Updates all weights.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    let count = Double(weights.count)
    let exponent = mixing * reward / (probability(of: arm) * count)
    if share == 0 {
      logarithms[arm] += exponent
      total = 0
      let highest = logarithms.max()!
      for other in weights.indices {
        weights[other] = Double.exp(logarithms[other] - highest)
        total += weights[other]
      }
      return
    }
    let shared = Double.exp(1) * share / count * total
    weights[arm] *= Double.exp(exponent)
    total = 0
    for other in weights.indices {
      weights[other] += shared
      total += weights[other]
    }
    guard total > 1e100 else { return }
    let scale = 1 / total
    total = 0
    for other in weights.indices {
      weights[other] *= scale
      total += weights[other]
    }
  }

  /// The probability with which this round's arm is drawn.
  func probability(of arm: Int) -> Double {
    (1 - mixing) * weights[arm] / total + mixing / Double(weights.count)
  }
}
