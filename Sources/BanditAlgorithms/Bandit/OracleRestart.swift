import BanditCards
import BanditGames
import BanditStreams

/// UCB1 that is told when the means change, and starts afresh then.
public struct OracleRestart: BanditLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "oracle-restart", family: .bandit,
    summary: "UCB1 that forgets everything at each true change point, which it is told.",
    setting: "Told the change points of its instance (not the means); a yardstick, not a learner.",
    rewards: .subGaussian(parameter: NoiseScale.sigma.name),
    rule: [
      "ucb1 with these parameters;",
      "in the first round of each later segment a fresh one takes over, whose rounds count from 1.",
    ],
    parameters: [UCB1.exploration, UCB1.level, UCB1.bonus, TieBreaking.parameter, NoiseScale.sigma],
    example: ["exploration": 0.5],
    swift: "try OracleRestart(problem, truth: truth, exploration: 0.5)",
    guarantee: "That of ucb1 on each segment; nothing that has to detect changes can count on less.",
    complexity: "That of ucb1.", randomness: "That of ucb1.",
    numerics: "That of ucb1.",
    deviations: "None. With level horizon every segment's horizon is that of the whole run.",
    guide:
      """
      To see what is lost to detecting changes: the distance between it and a policy for changing means. Without \
      change points it is ucb1.
      """,
    reference:
      """
      The usual oracle of papers on piecewise stationary bandits, for example Y. Cao, Z. Wen, B. Kveton and Y. \
      Xie, Nearly optimal adaptive procedure with change detection for piecewise-stationary bandit, AISTATS 2019.
      """,
    isAnytime: UCB1.card.isAnytime)

  private let fresh: UCB1
  private let changePoints: [Int]
  private var current: UCB1
  private var changes = 0
  /// The rounds before the present segment.
  private var elapsed = 0

  /// Accepts what ucb1 accepts.
  public static func check(settings: Settings, problem: BanditProblem, truth: BanditTruth?) throws(InvalidSettings) {
    _ = try UCB1(settings: settings, problem: problem)
  }

  public static func caveats(settings: Settings, problem: BanditProblem) -> [String] {
    // The precondition: `check` accepts the settings for this problem.
    try! UCB1(settings: settings, problem: problem).caveats
  }

  public init(settings: Settings, problem: BanditProblem, truth: BanditTruth) {
    // `check` has accepted the settings for this problem.
    self.init(fresh: try! UCB1(settings: settings, problem: problem), truth: truth)
  }

  /// Creates the yardstick: `OracleRestart(problem, truth: instance.truth, exploration: 2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, truth: BanditTruth, exploration: Double = UCB1.exploration.default,
    level: UCB1.Level = UCB1.level.default, bonus: UCB1.Bonus = UCB1.bonus.default,
    ties: TieBreaking = TieBreaking.parameter.default, sigma: Double? = NoiseScale.sigma.default
  ) throws(InvalidSettings) {
    self.init(
      fresh: try UCB1(problem, exploration: exploration, level: level, bonus: bonus, ties: ties, sigma: sigma),
      truth: truth)
  }

  private init(fresh: UCB1, truth: BanditTruth) {
    self.fresh = fresh
    current = fresh
    changePoints = truth.changePoints
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if changes < changePoints.count && round >= changePoints[changes] {
      current = fresh
      elapsed = round - 1
      changes += 1
    }
    return current.selectArm(at: round - elapsed, noise: &noise)
  }

  /// Passes the reward on.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    current.observe(reward: reward, of: arm, at: round - elapsed)
  }
}
