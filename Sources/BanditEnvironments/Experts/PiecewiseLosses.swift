import BanditCards
import BanditGames
import BanditStreams

/// The environment `piecewise-losses` of scenario files.
public struct PiecewiseLossesModel: EnvironmentModel {
  /// A run of rounds in which no mean changes.
  public struct Segment: Hashable, Sendable {
    /// How many rounds it lasts.
    public let length: Int
    /// The mean loss of each action.
    public let means: [Double]

    /// Creates a segment.
    public init(length: Int, means: [Double]) {
      self.length = length
      self.means = means
    }
  }

  /// `segments` of scenario files.
  public static let segments = Parameter<[Segment]>(
    AnyParameter(
      "segments",
      """
      Lengths and mean losses, in their order; the last one lasts to the horizon, what would begin after it is left out.
      """,
      .list(
        of: .object([
          AnyParameter("length", "How long it lasts.", .whole(from: 1), default: .required, unit: "rounds"),
          AnyParameter(
            "means", "The mean loss of each action.", .list(of: .number(.unit), count: 1...ArmMeans.maximumArmCount),
            default: .required, unit: "loss"),
        ]), count: 1...1_000_000), default: .required),
    read: { setting in
      guard case .list(let list)? = setting else { return [] }
      return list.compactMap { element in
        guard case .object(let segment) = element else { return nil }
        return Segment(length: segment.whole("length"), means: segment.numbers("means"))
      }
    },
    write: { segments in
      .list(
        segments.map {
          .object(["length": .whole($0.length), "means": .list($0.means.map { .number($0) })])
        })
    })
  /// `noise` of scenario files.
  public static let noise = SegmentedLosses.Noise.parameter

  public static let card = EnvironmentCard(
    id: "piecewise-losses", family: .experts,
    summary: "Losses whose means change in given rounds and are constant in between.",
    dynamics:
      """
      In round t action k has the loss 1 with probability mu_t(k), else 0: 0 if u < 1 - mu_t(k), from one uniform u; \
      or always mu_t(k), without noise. mu_t is constant on each segment.
      """,
    feedback: "As the parameter `feedback` grants: losses of the round just played; not when the means change.",
    truth: "The losses and the means of all actions.",
    comparators:
      """
      external and switching: the action with the smallest sum of losses so far. pseudo: the action with the smallest \
      sum of means so far.
      """,
    parameters: [segments, noise] + ExpertsProblem.parameters,
    example: ["segments": [["length": 500, "means": [0.3, 0.5]], ["length": 500, "means": [0.6, 0.4]]]],
    swift: """
      try PiecewiseLossesModel(segments: [.init(length: 500, means: [0.3, 0.5]), .init(length: 500, means: [0.6, \
      0.4])], horizon: 1000)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: false, feedback: .settings),
    notes: """
      Stochastic, not stationary, independent of the history; losses 0 or 1 (or the means). The change points are \
      checkpoints by default, as are the rounds before them.
      """,
    reference: """
      The losses' counterpart of A. Garivier and E. Moulines, On Upper-Confidence Bound Policies for Switching Bandit \
      Problems, ALT 2011.
      """)

  private let segments: [SegmentedLosses.Segment]
  private let noise: SegmentedLosses.Noise
  public let problem: ExpertsProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      segments: settings[Self.segments], horizon: horizon, noise: settings[Self.noise],
      switchingCost: settings[ExpertsProblem.switchingCost], feedback: settings[ExpertsProblem.feedback])
  }

  /// Creates the model: `PiecewiseLossesModel(segments: [.init(length: 500, means: [0.3, 0.5])], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or segments have different
  ///   numbers of actions.
  public init(
    segments: [Segment], horizon: Int, noise: SegmentedLosses.Noise = Self.noise.default,
    switchingCost: Double = ExpertsProblem.switchingCost.default,
    feedback: LossFeedback = ExpertsProblem.feedback.default
  ) throws(InvalidSettings) {
    try Self.segments.check(segments)
    var played: [SegmentedLosses.Segment] = []
    var remaining = horizon
    for (index, segment) in segments.enumerated() {
      guard segment.means.count == segments[0].means.count else {
        throw InvalidSettings(
          "segments[\(index)].means",
          "\(counted: segment.means.count, "mean"), but the first segment has \(segments[0].means.count); give one for each"
        )
      }
      if remaining > 0 { played.append(.init(firstRound: horizon - remaining + 1, means: segment.means)) }
      remaining -= min(segment.length, remaining)
    }
    self.segments = played
    self.noise = noise
    problem = try ExpertsProblem(
      checking: feedback, switchingCost: switchingCost, actionCount: segments[0].means.count, horizon: horizon)
  }

  /// The first rounds of all segments but the first.
  public var changePoints: [Int] { segments.dropFirst().map(\.firstRound) }

  /// The losses, of the same law in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> SegmentedLosses {
    SegmentedLosses(segments: segments, noise: noise)
  }
}
