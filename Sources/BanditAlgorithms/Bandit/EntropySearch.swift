import BanditCards
import BanditGames
import BanditStreams

/// Entropy search on a small grid: pulls the arm whose reward tells most of where the maximum is.
public struct EntropySearch: BanditLearner, Configurable, Caveated, Inferring {
  /// `samples` of scenario files.
  public static let samples = Parameter.whole(
    "samples", "How many posterior draws the probabilities are shares of.", 2...10_000, default: 500,
    why: "shares to within 0.02 or so")
  /// `nodes` of scenario files.
  public static let nodes = Parameter.whole(
    "nodes", "How many values of the next reward are looked at.", 1...50, default: 8,
    why: "more change little beside the draws")

  public static let card = AlgorithmCard(
    id: "entropy-search", family: .bandit,
    summary: "Pulls the arm whose reward tells most of where the maximum is, under a Gaussian process.",
    setting: """
      Normal rewards whose means are, or may be taken for, values of a Gaussian process on a grid of at most 50 \
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
      "A_t = argmax_x H(P(x* = i)) - E_y[H(P(x* = i | y at x))], H(p) = -sum p ln p,",
      "P by joint posterior draws, the same for all x and y;",
      "y ~ N(mu(x), s^2(x) + noiseVariance) by Gauss-Hermite nodes.",
      "Ties: the larger mu(x), then the lowest arm.",
    ],
    parameters: ProcessPrior.parameters + [samples, nodes],
    example: ["points": "line", "kernel": "matern52", "samples": 200],
    swift: "try EntropySearch(problem, prior: ProcessPrior(points: .line, kernel: .matern52), samples: 200)",
    guarantee: """
      None proved here.
      """,
    complexity: """
      O(P^2 x samples x nodes) per round, P the number of arms; where hyperparameters are fitted, a few hundred \
      factorisations of O(n^3) every `refit` rewards, n the number of different arms pulled.
      """,
    randomness: """
      (P + 1) x samples normal draws per round after the first ones, of 1.01 words each.
      """,
    numerics: """
      The posterior of all arms is brought up to date by a rank of one per reward, exactly symmetric; a variance that \
      rounding leaves below 0 counts as 0, and the noise has a variance of 1e-10 of a0 at least, so that arms may be \
      pulled again without noise. Of a covariance that cannot be factorised, see gp-ts, the arm with the largest \
      posterior mean is pulled.
      """,
    deviations: """
      The tutorial's text has the entropy without its minus sign; H = -sum p ln p is meant, a correction of ours. \
      Shares of few draws bias the entropy before and after alike. Predictive entropy search is left out. More than \
      50 arms are refused. Rewards of one arm are pooled, which changes nothing. Hyperparameters are not averaged \
      over by Markov chains.
      """,
    guide: """
      For small grids where what counts is to know the best arm, whatever it is worth; with many arms or rounds it is \
      slow.
      """,
    reference: """
      P. Hennig and C. J. Schuler, Entropy search for information-efficient global optimization, Journal of Machine \
      Learning Research 13, 2012; P. I. Frazier, A tutorial on Bayesian optimization, arXiv 1807.02811, 2018, section \
      4.3.
      """,
    acceptsDelays: true)

  private var beliefs: ProcessBeliefs
  private let sampleCount: Int
  private var reduction: EntropyReduction
  private var left: [Double]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, prior: ProcessPrior(settings), samples: settings[Self.samples], nodes: settings[Self.nodes])
  }

  /// Creates the learner: `try EntropySearch(problem, prior: ProcessPrior(points: .line, kernel: .matern52), samples:
  /// 200)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or neither the prior nor the
  ///   problem says where arms lie and how their means depend on each other.
  public init(
    _ problem: BanditProblem, prior: ProcessPrior = ProcessPrior(), samples: Int = Self.samples.default,
    nodes: Int = Self.nodes.default
  ) throws(InvalidSettings) {
    try Self.samples.check(samples)
    try Self.nodes.check(nodes)
    beliefs = try ProcessBeliefs(problem, prior, id: Self.card.id, largest: 50)
    sampleCount = samples
    reduction = EntropyReduction(armCount: beliefs.count, samples: samples, nodes: nodes)
    left = Array(repeating: 0, count: beliefs.count)
  }

  public var caveats: [String] { beliefs.caveats }

  public func historyBytes(problem: BanditProblem) -> Int {
    ProcessBeliefs.bytes(problem) + 8 * (sampleCount + 4) * (problem.armCount + 1)
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
    let isDrawn = reduction.draw(
      beliefs.posterior, scale: beliefs.kernel.a0, noiseVariance: beliefs.noiseVariance, noise: &noise)
    guard isDrawn else { return beliefs.inferredArm }
    for arm in left.indices {
      left[arm] = reduction.entropy(after: arm, beliefs.posterior, noiseVariance: beliefs.noiseVariance)
    }
    return beliefs.best { -left[$0] }
  }

  /// Updates the posterior of all arms.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { beliefs.observe(reward, of: arm) }
}
