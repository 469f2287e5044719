import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// GP-UCB: pulls the arm with the highest upper confidence bound under a Gaussian process.
public struct GPUCB: BanditLearner, Configurable, Caveated, Inferring {
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which some confidence bound may fail in some round.",
    NumberRange(lower: .excluded(0), upper: .excluded(1)), default: 0.1, why: "the value of the usual experiments")

  public static let card = AlgorithmCard(
    id: "gp-ucb", family: .bandit,
    summary: "Pulls the arm with the highest upper confidence bound under a Gaussian process.",
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
      "A_t = argmax_x mu(x) + sqrt(beta_t) s(x), beta_t = 2 ln(P t^2 pi^2 / (6 delta)).",
      "Ties: the larger mu(x), then the lowest arm.",
    ],
    parameters: ProcessPrior.parameters + [delta],
    example: ["points": "line", "kernel": "matern52", "delta": 0.05],
    swift: "try GPUCB(problem, prior: ProcessPrior(points: .line, kernel: .matern52), delta: 0.05)",
    guarantee: """
      If the means are drawn from the prior that is told or given, the noise is normal with the variance that is told \
      or given, and hyperparameters are fixed: with probability 1 - delta at least, abs(mean of x - mu(x)) <= \
      sqrt(beta_t) s(x) for all arms and rounds, and then a round after the first ones costs at most 2 sqrt(beta_t) \
      s(A_t). In the form usually quoted (following Srinivas et al. 2010, theorem 1, for a0 <= 1 and no first \
      rounds), pseudo-regret of sqrt(8 T beta_T gamma_T / ln(1 + 1 / noiseVariance)) at most with that probability, \
      gamma_T the largest information gain of T rewards.
      """,
    complexity: """
      O(P^2) per round for the posterior, P the number of arms, and 8 P^2 bytes; where hyperparameters are fitted, a \
      few hundred factorisations of O(n^3) every `refit` rewards, n the number of different arms pulled.
      """,
    randomness: """
      None.
      """,
    numerics: """
      The posterior of all arms is brought up to date by a rank of one per reward, exactly symmetric; a variance that \
      rounding leaves below 0 counts as 0, and the noise has a variance of 1e-10 of a0 at least, so that arms may be \
      pulled again without noise. beta_t is computed from logarithms of its factors.
      """,
    deviations: """
      The first arms come before the rule, whose rounds go on counting. Rewards of one arm are pooled, which changes \
      nothing. Hyperparameters are not averaged over by Markov chains.
      """,
    guide: """
      For regret that adds up. The bounds are wide: a larger delta explores less. Where only the arm that is found \
      counts, knowledge-gradient or expected-improvement.
      """,
    reference: """
      N. Srinivas, A. Krause, S. Kakade and M. Seeger, Gaussian process optimization in the bandit setting: no regret \
      and experimental design, ICML 2010, section 4; the posterior: P. I. Frazier, A tutorial on Bayesian \
      optimization, arXiv 1807.02811, 2018, section 3.
      """,
    acceptsDelays: true)

  private var beliefs: ProcessBeliefs
  private let delta: Double

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, prior: ProcessPrior(settings), delta: settings[Self.delta])
  }

  /// Creates the learner: `try GPUCB(problem, prior: ProcessPrior(points: .line, kernel: .matern52), delta: 0.05)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or neither the prior nor the
  ///   problem says where arms lie and how their means depend on each other.
  public init(
    _ problem: BanditProblem, prior: ProcessPrior = ProcessPrior(), delta: Double = Self.delta.default
  ) throws(InvalidSettings) {
    try Self.delta.check(delta)
    beliefs = try ProcessBeliefs(problem, prior, id: Self.card.id)
    self.delta = delta
  }

  public var caveats: [String] { beliefs.caveats }

  public func historyBytes(problem: BanditProblem) -> Int { ProcessBeliefs.bytes(problem) }

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
    let width = Self.beta(at: round, armCount: beliefs.count, delta: delta).squareRoot()
    return beliefs.best { beliefs.posterior.means[$0] + width * beliefs.sd($0) }
  }

  /// beta_t = 2 ln(P t^2 pi^2 / (6 delta)).
  static func beta(at round: Int, armCount: Int, delta: Double) -> Double {
    2 * (.log(Double(armCount)) + 2 * .log(Double(round)) + .log(.pi * .pi / 6) - .log(delta))
  }

  /// Updates the posterior of all arms.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { beliefs.observe(reward, of: arm) }
}
