import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Finds the best arm with fixed confidence: pulls the arms in the shares that would be optimal if the means were the present
/// ones, and stops when a likelihood ratio is large enough.
public struct TrackAndStop: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  /// How the optimal shares are followed.
  public enum Tracking: String, Sendable, CaseIterable {
    /// Directly: the pulls follow the present shares, with forced pulls of arms that were pulled too rarely.
    case direct
    /// Cumulatively: the pulls follow the sum over rounds of the shares, each kept above a floor.
    case cumulative
  }

  /// `tracking` of scenario files.
  public static let tracking = Parameter.choice(
    "tracking", "How optimal shares are followed: `direct` (D-tracking) or `cumulative` (C-tracking).",
    default: Tracking.direct, why: "fewer pulls in experiments")

  public static let card = AlgorithmCard(
    id: "track-and-stop", family: .bandit,
    summary: "Follows the optimal shares of the present means and stops when the likelihood ratio exceeds a threshold.",
    setting:
      "Coins or normal rewards of known variance, or rewards dominated by these; stops by itself, the horizon is its cap.",
    rewards: .settings(
      """
      Bounded rewards are mapped to [0, 1] from the interval that holds them and taken for coins, others for normal ones of \
      the standard deviation `sigma`: the environment's where it is left out, with a warning where neither is known.
      """),
    rule: [
      "Every arm once; w = optimal shares of the present means (uniform while two are best).",
      "direct: if min N < sqrt(t) - K/2 the arm pulled least, else argmax t w_a - N_a;",
      "cumulative: argmax over a of (sum of the w_a so far, each projected to at least 1 / (2 sqrt(K^2 + t))) - N_a;",
      "stop when Z_ab > threshold for the best arm a and all others b, Z_ab = N_a d(m_a, m) + N_b d(m_b, m), m pooled;",
      "stylized: ln((1 + ln t) / delta); proven: 3 ln(1 + ln N_a) + 3 ln(1 + ln N_b) + 2 T(ln((K - 1) / delta) / 2),",
      "T(x) about x + 4 ln(1 + x + sqrt(2 x)).",
    ],
    parameters: [
      FixedConfidence.delta, tracking, BestArmThreshold.parameter, BestArmLaw.parameter, NoiseScale.sigma,
      StopRecord.then,
    ],
    example: ["delta": 0.1, "threshold": "proven"],
    swift: "try TrackAndStop(problem, delta: 0.1, threshold: .proven)",
    guarantee:
      """
      With threshold `proven`: P(it stops and the recommended arm is not the best) <= delta where rewards are coins or \
      bounded (law bernoulli), or sigma-subgaussian (gaussian), independent and of fixed means (Kaufmann and Koolen 2021, \
      theorem 7 and section 3.2). `stylized` has no proof: Docs/Testing.md has what was measured. No learner with that \
      guarantee stops before T* ln(1 / (2.4 delta)) on average (Garivier and Kaufmann 2016).
      """,
    complexity: "O(K) per round, some ten times as much for coins.", randomness: "None.",
    numerics:
      """
      Optimal shares are roots of monotone functions, solved to the last digits; divergences of nearly equal coins by \
      series. Ties: lowest index.
      """,
    deviations:
      """
      The floor of cumulative tracking is kept by taking the same amount from all larger shares. While two arms are \
      best the shares are uniform.
      """,
    guide:
      """
      The fewest pulls of all learners here where the law of rewards is the right one. `stylized` stops much earlier than \
      `proven` and was hardly ever wrong more often than delta in our measurements; papers should say which was used.
      """,
    reference:
      """
      A. Garivier and E. Kaufmann, Optimal best arm identification with fixed confidence, COLT 2016, section 3; E. \
      Kaufmann and W. M. Koolen, Mixture martingales revisited with applications to sequential tests and confidence \
      intervals, JMLR 22, 2021.
      """,
    metrics: [.stoppingTime, .stopped])

  private var search: BestArmSearch
  private let evidence: BestArmEvidence
  private let rule: BestArmStop
  private let tracking: Tracking
  /// The sums of projected shares; only for cumulative tracking.
  private var shares: [Double]
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[FixedConfidence.delta], tracking: settings[Self.tracking],
      threshold: settings[BestArmThreshold.parameter], law: settings[BestArmLaw.parameter],
      sigma: settings[NoiseScale.sigma], then: settings[StopRecord.then])
  }

  /// Creates the learner: `TrackAndStop(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or coins are asked for where
  ///   rewards are not bounded.
  public init(
    _ problem: BanditProblem, delta: Double = FixedConfidence.delta.default,
    tracking: Tracking = Self.tracking.default, threshold: BestArmThreshold = BestArmThreshold.parameter.default,
    law: BestArmLaw? = BestArmLaw.parameter.default, sigma: Double? = NoiseScale.sigma.default,
    then: StopRecord.Then = StopRecord.then.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try FixedConfidence.delta.check(delta)
    evidence = try BestArmEvidence(law, problem, noiseScale, for: Self.card.id)
    rule = BestArmStop(threshold, delta: delta, armCount: problem.armCount)
    self.tracking = tracking
    shares = Array(repeating: 0, count: problem.armCount)
    search = BestArmSearch(armCount: problem.armCount, then: then)
  }

  public var caveats: [String] { evidence.usesScale ? noiseScale.caveats() : [] }

  public var stop: StopRecord { search.stop }

  public var recommendation: Int? { search.recommendation }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = search.committedArm { return arm }
    let t = search.pullCount
    let pulls = search.arms.pulls
    if t < pulls.count { return t }
    let count = Double(pulls.count)
    switch tracking {
    case .direct:
      let rarest = pulls.indices.reduce(0) { pulls[$1] < pulls[$0] ? $1 : $0 }
      if Double(pulls[rarest]) < Double(t).squareRoot() - count / 2 { return rarest }
      guard let allocation = evidence.allocation(search.arms.means) else { return rarest }
      return Self.farthest(allocation.weights.map { Double(t) * $0 }, ahead: pulls)
    case .cumulative:
      let weights =
        evidence.allocation(search.arms.means)?.weights ?? Array(repeating: 1 / count, count: pulls.count)
      let floor = 0.5 / (count * count + Double(t)).squareRoot()
      for (arm, weight) in Self.projected(weights, floor: floor).enumerated() { shares[arm] += weight }
      return Self.farthest(shares, ahead: pulls)
    }
  }

  /// The arm whose target is farthest above its pulls.
  private static func farthest(_ targets: [Double], ahead pulls: [Int]) -> Int {
    var best = 0
    for arm in targets.indices
    where targets[arm] - Double(pulls[arm]) > targets[best] - Double(pulls[best]) { best = arm }
    return best
  }

  /// Shares that are all at least a floor, at most 1 / K: those below it are raised, and the same amount is taken from all
  /// others, but not below the floor.
  static func projected(_ shares: [Double], floor: Double) -> [Double] {
    // Level by level: after c is taken from the k largest shares, the others are at the floor.
    let sorted = shares.sorted(by: >)
    var sum = 0.0
    var taken = 0.0
    for (index, share) in sorted.enumerated() {
      let larger = sum + share
      let level = (larger - (1 - Double(sorted.count - index - 1) * floor)) / Double(index + 1)
      if share - level < floor { break }
      sum = larger
      taken = level
    }
    return shares.map { max($0 - taken, floor) }
  }

  /// Updates the mean of the arm, and stops when the evidence is enough.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(evidence.rewards.unit(reward), of: arm), search.pullCount >= shares.count,
      let best = search.arms.leader
    else {
      return
    }
    if rule.isReached(evidence, for: best, search.arms, after: search.pullCount) {
      search.decide(on: best, after: round)
    }
  }
}
