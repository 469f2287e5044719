import BanditCards
import BanditGames
import BanditStreams

/// Thompson sampling with beta posteriors, for rewards in [0, 1].
public struct ThompsonBeta: BanditLearner, Configurable, Caveated {
  /// `a` of scenario files.
  public static let a = ArmValues.parameter(
    "a", "First shape of the prior of each mean: a number, or one for each arm.", .closed(1e-3...1e6), default: 1,
    why: "the uniform prior")
  /// `b` of scenario files.
  public static let b = ArmValues.parameter(
    "b", "Second shape of the prior of each mean: a number, or one for each arm.", .closed(1e-3...1e6), default: 1,
    why: "the uniform prior")

  /// `sampler` of scenario files.
  public static let sampler = PosteriorSampler.parameter

  public static let card = AlgorithmCard(
    id: "thompson-beta", family: .bandit,
    summary: "Pulls the arm whose mean, drawn from its beta posterior, is highest.",
    setting: "Rewards 0 or 1, or the ends of a known range; rewards between count as fractions of a success.",
    rewards: .range,
    rule: [
      "theta_i ~ Beta(a_i + S_i, b_i + F_i) independently for each arm i;",
      "A_t = argmax_i theta_i;",
      "then S += X, F += 1 - X.",
    ],
    parameters: [a, b, UnitRewards.range, sampler],
    example: ["a": 2, "b": 2],
    swift: "try ThompsonBeta(problem, a: 2, b: 2)",
    guarantee:
      """
      Bayesian pseudo-regret O(sqrt(K T ln T)); on each instance of coins (1 + e) sum of gap / kl(mean, best) ln T \
      + O(1/e^2) (Slivkins 2019, 3.9 and 3.15).
      """,
    complexity: "K beta draws per round; O(K) and about one draw with the native sampler, once arms are told apart.",
    randomness:
      """
      K beta draws per round, two gamma draws each of two words and a little (one uniform where the posterior is \
      Beta(1, 1)). The native sampler draws the arm that was pulled most, and of the others those that can be above the \
      largest so far: about 3 + K / 8 words per round once arms are told apart, to the same law of the choice.
      """,
    numerics: "Draws are in (0, 1); the running maximum starts below every draw.",
    deviations: """
      Rewards strictly between 0 and 1 update the posterior by fractions instead of being rounded by a coin.
      """,
    guide:
      """
      The default choice for coins: no constants to set, and close to the lower bound. What is known of an arm before is \
      a prior of its own: after s successes in n pulls, a = 1 + s and b = 1 + n - s.
      """,
    reference:
      """
      W. R. Thompson, On the likelihood that one unknown probability exceeds another, Biometrika 25, 1933; S. \
      Agrawal and N. Goyal, Analysis of Thompson sampling for the multi-armed bandit problem, COLT 2012.
      """,
    acceptsDelays: true, acceptsAbsence: true)

  private var posteriors: BetaPosteriors
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, a: settings[Self.a], b: settings[Self.b], range: settings[UnitRewards.range],
      sampler: settings[Self.sampler])
  }

  /// Creates the learner: `ThompsonBeta(problem, a: [2, 5], b: 2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states or has not one value for each
  ///   arm, or the range of rewards is not known.
  public init(
    _ problem: BanditProblem, a: ArmValues = Self.a.default, b: ArmValues = Self.b.default,
    range: ClosedRange<Double>? = UnitRewards.range.default, sampler: PosteriorSampler = Self.sampler.default
  ) throws(InvalidSettings) {
    try Self.a.check(a)
    try Self.b.check(b)
    let first = try a.values(for: problem.armCount, at: Self.a.name)
    let second = try b.values(for: problem.armCount, at: Self.b.name)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    posteriors = BetaPosteriors(priors: zip(first, second).map { BetaSampler(a: $0, b: $1) }, sampler: sampler)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    posteriors.arm(noise: &noise)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    posteriors.arm(among: present.arms, noise: &noise)
  }

  /// Updates the posterior of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    posteriors.observe(rewards.unit(reward), of: arm)
  }
}
