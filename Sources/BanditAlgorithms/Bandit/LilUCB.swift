import BanditCards
import BanditGames
import BanditStreams

/// Finds the best arm with the law of the iterated logarithm: lil'UCB with the constants that its authors use in experiments.
public struct LilUCB: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  public static let card = AlgorithmCard(
    id: "lil-ucb", family: .bandit,
    summary:
      "Pulls the largest index with a bonus from the law of the iterated logarithm until one arm has most pulls.",
    setting: "Stochastic rewards; stops by itself, the horizon is its cap.",
    rewards: .subGaussian(parameter: NoiseScale.wideSigma.name),
    rule: [
      "Every arm once; then A_t = argmax mean_a + 1.5 sigma sqrt(2 ln(ln(n_a) / d) / n_a), d = delta / 5, infinite for n_a <= 1;",
      "stop when some n_a >= 1 + (1 + 10 / K) sum of the other pulls; recommended: the arm pulled most.",
    ],
    parameters: [FixedConfidence.delta, NoiseScale.wideSigma, StopRecord.then],
    example: ["delta": 0.1],
    swift: "try LilUCB(problem, delta: 0.1)",
    guarantee:
      """
      None for these constants: they are the heuristic of the paper's experiments. Docs/Testing.md has the shares of wrong \
      answers that were measured.
      """,
    complexity: "O(K) per round.", randomness: "None.",
    numerics: "Where ln n <= d, the outer logarithm would not be positive: the index is infinite. Ties: lowest index.",
    deviations: "Rewards in [0, 1] count as 1-subgaussian, as in public code: the bonus is twice that of 1/2.",
    guide: "Many arms of which few are good. It draws nothing and has no allocation to compute.",
    reference:
      """
      K. Jamieson, M. Malloy, R. Nowak and S. Bubeck, lil'UCB: an optimal exploration algorithm for multi-armed bandits, \
      COLT 2014, section 5.
      """,
    metrics: [.stoppingTime, .stopped])

  private var search: BestArmSearch
  private var indices: [Double]
  private let delta: Double
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[FixedConfidence.delta], sigma: settings[NoiseScale.wideSigma],
      then: settings[StopRecord.then])
  }

  /// Creates the learner: `LilUCB(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, delta: Double = FixedConfidence.delta.default,
    sigma: Double? = NoiseScale.wideSigma.default, then: StopRecord.Then = StopRecord.then.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma, parameter: NoiseScale.wideSigma, unit: 1)
    try FixedConfidence.delta.check(delta)
    self.delta = delta / 5
    search = BestArmSearch(armCount: problem.armCount, then: then)
    indices = Array(repeating: .infinity, count: problem.armCount)
  }

  public var caveats: [String] { noiseScale.caveats() }

  public var stop: StopRecord { search.stop }

  /// The arm pulled most so far, the lowest index on ties.
  public var recommendation: Int? {
    let pulls = search.arms.pulls
    return search.committedArm ?? pulls.max().flatMap { $0 > 0 ? pulls.firstIndex(of: $0) : nil }
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = search.committedArm { return arm }
    if search.pullCount < indices.count { return search.pullCount }
    var best = 0
    for arm in indices.indices where indices[arm] > indices[best] { best = arm }
    return best
  }

  /// Updates the index of the arm, and stops once its pulls outweigh those of all others.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(reward, of: arm) else { return }
    let pulls = search.arms.pulls[arm]
    indices[arm] = search.arms.means[arm] + bonus(pulls: pulls)
    guard search.pullCount >= indices.count else { return }
    let others = Double(search.pullCount - pulls)
    if Double(pulls) >= 1 + (1 + 10 / Double(indices.count)) * others { search.decide(on: arm, after: round) }
  }

  /// What is added to the mean of an arm.
  func bonus(pulls: Int) -> Double {
    let n = Double(pulls)
    let inner = Double.log(n) / delta
    guard inner > 1 else { return .infinity }
    return 1.5 * noiseScale.factor * (2 * .log(inner) / n).squareRoot()
  }
}
