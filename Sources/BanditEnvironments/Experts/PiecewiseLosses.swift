import BanditCards
import BanditGames
import BanditStreams

/// The environment `piecewise-losses` of scenario files.
public struct PiecewiseLossesModel: EnvironmentModel {
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
    parameters: [
      AnyParameter(
        "segments",
        "Lengths and mean losses, in their order; the last one lasts to the horizon, what would begin after it is left out.",
        .list(
          of: .object([
            AnyParameter("length", "How long it lasts.", .whole(from: 1), default: .required, unit: "rounds"),
            AnyParameter(
              "means", "The mean loss of each action.", .list(of: .number(.unit), count: 1...ArmMeans.maximumArmCount),
              default: .required, unit: "loss"),
          ]), count: 1...1_000_000), default: .required),
      SegmentedLosses.Noise.parameter,
    ] + ExpertsProblem.parameters,
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
    segments = try PiecewiseModel.segments(settings.list("segments"), horizon: horizon).map {
      SegmentedLosses.Segment(firstRound: $0.firstRound, means: $0.means)
    }
    noise = SegmentedLosses.Noise(settings: settings)
    problem = try ExpertsProblem(settings: settings, actionCount: segments[0].means.count, horizon: horizon)
  }

  /// The first rounds of all segments but the first.
  public var changePoints: [Int] { segments.dropFirst().map(\.firstRound) }

  /// The losses, of the same law in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> SegmentedLosses {
    SegmentedLosses(segments: segments, noise: noise)
  }
}
