import BanditCards
import BanditGames

/// How narrow the intervals of the mean regret shall be: what chooses the number of replications where none is given.
public struct Precision: Hashable, Sendable {
  /// The most that half the width of an interval may be: regret, or a share of the mean.
  public let halfWidth: Double
  /// Whether `halfWidth` is a share of the mean, by its absolute value.
  public let isRelative: Bool

  /// A block has so many replications at most, and so many are played at least.
  static let leastReplications = 64

  /// States a half-width.
  ///
  /// - Precondition: it is above 0.
  public init(halfWidth: Double, isRelative: Bool = false) {
    precondition(halfWidth > 0, "a half-width is above 0")
    self.halfWidth = halfWidth
    self.isRelative = isRelative
  }

  /// What `replications` accepts instead of a number.
  package static let kind = ParameterKind.object([
    AnyParameter(
      "until", "When it is enough.",
      .object([
        AnyParameter(
          "halfWidth", "Half the width of the intervals of the main notion at the last checkpoint, at most.",
          .number(.positive), default: .required),
        AnyParameter(
          "relative", "Whether halfWidth is a share of the mean.", .flag, default: .value(.flag(false))),
      ]), default: .required),
    AnyParameter(
      "atMost", "The most replications, enough or not.", .whole(from: leastReplications), default: .required),
  ])

  /// The precision that a setting of `kind` stands for, and the most replications; `nil` for a number.
  package static func read(_ setting: Setting?) -> (precision: Precision, atMost: Int)? {
    guard case .object(let settings)? = setting, case .object(let until)? = settings["until"],
      let halfWidth = until["halfWidth"]?.asNumber, halfWidth > 0, let atMost = settings["atMost"]?.asWhole
    else { return nil }
    return (Precision(halfWidth: halfWidth, isRelative: until["relative"] == .flag(true)), atMost)
  }

  /// The half-width of the interval of a sample and what it may be; `nil` where the interval cannot be enough.
  ///
  /// An interval of equal numbers has no width, which says nothing of the next one; and a share of a mean that may be 0
  /// is none.
  ///
  /// - Parameter sorted: finite numbers in increasing order.
  func verdict(on sorted: [Double], confidence: Double) -> (halfWidth: Double, limit: Double)? {
    guard let first = sorted.first, first != sorted[sorted.count - 1] else { return nil }
    let moments = Moments(sorted: sorted)
    let interval = ConfidenceInterval(
      mean: moments.mean, se: moments.se, count: moments.count, confidence: confidence)
    guard isRelative else { return (interval.halfWidth, halfWidth) }
    return interval.low > 0 || interval.high < 0 ? (interval.halfWidth, halfWidth * abs(moments.mean)) : nil
  }

  /// The limit in words: `0.5`, `5 % of the mean`.
  package var limit: String {
    let unit = isRelative ? 100.0 : 1
    let short = NumberFormat(count: 6).trimmed(unit * halfWidth)
    // What has more decimals is shown as it is.
    let text = Double(short).map { $0 / unit } == halfWidth ? short : "\(unit * halfWidth)"
    return isRelative ? "\(text) % of the mean" : text
  }
}

/// How many replications a precision has chosen, for an environment at a point of a sweep.
public struct ReplicationChoice: Hashable, Sendable {
  /// The label of the sweep's point.
  public let point: String
  /// The label of the environment.
  public let environment: String
  /// The notion of regret whose intervals were to be narrow.
  public let notion: Notion
  /// How many replications every algorithm has.
  public let replications: Int
  /// Whether the intervals are narrow enough; if not, these are the most replications that were allowed.
  public let isReached: Bool

  /// Creates a choice.
  init(point: String, environment: String, notion: Notion, replications: Int, isReached: Bool) {
    self.point = point
    self.environment = environment
    self.notion = notion
    self.replications = replications
    self.isReached = isReached
  }

  /// For JSON.
  var settings: Settings {
    [
      "point": .text(point), "environment": .text(environment), "notion": .text(notion.id),
      "replications": .whole(replications), "reached": .flag(isReached),
    ]
  }

  /// A choice that a manifest states.
  init(_ node: JSONNode) {
    self.init(
      point: node["point"]?.text ?? "", environment: node["environment"]?.text ?? "",
      notion: Notion(node["notion"]?.text ?? ""), replications: node["replications"]?.whole ?? 0,
      isReached: node["reached"] == .leaf(.flag(true)))
  }
}

/// What a precision has chosen everywhere.
struct ReplicationChoices: Sendable {
  /// In the order of the cells; empty where the number of replications was given.
  let list: [ReplicationChoice]
  private let places: [[String]: Int]

  init(_ list: [ReplicationChoice] = []) {
    self.list = list
    places = Dictionary(list.indices.map { ([list[$0].point, list[$0].environment], $0) }) { first, _ in first }
  }

  /// What it has chosen where a cell is.
  subscript(key: CellKey) -> ReplicationChoice? {
    list.isEmpty ? nil : places[[key.point, key.environment]].map { list[$0] }
  }
}
