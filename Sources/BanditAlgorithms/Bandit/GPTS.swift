import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Thompson sampling with a Gaussian process: pulls the arm where a function drawn from the posterior is highest.
public struct GPTS: BanditLearner, Configurable, Caveated, Inferring {
  public static let card = AlgorithmCard(
    id: "gp-ts", family: .bandit,
    summary: "Pulls the arm where a function drawn from the posterior of a Gaussian process is highest.",
    setting: """
      Normal rewards whose means are, or may be taken for, values of a Gaussian process on a grid of at most 2000 \
      points.
      """,
    rewards: .settings(
      """
      mean, a0 and noiseVariance are in the unit of rewards, the environment's where they are left out: no change of \
      unit changes the choices if they change with it, but for rounding.
      """),
    rule: [
      "mu(x) = m + k'K^-1 (y - m), s^2(x) = k(x, x) - k'K^-1 k, K = k + noiseVariance on the diagonal, m the mean;",
      "k(x, x') = a0 c(r), r^2 = sum_i a_i (x_i - x'_i)^2, c the correlation of the kernel.",
      "Rounds 1...initial: arms far from each other.",
      "f ~ N(mu, Cov) on all arms together, by the Cholesky factor of the posterior covariance,",
      "A_t = argmax_x f(x).",
    ],
    parameters: ProcessPrior.parameters,
    example: ["points": "line", "kernel": "matern52"],
    swift: "try GPTS(problem, prior: ProcessPrior(points: .line, kernel: .matern52))",
    guarantee: """
      None proved here.
      """,
    complexity: """
      O(P^3) per round for the factor, P the number of arms, and 24 P^2 bytes; where hyperparameters are fitted, a \
      few hundred factorisations of O(n^3) every `refit` rewards, n the number of different arms pulled.
      """,
    randomness: """
      P normal draws per round after the first ones, of 1.01 words each.
      """,
    numerics: """
      The posterior of all arms is brought up to date by a rank of one per reward, exactly symmetric; a variance that \
      rounding leaves below 0 counts as 0, and the noise has a variance of 1e-10 of a0 at least, so that arms may be \
      pulled again without noise. Where the factorisation fails, 1e-10 of a0 is added on the diagonal, and ten times \
      more until 1e-4; where that is not enough, the arm with the largest posterior mean is pulled.
      """,
    deviations: """
      Rewards of one arm are pooled, which changes nothing. Hyperparameters are not averaged over by Markov chains.
      """,
    guide: """
      For regret that adds up; usually less than gp-ucb, whose bounds are wide. For thousands of arms the factor \
      takes longest.
      """,
    reference: """
      D. Russo and B. Van Roy, Learning to optimize via posterior sampling, Mathematics of Operations Research 39, \
      2014; the posterior: P. I. Frazier, A tutorial on Bayesian optimization, arXiv 1807.02811, 2018, section 3.
      """,
    acceptsDelays: true)

  private var beliefs: ProcessBeliefs
  private var draw: [Double]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, prior: ProcessPrior(settings))
  }

  /// Creates the learner: `try GPTS(problem, prior: ProcessPrior(points: .line, kernel: .matern52))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or neither the prior nor the
  ///   problem says where arms lie and how their means depend on each other.
  public init(
    _ problem: BanditProblem, prior: ProcessPrior = ProcessPrior()
  ) throws(InvalidSettings) {
    beliefs = try ProcessBeliefs(problem, prior, id: Self.card.id)
    draw = Array(repeating: 0, count: beliefs.count)
  }

  public var caveats: [String] { beliefs.caveats }

  public func historyBytes(problem: BanditProblem) -> Int {
    ProcessBeliefs.bytes(problem) + 16 * problem.armCount * problem.armCount
  }

  /// The posterior mean of each arm.
  public var posteriorMeans: [Double] { beliefs.posterior.means }

  /// The posterior standard deviation of each arm's mean.
  public var posteriorSds: [Double] { (0..<beliefs.count).map { beliefs.sd($0) } }

  /// Of the arms that were pulled, the one with the largest posterior mean.
  public var recommendation: Int? { beliefs.recommendation }

  /// Of all arms, the one with the largest posterior mean.
  public var inferredArm: Int? { beliefs.inferredArm }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = beliefs.nextOfDesign() { return arm }
    let covariances = beliefs.posterior.covariances
    guard let factor = LowerTriangle(ofCovariance: covariances, dimension: beliefs.count, scale: beliefs.kernel.a0)
    else {
      return beliefs.inferredArm
    }
    for arm in draw.indices { draw[arm] = Self.standardNormal.sample(from: &noise) }
    factor.multiply(&draw)
    return beliefs.best { beliefs.posterior.means[$0] + draw[$0] }
  }

  private static let standardNormal = try! Gaussian()

  /// Updates the posterior of all arms.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { beliefs.observe(reward, of: arm) }
}
