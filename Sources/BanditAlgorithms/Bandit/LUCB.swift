import BanditCards
import BanditGames
import BanditStreams

/// Finds the best arm with fixed confidence: pulls the leader and its strongest challenger until they are told apart.
public struct LUCB: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  public static let card = AlgorithmCard(
    id: "lucb", family: .bandit,
    summary:
      "Pulls the arm with the highest mean and the other arm with the highest upper bound until their bounds part.",
    setting: "Stochastic rewards; stops by itself, the horizon is its cap.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "Every arm once; then, after t pulls, beta_a = 2 sigma sqrt(ln(1.25 K t^4 / delta) / (2 n_a)),",
      "h = argmax mean, l = argmax over a != h of mean_a + beta_a;",
      "stop when mean_l + beta_l < mean_h - beta_h + epsilon and recommend h, else pull h, then l.",
    ],
    parameters: [FixedConfidence.delta, FixedConfidence.epsilon, NoiseScale.sigma, StopRecord.then],
    example: ["delta": 0.1, "epsilon": 0.1],
    swift: "try LUCB(problem, delta: 0.1, epsilon: 0.1)",
    guarantee:
      """
      P(it stops and the recommended arm is more than epsilon worse than the best one) <= delta, for independent \
      sigma-subgaussian rewards of fixed means (as Kalyanakrishnan et al. 2012, theorem 1).
      """,
    complexity: "O(K) every second round.", randomness: "None.",
    numerics: "ln t^4 is 4 ln t; ties go to the lowest index.",
    deviations: "For the single best arm only; h and l are pulled in two rounds, one after the other.",
    guide:
      """
      Adapts to the arms that matter and has a proof. Its radius is wide: track-and-stop stops much earlier where the law \
      of rewards is known.
      """,
    reference:
      """
      S. Kalyanakrishnan, A. Tewari, P. Auer and P. Stone, PAC subset selection in stochastic multi-armed bandits, ICML \
      2012.
      """,
    metrics: [.stoppingTime, .stopped])

  private var search: BestArmSearch
  /// What is pulled next, in order.
  private var queue: [Int]
  private let delta: Double
  private let epsilon: Double
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[FixedConfidence.delta], epsilon: settings[FixedConfidence.epsilon],
      sigma: settings[NoiseScale.sigma], then: settings[StopRecord.then])
  }

  /// Creates the learner: `LUCB(problem, delta: 0.1)`.
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
    queue = Array((0..<problem.armCount).reversed())
  }

  public var caveats: [String] { noiseScale.caveats() }

  public var stop: StopRecord { search.stop }

  public var recommendation: Int? { search.recommendation }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    search.committedArm ?? queue[queue.count - 1]
  }

  /// Updates the mean of the arm and, after the last one of a pair, finds the next two.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(reward, of: arm) else { return }
    queue.removeLast()
    guard queue.isEmpty, let leader = search.arms.leader else { return }
    let (challenger, gap) = Self.challenger(of: leader, search.arms) { radius(pulls: $0, after: search.pullCount) }
    if gap < epsilon || challenger == nil { return search.decide(on: leader, after: round) }
    queue = [challenger ?? leader, leader]
  }

  /// beta of an arm.
  func radius(pulls: Int, after t: Int) -> Double {
    let arms = Double(search.arms.armCount)
    return noiseScale.factor
      * ((.log(1.25 * arms / delta) + 4 * .log(Double(t))) / (2 * Double(pulls))).squareRoot()
  }

  /// The other arm with the highest upper bound, `nil` for a single arm, and by how much that is above the lower bound of the
  /// leader.
  static func challenger(
    of leader: Int, _ arms: ArmStatistics, radius: (_ pulls: Int) -> Double
  ) -> (arm: Int?, gap: Double) {
    var challenger: Int?
    var highest = -Double.infinity
    for arm in arms.means.indices where arm != leader {
      let bound = arms.means[arm] + radius(arms.pulls[arm])
      if bound > highest { (challenger, highest) = (arm, bound) }
    }
    return (challenger, highest - (arms.means[leader] - radius(arms.pulls[leader])))
  }
}
