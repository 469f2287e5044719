import BanditCards
import BanditGames

/// Where means that change come from.
public enum ChangingMeans: Sendable {
  /// Lengths and means, in their order; the last one lasts to the horizon.
  case segments([Segment])
  /// Means that are drawn anew from a prior at change points; without a prior, uniformly on [0, 1].
  case drawn(arms: Int, changes: Int, gaps: Gaps = .fixed, clock: Clock = .shared, prior: ScalarLaw? = nil)

  /// A number of rounds during which no mean changes.
  public struct Segment: Hashable, Sendable {
    /// How many rounds it lasts.
    public let length: Int
    /// The mean of each arm.
    public let means: [Double]

    /// Creates a segment.
    public init(length: Int, means: [Double]) {
      self.length = length
      self.means = means
    }
  }

  /// The rounds between changes.
  public enum Gaps: String, Sendable, CaseIterable {
    /// Equal.
    case fixed
    /// Geometric, drawn for each replication.
    case geometric
  }

  /// Which arms change together.
  public enum Clock: String, Sendable, CaseIterable {
    /// All.
    case shared
    /// Each arm changes on a clock of its own.
    case perArm = "per-arm"
  }

  /// The segments of lengths and means, up to the horizon.
  ///
  /// - Throws: `InvalidSettings` if segments have different numbers of means.
  static func segments(
    of list: [Segment], horizon: Int
  ) throws(InvalidSettings) -> [BanditTruth.Segment] {
    var segments: [BanditTruth.Segment] = []
    var remaining = horizon
    for (index, segment) in list.enumerated() {
      let means = segment.means
      if let first = segments.first, first.means.count != means.count {
        throw InvalidSettings(
          "segments[\(index)].means",
          "\(counted: means.count, "mean"), but the first segment has \(first.means.count); give one for each arm")
      }
      if remaining > 0 { segments.append(BanditTruth.Segment(firstRound: horizon - remaining + 1, means: means)) }
      remaining -= min(segment.length, remaining)
    }
    return segments
  }
}

extension ChangingMeans.Segment {
  /// Reads an object with the keys `length` and `means`.
  init?(_ setting: Setting) {
    guard case .object(let segment) = setting else { return nil }
    self.init(length: segment.whole("length"), means: segment.numbers("means"))
  }

  /// The object that `init(_:)` reads.
  var setting: Setting {
    .object(["length": .whole(length), "means": .list(means.map { .number($0) })])
  }
}
