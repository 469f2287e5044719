import BanditCards
import BanditGames
import BanditStreams

/// The environment `iid-losses` of scenario files.
public struct IIDLossesModel: EnvironmentModel {
  /// `means` of scenario files.
  public static let means = Parameter.numbers(
    "means", "The mean loss of each action.", .unit, count: 1...ArmMeans.maximumArmCount, unit: "loss")
  /// `bestArm` of scenario files.
  public static let bestArm = ArmMeans.bestArm
  /// `noise` of scenario files.
  public static let noise = SegmentedLosses.Noise.parameter

  public static let card = EnvironmentCard(
    id: "iid-losses", family: .experts,
    summary: "Losses that are drawn independently in every round, 1 with a fixed probability for each action.",
    dynamics:
      """
      In round t action k has the loss 1 with probability means[k], else 0, independently of everything else: 0 if u < \
      1 - means[k], from one uniform u; or always means[k], without noise.
      """,
    feedback: "As the parameter `feedback` grants: losses of the round just played.",
    truth: "The losses and the means of all actions.",
    comparators:
      """
      external and switching: the action with the smallest sum of losses so far. pseudo: the action with the smallest \
      mean.
      """,
    parameters: [means, bestArm, noise] + ExpertsProblem.parameters,
    example: ["means": [0.3, 0.5, 0.6], "feedback": "full"],
    swift: "try IIDLossesModel(means: [0.3, 0.5, 0.6], horizon: 1000, feedback: .full)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .settings),
    notes: "Stochastic, stationary, independent of the history; losses 0 or 1 (or the means).",
    reference: """
      T. Lattimore and C. Szepesvari, Bandit Algorithms, Cambridge University Press, 2020, where adversarial and \
      stochastic losses are compared.
      """)

  private let means: [Double]
  private let isShuffled: Bool
  private let noise: SegmentedLosses.Noise
  public let problem: ExpertsProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: settings[Self.means], horizon: horizon, bestArm: settings[Self.bestArm], noise: settings[Self.noise],
      switchingCost: settings[ExpertsProblem.switchingCost], feedback: settings[ExpertsProblem.feedback])
  }

  /// Creates the model: `IIDLossesModel(means: [0.3, 0.5], horizon: 1000, feedback: .full)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    means: [Double], horizon: Int, bestArm: ArmOrder = Self.bestArm.default,
    noise: SegmentedLosses.Noise = Self.noise.default,
    switchingCost: Double = ExpertsProblem.switchingCost.default,
    feedback: LossFeedback = ExpertsProblem.feedback.default
  ) throws(InvalidSettings) {
    try Self.means.check(means)
    self.means = means
    isShuffled = bestArm == .random
    self.noise = noise
    problem = try ExpertsProblem(
      checking: feedback, switchingCost: switchingCost, actionCount: means.count, horizon: horizon)
  }

  /// The losses of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> SegmentedLosses {
    let order = isShuffled ? stream.permutation(of: means.count) : Array(means.indices)
    return SegmentedLosses(segments: [.init(firstRound: 1, means: order.map { means[$0] })], noise: noise)
  }
}
