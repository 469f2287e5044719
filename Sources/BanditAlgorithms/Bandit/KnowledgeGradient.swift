import BanditCards
import BanditGames
import BanditStreams

/// The knowledge gradient: pulls the arm whose reward raises the largest posterior mean by most, on average.
public struct KnowledgeGradient: BanditLearner, Configurable, Caveated, Inferring {
  public static let card = AlgorithmCard(
    id: "knowledge-gradient", family: .bandit,
    summary: "Pulls the arm whose reward raises the largest posterior mean of all arms by most, on average.",
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
      "A_t = argmax_x E[max_i mu_{n+1}(i) | x] - max_i mu_n(i) = h(mu, st(x)),",
      "st_i(x) = Cov(i, x) / sqrt(s^2(x) + noiseVariance),",
      "h(a, b) = E[max_i (a_i + b_i Z)] - max_i a_i, Z ~ N(0, 1), exactly, by the upper envelope of the lines.",
      "Ties: the larger mu(x), then the lowest arm.",
    ],
    parameters: ProcessPrior.parameters,
    example: ["points": "line", "kernel": "matern52"],
    swift: "try KnowledgeGradient(problem, prior: ProcessPrior(points: .line, kernel: .matern52))",
    guarantee: """
      None proved here.
      """,
    complexity: """
      O(P^2) per round for the posterior, P the number of arms, and 8 P^2 bytes, and O(P^2 log P) for the rule; where \
      hyperparameters are fitted, a few hundred factorisations of O(n^3) every `refit` rewards, n the number of \
      different arms pulled.
      """,
    randomness: """
      None.
      """,
    numerics: """
      The posterior of all arms is brought up to date by a rank of one per reward, exactly symmetric; a variance that \
      rounding leaves below 0 counts as 0, and the noise has a variance of 1e-10 of a0 at least, so that arms may be \
      pulled again without noise. Far below 0 the function z Phi(z) + phi(z) is a series instead of a difference.
      """,
    deviations: """
      The formula for finitely many arms is that of Frazier, Powell and Dayanik 2009; the simulation for continuous \
      domains is left out. Rewards of one arm are pooled, which changes nothing. Hyperparameters are not averaged \
      over by Markov chains.
      """,
    guide: """
      For the arm with the largest posterior mean in the end (the notion inference). It never stops exploring: where \
      regret adds up, gp-ucb or gp-ts.
      """,
    reference: """
      P. I. Frazier, W. B. Powell and S. Dayanik, The knowledge-gradient policy for correlated normal beliefs, \
      INFORMS Journal on Computing 21, 2009; P. I. Frazier, A tutorial on Bayesian optimization, arXiv 1807.02811, \
      2018, section 4.2.
      """,
    acceptsDelays: true)

  private var beliefs: ProcessBeliefs
  private var gain: KnowledgeGain
  private var gains: [Double]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, prior: ProcessPrior(settings))
  }

  /// Creates the learner: `try KnowledgeGradient(problem, prior: ProcessPrior(points: .line, kernel: .matern52))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or neither the prior nor the
  ///   problem says where arms lie and how their means depend on each other.
  public init(
    _ problem: BanditProblem, prior: ProcessPrior = ProcessPrior()
  ) throws(InvalidSettings) {
    beliefs = try ProcessBeliefs(problem, prior, id: Self.card.id)
    gain = KnowledgeGain(armCount: beliefs.count)
    gains = Array(repeating: 0, count: beliefs.count)
  }

  public var caveats: [String] { beliefs.caveats }

  public func historyBytes(problem: BanditProblem) -> Int { ProcessBeliefs.bytes(problem) + 64 * problem.armCount }

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
    for arm in gains.indices {
      gains[arm] = gain.overall(of: arm, beliefs.posterior, noiseVariance: beliefs.noiseVariance)
    }
    return beliefs.best { gains[$0] }
  }

  /// Updates the posterior of all arms.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { beliefs.observe(reward, of: arm) }
}
