import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Compares two arms with a p-value that is valid at all times: the mixture sequential probability ratio test.
public struct MixtureSPRT: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "The level: it stops once the p-value is not above it.", .openUnit, default: 0.05, why: "customary")
  /// `tau` of scenario files; `nil` where it is left out.
  public static let tau = Parameter.number(
    "tau",
    """
    The standard deviation of the normal law of the difference of the means that the likelihood is averaged over: the \
    size of differences that are found soonest.
    """,
    NumberRange(lower: .excluded(0), upper: .included(1e100)), absent: "the scale of the noise, sigma", unit: "reward")

  public static let card = AlgorithmCard(
    id: "mixture-sprt", family: .bandit,
    summary: "Plays two arms in turn until a p-value that may be looked at after every pair says that they differ.",
    setting: "Two arms, stochastic rewards; stops by itself, the horizon is its cap.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "Arm 0, arm 1, arm 0, ...; after n pairs D = mean_1 - mean_0, V = 2 sigma^2,",
      "L_n = sqrt(V / (V + n tau^2)) exp(n^2 tau^2 D^2 / (2 V (V + n tau^2))),",
      "p_n = min(p_{n-1}, 1 / L_n), p_0 = 1; stop when p_n <= alpha; recommended: the higher mean.",
    ],
    parameters: [alpha, tau, NoiseScale.sigma, StopRecord.then],
    example: ["alpha": 0.01],
    swift: "try MixtureSPRT(problem, alpha: 0.01)",
    guarantee:
      """
      Where the means are equal, P(it ever stops) <= alpha, and p_value is below any u with probability u at most, at \
      whatever time it is looked at: for independent sigma-subgaussian rewards of fixed means (Robbins 1970; Ville's \
      inequality).
      """,
    complexity: "O(1) per round.", randomness: "None.",
    numerics: "The likelihood ratio is kept as a logarithm.",
    deviations: "The variance is known, or dominated by sigma^2; it is not estimated.",
    guide:
      """
      For an experiment with two variants that somebody watches. A test for a fixed sample size that is looked at again \
      and again is wrong far more often than its level. Scenarios with equal means and the extra `stopped` show it.
      """,
    reference:
      """
      H. Robbins, Statistical methods related to the law of the iterated logarithm, Annals of Mathematical Statistics 41, \
      1970; R. Johari, P. Koomen, L. Pekelis and D. Walsh, Always valid inference: continuous monitoring of A/B tests, \
      Operations Research 70, 2022 (arXiv 1512.04922).
      """,
    metrics: [.stoppingTime, .stopped, .pValue])

  private var search: BestArmSearch
  private let alpha: Double
  private let mixture: Double
  private let noiseScale: NoiseScale
  /// -ln p, at least 0.
  private var evidence = 0.0

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, alpha: settings[Self.alpha], tau: settings[Self.tau], sigma: settings[NoiseScale.sigma],
      then: settings[StopRecord.then])
  }

  /// Creates the learner: `MixtureSPRT(problem, alpha: 0.01)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there are not two arms.
  public init(
    _ problem: BanditProblem, alpha: Double = Self.alpha.default, tau: Double? = Self.tau.default,
    sigma: Double? = NoiseScale.sigma.default, then: StopRecord.Then = StopRecord.then.default
  ) throws(InvalidSettings) {
    try Self.alpha.check(alpha)
    try Self.tau.check(tau)
    noiseScale = try NoiseScale(problem, sigma: sigma)
    guard problem.armCount == 2 else {
      throw InvalidSettings("", "mixture-sprt compares two arms, and this environment has \(problem.armCount)")
    }
    self.alpha = alpha
    // In units of the noise.
    mixture = (tau ?? noiseScale.sigma) / noiseScale.sigma
    search = BestArmSearch(armCount: 2, then: then)
  }

  public var caveats: [String] { noiseScale.caveats() }

  public var stop: StopRecord { search.stop }

  public var recommendation: Int? { search.recommendation }

  public func measure(_ metric: Metric) -> Double? {
    metric == .pValue ? .exp(-evidence) : stop.measure(metric)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    search.committedArm ?? search.pullCount % 2
  }

  /// Updates the mean of the arm and, after a pair, the p-value.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(reward, of: arm), search.pullCount % 2 == 0, let leader = search.arms.leader else { return }
    let difference = (search.arms.means[1] - search.arms.means[0]) / noiseScale.sigma
    evidence = max(evidence, Self.logRatio(pairs: search.pullCount / 2, difference: difference, tau: mixture))
    if evidence >= -.log(alpha) { search.decide(on: leader, after: round) }
  }

  /// ln L_n for rewards of standard deviation 1.
  static func logRatio(pairs: Int, difference: Double, tau: Double) -> Double {
    let n = Double(pairs)
    // n tau^2 / V.
    let weight = n * tau * tau / 2
    return -0.5 * .log(onePlus: weight) + n * difference * difference / 4 * (weight / (1 + weight))
  }
}

extension Metric {
  /// The p-value of a test.
  public static let pValue = Metric(
    "p_value", "The p-value of the hypothesis that all means are equal, valid at every time at which it is looked at.",
    unit: "probability", isCumulative: true)
}
