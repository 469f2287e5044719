import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Finds the best arm by Thompson sampling that every other time plays a challenger: the best arm of another draw.
public struct TopTwoThompson: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  /// `leaderShare` of scenario files.
  public static let leaderShare = Parameter.number(
    "leaderShare", "The probability with which the best arm of the first draw is played, beta.", .openUnit,
    default: 0.5,
    why: "within a factor of 2 of the best share on every instance")

  public static let card = AlgorithmCard(
    id: "top-two-thompson", family: .bandit,
    summary:
      "Plays the best arm of a posterior draw, or else the best arm of a later draw in which another one is best.",
    setting: "Coins or normal rewards of known variance; with a fixed budget (threshold never) or until it is sure.",
    rewards: .settings(
      """
      Bounded rewards are mapped to [0, 1] from the interval that holds them and taken for coins, others for normal ones of \
      the standard deviation `sigma`: the environment's where it is left out, with a warning where neither is known.
      """),
    rule: [
      "Every arm once; posteriors N(mean, sigma^2 / n), or Beta(1 + s, 1 + f) for coins;",
      "I = argmax of a draw; with probability leaderShare A_t = I,",
      "else A_t = the argmax of the first later draw where it is not I;",
      "stop as track-and-stop does; recommended: the highest posterior mean.",
    ],
    parameters: [
      leaderShare, FixedConfidence.delta, BestArmThreshold.parameter, BestArmLaw.parameter, NoiseScale.sigma,
      StopRecord.then,
    ],
    example: ["delta": 0.1, "threshold": "never"],
    swift: "try TopTwoThompson(problem, delta: 0.1, threshold: .never)",
    guarantee:
      """
      With threshold `proven`, that of track-and-stop, which holds whatever is pulled. With leaderShare 1/2 the posterior \
      probability of a wrong arm falls at half the best exponential rate or faster (Russo 2016, for one-parameter \
      families). None for `stylized`.
      """,
    complexity: "O(K) per draw; a few draws per round, 1000 at most.",
    randomness: "A uniform number per round, and K posterior draws for each draw.",
    numerics:
      """
      Where 1000 draws in a row name the same arm, the second highest posterior mean is the challenger. Ties: lowest index.
      """,
    deviations: "The stopping rule is that of track-and-stop.",
    guide:
      """
      As strong as track-and-stop, with nothing to optimise: the choice where the law has no allocation at hand. With \
      threshold `never` a learner for fixed budgets that can be asked at any time.
      """,
    reference: "D. Russo, Simple Bayesian algorithms for best arm identification, COLT 2016, algorithm 3.",
    metrics: [.stoppingTime, .stopped])

  private static let mostDraws = 1000
  private static let standardNormal = try! Gaussian()

  private var search: BestArmSearch
  private let evidence: BestArmEvidence
  private let rule: BestArmStop
  private let leaderShare: Double
  private var coins: BetaPosteriors?
  private let noiseScale: NoiseScale

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, leaderShare: settings[Self.leaderShare], delta: settings[FixedConfidence.delta],
      threshold: settings[BestArmThreshold.parameter], law: settings[BestArmLaw.parameter],
      sigma: settings[NoiseScale.sigma], then: settings[StopRecord.then])
  }

  /// Creates the learner: `TopTwoThompson(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or coins are asked for where
  ///   rewards are not bounded.
  public init(
    _ problem: BanditProblem, leaderShare: Double = Self.leaderShare.default,
    delta: Double = FixedConfidence.delta.default, threshold: BestArmThreshold = BestArmThreshold.parameter.default,
    law: BestArmLaw? = BestArmLaw.parameter.default, sigma: Double? = NoiseScale.sigma.default,
    then: StopRecord.Then = StopRecord.then.default
  ) throws(InvalidSettings) {
    noiseScale = try NoiseScale(problem, sigma: sigma)
    try FixedConfidence.delta.check(delta)
    try Self.leaderShare.check(leaderShare)
    self.leaderShare = leaderShare
    evidence = try BestArmEvidence(law, problem, noiseScale, for: Self.card.id)
    rule = BestArmStop(threshold, delta: delta, armCount: problem.armCount)
    search = BestArmSearch(armCount: problem.armCount, then: then)
    coins = evidence.usesScale ? nil : BetaPosteriors(armCount: problem.armCount)
  }

  public var caveats: [String] { evidence.usesScale ? noiseScale.caveats() : [] }

  public var stop: StopRecord { search.stop }

  /// The decision, or the arm with the highest posterior mean, the lowest index on ties.
  public var recommendation: Int? { search.committedArm ?? ranked.first }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = search.committedArm { return arm }
    let count = search.arms.armCount
    if search.pullCount < count { return search.pullCount }
    let playsLeader = noise.uniform() < leaderShare
    let leader = draw(from: &noise)
    if playsLeader || count == 1 { return leader }
    for _ in 0..<Self.mostDraws {
      let challenger = draw(from: &noise)
      if challenger != leader { return challenger }
    }
    return ranked.first { $0 != leader } ?? leader
  }

  /// The best arm of a draw from the posteriors.
  private mutating func draw(from noise: inout RoundNoise) -> Int {
    if let arm = coins?.arm(noise: &noise) { return arm }
    var best = 0
    var highest = -Double.infinity
    for arm in search.arms.means.indices {
      let sd = noiseScale.sigma / Double(search.arms.pulls[arm]).squareRoot()
      let value = search.arms.means[arm] + sd * Self.standardNormal.sample(from: &noise)
      if value > highest { (best, highest) = (arm, value) }
    }
    return best
  }

  /// The pulled arms from the highest posterior mean to the lowest.
  private var ranked: [Int] {
    let arms = search.arms
    func mean(_ arm: Int) -> Double {
      let pulls = Double(arms.pulls[arm])
      return coins == nil ? arms.means[arm] : (arms.means[arm] * pulls + 1) / (pulls + 2)
    }
    return arms.pulls.indices.filter { arms.pulls[$0] > 0 }
      .sorted { mean($0) != mean($1) ? mean($0) > mean($1) : $0 < $1 }
  }

  /// Updates the posterior of the arm, and stops when the evidence is enough.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(evidence.rewards.unit(reward), of: arm) else { return }
    coins?.observe(min(1, max(0, evidence.rewards.unit(reward))), of: arm)
    guard search.pullCount >= search.arms.armCount, let best = search.arms.leader else { return }
    if rule.isReached(evidence, for: best, search.arms, after: search.pullCount) {
      search.decide(on: best, after: round)
    }
  }
}
