import BanditCards
import BanditGames
import BanditStreams

/// Finds the best arm with fixed confidence: pulls all surviving arms in turn and drops those that are worse for sure.
public struct ActionElimination: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  public static let card = AlgorithmCard(
    id: "action-elimination", family: .bandit,
    summary:
      "Pulls all surviving arms in turn, drops those whose upper bound is below another's lower bound, stops at the last.",
    setting: "Stochastic rewards; stops by itself, the horizon is its cap.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "Phase n pulls every surviving arm once; r = 2 sigma sqrt(ln(4 K n^2 / delta) / (2 n));",
      "then an arm leaves if mean + r < max over survivors of mean - r;",
      "stop with one survivor, or when 2 r < epsilon; recommended: the highest mean.",
    ],
    parameters: [FixedConfidence.delta, FixedConfidence.epsilon, NoiseScale.sigma, StopRecord.then],
    example: ["delta": 0.1],
    swift: "try ActionElimination(problem, delta: 0.1)",
    guarantee:
      """
      P(it stops and the recommended arm is more than epsilon worse than the best one) <= delta, for independent \
      sigma-subgaussian rewards of fixed means: the radii hold for all arms and phases together with probability 1 - \
      (pi^2 / 12) delta.
      """,
    complexity: "O(1) per round, O(K) at the end of a phase.", randomness: "None.",
    numerics: "Survivors have equal counts at the end of a phase, so that one radius serves all.",
    deviations: "The radius is the one usually quoted; the paper leaves a constant open.",
    guide:
      """
      The simplest search with a proof. lucb and track-and-stop need fewer pulls where one arm is hard to tell from the \
      best and others are easy.
      """,
    reference:
      """
      E. Even-Dar, S. Mannor and Y. Mansour, Action elimination and stopping conditions for the multi-armed bandit and \
      reinforcement learning problems, JMLR 7, 2006, algorithm 3.
      """,
    metrics: [.stoppingTime, .stopped])

  private var search: BestArmSearch
  private var phase: PulledInTurn
  private var phases = 0
  private let delta: Double
  private let epsilon: Double
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[FixedConfidence.delta], epsilon: settings[FixedConfidence.epsilon],
      sigma: settings[NoiseScale.sigma], then: settings[StopRecord.then])
  }

  /// Creates the learner: `ActionElimination(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, delta: Double = FixedConfidence.delta.default,
    epsilon: Double = FixedConfidence.epsilon.default, sigma: Double? = NoiseScale.sigma.default,
    then: StopRecord.Then = StopRecord.then.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try FixedConfidence.delta.check(delta)
    try FixedConfidence.epsilon.check(epsilon)
    self.delta = delta
    self.epsilon = epsilon
    search = BestArmSearch(armCount: problem.armCount, then: then)
    phase = PulledInTurn(Array(0..<problem.armCount), pulls: 1)
  }

  public var caveats: [String] { noiseScale.caveats() }

  public var stop: StopRecord { search.stop }

  public var recommendation: Int? { search.recommendation }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { search.committedArm ?? phase.arm }

  /// Updates the mean of the arm and, at the end of a phase, drops arms.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(reward, of: arm) else { return }
    phase.advance()
    guard phase.isOver else { return }
    phases += 1
    let radius = radius(ofPhase: phases)
    let means = search.arms.means
    let bar = phase.arms.map { means[$0] }.max()! - radius
    let survivors = phase.arms.filter { means[$0] + radius >= bar }
    if survivors.count == 1 || 2 * radius < epsilon {
      let best = survivors.dropFirst().reduce(survivors[0]) { means[$1] > means[$0] ? $1 : $0 }
      return search.decide(on: best, after: round)
    }
    phase = PulledInTurn(survivors, pulls: 1)
  }

  /// r after n pulls of each survivor.
  func radius(ofPhase n: Int) -> Double {
    let n = Double(n)
    let arms = Double(search.arms.armCount)
    return noiseScale.factor * (.log(4 * arms * n * n / delta) / (2 * n)).squareRoot()
  }
}
