import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Expected improvement: pulls the arm that exceeds the best so far by most, on average.
public struct ExpectedImprovement: BanditLearner, Configurable, Caveated, Inferring {
  public static let card = AlgorithmCard(
    id: "expected-improvement", family: .bandit,
    summary: "Pulls the arm whose mean exceeds the best so far by most, on average, under a Gaussian process.",
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
      "A_t = argmax_x E[(f(x) - f*)_+] = D Phi(D / s) + s phi(D / s), D = mu(x) - f*, s = s(x); D_+ where s = 0;",
      "f* the largest posterior mean of the arms that were pulled.",
      "Ties: the larger mu(x), then the lowest arm.",
    ],
    parameters: ProcessPrior.parameters,
    example: ["points": "line", "kernel": "matern52"],
    swift: "try ExpectedImprovement(problem, prior: ProcessPrior(points: .line, kernel: .matern52))",
    guarantee: """
      None proved here.
      """,
    complexity: """
      O(P^2) per round for the posterior, P the number of arms, and 8 P^2 bytes, and O(P) for the rule; where \
      hyperparameters are fitted, a few hundred factorisations of O(n^3) every `refit` rewards, n the number of \
      different arms pulled.
      """,
    randomness: """
      None.
      """,
    numerics: """
      The posterior of all arms is brought up to date by a rank of one per reward, exactly symmetric; a variance that \
      rounding leaves below 0 counts as 0, and the noise has a variance of 1e-10 of a0 at least, so that arms may be \
      pulled again without noise. Improvements are compared by their logarithms, so that they do not vanish far from \
      the best arm.
      """,
    deviations: """
      The tutorial's equation (8) as printed, (D)_+ + s phi(D / s) - abs(D) Phi(D / s), is wrong for D > 0 and needs \
      Phi(-abs(D) / s) there, which is the rule above; the correction is ours. Rewards are noisy, so that f* is the \
      best posterior mean instead of the best value seen; without noise they are the same. Arms are pulled one at a \
      time, so that the form for batches (q-EI) is left out. Rewards of one arm are pooled, which changes nothing. \
      Hyperparameters are not averaged over by Markov chains.
      """,
    guide: """
      For few noisy rewards that count themselves: it goes to good arms soon and may stay near one that is not the \
      best. It looks at one arm at a time; where only the arm that is found counts, knowledge-gradient and noisy-ei \
      count what a reward says of other arms.
      """,
    reference: """
      P. I. Frazier, A tutorial on Bayesian optimization, arXiv 1807.02811, 2018, section 4.1; D. R. Jones, M. \
      Schonlau and W. J. Welch, Efficient global optimization of expensive black-box functions, Journal of Global \
      Optimization 13, 1998.
      """,
    acceptsDelays: true)

  private var beliefs: ProcessBeliefs

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, prior: ProcessPrior(settings))
  }

  /// Creates the learner: `try ExpectedImprovement(problem, prior: ProcessPrior(points: .line, kernel: .matern52))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or neither the prior nor the
  ///   problem says where arms lie and how their means depend on each other.
  public init(
    _ problem: BanditProblem, prior: ProcessPrior = ProcessPrior()
  ) throws(InvalidSettings) {
    beliefs = try ProcessBeliefs(problem, prior, id: Self.card.id)
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
    let incumbent = beliefs.incumbent
    return beliefs.best {
      NormalExcess.logImprovement(beliefs.posterior.means[$0] - incumbent, sd: beliefs.sd($0))
    }
  }

  /// Updates the posterior of all arms.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { beliefs.observe(reward, of: arm) }
}
