import BanditCards
import BanditGames
import BanditStreams

/// Thompson sampling with normal posteriors, for rewards with normal noise of known standard deviation.
public struct ThompsonGaussian: BanditLearner, Configurable, Caveated {
  /// `priorMean` of scenario files; `nil` where it is left out.
  public static let priorMean = ArmValues.parameter(
    "priorMean", "The mean of the prior of each arm's mean: a number, or one for each arm.", .closed(-1e100...1e100),
    absent: "the lower end of the environment's range of rewards; 0 where that lies in [0, 1] or there is none",
    unit: "reward")
  /// `priorSd` of scenario files; `nil` where it is left out.
  public static let priorSd = ArmValues.parameter(
    "priorSd", "The standard deviation of the prior of each arm's mean: a number, or one for each arm.", scale,
    absent: "the width of the environment's range of rewards; 1 where that lies in [0, 1] or there is none",
    unit: "reward")
  /// `noiseSd` of scenario files; `nil` where it is left out.
  public static let noiseSd = NoiseScale.parameter("noiseSd", unit: 1)
  /// `sampler` of scenario files.
  public static let sampler = PosteriorSampler.parameter

  public static let card = AlgorithmCard(
    id: "thompson-gaussian", family: .bandit,
    summary: "Pulls the arm whose mean, drawn from its normal posterior, is highest.",
    setting:
      """
      Normal rewards of known standard deviation; also a safe choice for bounded rewards with noiseSd half their \
      range.
      """,
    rewards: .subGaussian(parameter: noiseSd.name),
    rule: [
      "theta_a ~ N(m_a, s_a^2) independently, A_t = argmax_a theta_a,",
      "where m_a = (r_a priorMean_a + S_a) / (r_a + n_a), s_a = noiseSd / sqrt(r_a + n_a),",
      "r_a = (noiseSd / priorSd_a)^2, S_a the sum of the n_a rewards.",
    ],
    parameters: [priorMean, priorSd, noiseSd, sampler],
    example: ["priorSd": 10, "noiseSd": 0.5],
    swift: "try ThompsonGaussian(problem, priorSd: 10, noiseSd: 0.5)",
    guarantee:
      """
      Pseudo-regret O(sqrt(K T ln K)) for rewards in [0, 1] and noiseSd 1 with a flat prior, where the posterior \
      variance is 1/(n + 1) (Agrawal and Goyal 2017); Bayesian pseudo-regret O(sqrt(K T ln T)) when the prior is \
      right.
      """,
    complexity: "K normal draws per round.",
    randomness: "K normal draws per round, of 1.01 words each.",
    numerics: "The ratios r are computed once; the running maximum starts below every draw.",
    deviations:
      """
      The prior is proper: with the defaults the posterior of an arm pulled n times is N(S / (n + 1), 1 / (n + \
      1)), exactly that of the paper.
      """,
    guide:
      """
      The default choice for normal rewards. Set the prior to the scale of the means: a narrow wrong prior is \
      unlearned slowly. What is known of an arm before is a prior of its own: after n rewards with the mean m, \
      priorMean m and priorSd noiseSd / sqrt(n). For coins thompson-beta has lower regret.
      """,
    reference:
      """
      S. Agrawal and N. Goyal, Near-optimal regret bounds for Thompson sampling, Journal of the ACM 64, 2017; W. \
      R. Thompson, On the likelihood that one unknown probability exceeds another, Biometrika 25, 1933.
      """,
    acceptsDelays: true, acceptsAbsence: true)

  // Wide enough for every unit, narrow enough that the square of a ratio stays finite and above 0.
  private static let scale = NumberRange.closed(1e-50...1e50)
  private static let standardNormal = try! Gaussian()

  private let isNative: Bool
  private let ratios: [Double]
  private let priorMeans: [Double]
  private let noiseScale: NoiseScale
  private var pulls: [Double]
  private var sums: [Double]
  private var means: [Double]
  private var sds: [Double]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, priorMean: settings[Self.priorMean], priorSd: settings[Self.priorSd], noiseSd: settings[Self.noiseSd],
      sampler: settings[Self.sampler])
  }

  /// Creates the learner: `ThompsonGaussian(problem, priorMean: [0, 1], priorSd: 10)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or has not one value for each
  ///   arm.
  public init(
    _ problem: BanditProblem, priorMean: ArmValues? = Self.priorMean.default,
    priorSd: ArmValues? = Self.priorSd.default, noiseSd: Double? = Self.noiseSd.default,
    sampler: PosteriorSampler = Self.sampler.default
  ) throws(InvalidSettings) {
    try Self.priorMean.check(priorMean)
    try Self.priorSd.check(priorSd)
    isNative = sampler == .native
    noiseScale = try NoiseScale(problem, sigma: noiseSd, parameter: Self.noiseSd, unit: 1)
    let range = problem.rewardRange?.interval ?? 0...1
    let count = problem.armCount
    priorMeans = try (priorMean ?? .all(range.lowerBound)).values(for: count, at: Self.priorMean.name)
    sds = try (priorSd ?? .all(range.width)).values(for: count, at: Self.priorSd.name)
    let sigma = noiseScale.sigma
    ratios = sds.map { (sigma / $0) * (sigma / $0) }
    pulls = Array(repeating: 0, count: count)
    sums = pulls
    means = priorMeans
  }

  public var caveats: [String] { noiseScale.caveats(Self.noiseSd.name) }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    isNative
      ? largest(of: means.indices) { means[$0] + sds[$0] * Self.standardNormal.sampleNatively(from: &noise) }
      : largest(of: means.indices) { means[$0] + sds[$0] * Self.standardNormal.sample(from: &noise) }
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    isNative
      ? largest(of: present.arms) { means[$0] + sds[$0] * Self.standardNormal.sampleNatively(from: &noise) }
      : largest(of: present.arms) { means[$0] + sds[$0] * Self.standardNormal.sample(from: &noise) }
  }

  @inline(__always)
  private func largest(of arms: some Sequence<Int>, _ draw: (Int) -> Double) -> Int {
    var best = 0
    var highest = -Double.infinity
    for arm in arms {
      let theta = draw(arm)
      if theta > highest {
        highest = theta
        best = arm
      }
    }
    return best
  }

  /// Updates the posterior of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    pulls[arm] += 1
    sums[arm] += reward
    means[arm] = (ratios[arm] * priorMeans[arm] + sums[arm]) / (ratios[arm] + pulls[arm])
    sds[arm] = noiseScale.sigma / (ratios[arm] + pulls[arm]).squareRoot()
  }
}
