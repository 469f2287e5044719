import BanditCards
import BanditGames
import BanditStreams

/// The environment `stochastically-constrained` of scenario files.
public struct StochasticallyConstrainedModel: EnvironmentModel {
  /// `arms` of scenario files.
  public static let arms = Parameter.whole("arms", "The number of actions.", 1...ArmMeans.maximumArmCount)
  /// `gap` of scenario files.
  public static let gap = Parameter.number(
    "gap", "How much better the best action is.", .unit, default: 0.1, unit: "loss", why: "as in published comparisons")
  /// `growth` of scenario files.
  public static let growth = Parameter.number(
    "growth", "How much longer each phase is than the one before it.", .closed(1...1e6), default: 1.6,
    why: "about two phases for each factor of 2.5 in the horizon")
  /// `best` of scenario files.
  public static let best = BestAction.parameter
  /// `noise` of scenario files.
  public static let noise = SegmentedLosses.Noise.parameter

  public static let card = EnvironmentCard(
    id: "stochastically-constrained", family: .experts,
    summary: "One action is better than the others by the same gap in every round, while all means jump together.",
    dynamics:
      """
      Phases n = 0, 1, 2, ... of floor(growth^n) rounds. In even phases the best action has the mean loss 0 and the \
      others `gap`; in odd ones it has 1 - gap and the others 1. Losses are 0 or 1: 0 if u < 1 - mean, from one \
      uniform u of each action; or the means, without noise.
      """,
    feedback: "As the parameter `feedback` grants: losses of the round just played; not the phase.",
    truth: "The losses and the means of all actions.",
    comparators:
      """
      external and switching: the action with the smallest sum of losses so far. pseudo: the best action, so that it \
      is the gap times how often another one was played.
      """,
    parameters: [arms, gap, growth, best, noise] + ExpertsProblem.parameters,
    example: ["arms": 4, "gap": 0.2],
    swift: "try StochasticallyConstrainedModel(arms: 4, horizon: 1000, gap: 0.2)",
    facts: EnvironmentFacts(.adversarial, isStationary: false, feedback: .settings),
    notes: """
      An adversary that is constrained by a fixed gap; not stationary, independent of the history; losses 0 or 1 (or \
      the means). The mean loss of an arm that was played long ago says nothing about the present, which deceives \
      algorithms for stationary bandits.
      """,
    reference: """
      In the spirit of J. Zimmert and Y. Seldin, Tsallis-INF: An Optimal Algorithm for Stochastic and Adversarial \
      Bandits, JMLR 22, 2021; phases and levels are this project's.
      """)

  private let armCount: Int
  private let gap: Double
  private let best: BestAction
  private let noise: SegmentedLosses.Noise
  /// The first round of each phase.
  private let starts: [Int]
  public let problem: ExpertsProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arms: settings[Self.arms], horizon: horizon, gap: settings[Self.gap], growth: settings[Self.growth],
      best: settings[Self.best], noise: settings[Self.noise], switchingCost: settings[ExpertsProblem.switchingCost],
      feedback: settings[ExpertsProblem.feedback])
  }

  /// Creates the model: `StochasticallyConstrainedModel(arms: 4, horizon: 1000, gap: 0.2)`.
  ///
  /// - Parameter best: `nil` for an action that each replication draws.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there are too many phases.
  public init(
    arms: Int, horizon: Int, gap: Double = Self.gap.default, growth: Double = Self.growth.default,
    best: Int? = Self.best.default, noise: SegmentedLosses.Noise = Self.noise.default,
    switchingCost: Double = ExpertsProblem.switchingCost.default,
    feedback: LossFeedback = ExpertsProblem.feedback.default
  ) throws(InvalidSettings) {
    try Self.arms.check(arms)
    try Self.gap.check(gap)
    try Self.growth.check(growth)
    armCount = arms
    self.gap = gap
    self.best = try BestAction(best, actionCount: armCount)
    self.noise = noise
    problem = try ExpertsProblem(
      checking: feedback, switchingCost: switchingCost, actionCount: armCount, horizon: horizon)
    guard growth >= 1.01 || Double(horizon) * Double(armCount) <= 1e6 else {
      throw InvalidSettings("growth", "found \(growth), which makes too many phases; accepted: 1.01 or more")
    }
    starts = StochasticallyConstrainedModel.phaseStarts(growth: growth, horizon: horizon)
  }

  /// The rounds in which a phase begins, but the first.
  public var changePoints: [Int] { Array(starts.dropFirst()) }

  /// The losses of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> SegmentedLosses {
    let best = best.draw(from: &stream, actionCount: armCount)
    // All phases share two lists.
    let low = (0..<armCount).map { $0 == best ? 0 : gap }
    let high = (0..<armCount).map { $0 == best ? 1 - gap : 1 }
    let segments = starts.enumerated().map { phase, start in
      SegmentedLosses.Segment(firstRound: start, means: phase.isMultiple(of: 2) ? low : high)
    }
    return SegmentedLosses(segments: segments, noise: noise)
  }

  private static func phaseStarts(growth: Double, horizon: Int) -> [Int] {
    var starts = [1]
    var length = 1.0
    while Int(length) <= horizon - starts[starts.count - 1] {
      starts.append(starts[starts.count - 1] + Int(length))
      // Longer than any horizon is long enough.
      length = min(length * growth, 0x1p62)
    }
    return starts
  }
}
