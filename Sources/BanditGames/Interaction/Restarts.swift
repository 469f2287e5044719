import BanditCards

/// A change of an environment, known to the game and not to the learner.
public struct LawChange: Hashable, Sendable {
  /// The first round of the new law.
  public let round: Int
  /// The items (arms, state-action pairs) whose law changes, in increasing order; `nil` for all.
  public let items: [Int]?

  /// Creates a change.
  public init(round: Int, items: [Int]? = nil) {
    self.round = round
    self.items = items
  }

  /// Whether an item's law changes; of everything (`nil`), whether any does.
  ///
  /// - Complexity: O(number of items that change).
  public func affects(_ item: Int?) -> Bool {
    guard let items else { return true }
    guard let item else { return !items.isEmpty }
    return items.contains(item)
  }
}

/// A moment in which a learner threw away what it had learned.
public struct Restart: Hashable, Sendable {
  /// The round after which it starts again.
  public let round: Int
  /// The arm, or state-action pair, of which it forgot; `nil` for everything.
  public let item: Int?

  /// Creates a restart.
  public init(round: Int, item: Int? = nil) {
    self.round = round
    self.item = item
  }
}

/// An alarm of a learner that watches for changes: what `alarms.csv` has.
public struct RaisedAlarm: Hashable, Sendable {
  /// The round in which it was raised.
  public let round: Int
  /// The round in which, by the learner, the new law most likely began.
  public let location: Int
  /// How strong the evidence was, in the learner's own units; `nil` where it does not say.
  public let score: Double?

  /// Creates an alarm.
  public init(round: Int, location: Int, score: Double? = nil) {
    self.round = round
    self.location = location
    self.score = score
  }
}

/// A learner that restarts when it believes that its environment has changed.
///
/// From its restarts and the truth of the environment, which the learner does not see, the game tells detections
/// from false alarms: see `RestartReview`.
public protocol Restarting {
  /// The restarts so far, in the order of their rounds.
  var restarts: [Restart] { get }
}

/// What a learner's restarts are worth, given the changes that there were.
///
/// A restart is a *false alarm* if nothing that it forgets has changed since it was last forgotten. A change is
/// *detected* by the first restart from its own round on, before the next change, that forgets something it
/// changed; the *delay* is the number of rounds from the first one of the new law through that of the restart. A round
/// in which a new stretch begins with the same law is no change. Where nobody knows the law, nothing is said.
public struct RestartReview: Sendable {
  private let restarts: ArraySlice<Restart>
  private let changes: [LawChange]
  private let unknownFrom: Int?
  private let isKnown: Bool

  /// Looks at the restarts and changes through a round.
  ///
  /// - Parameter unknownFrom: the first round from which on nobody knows what has changed; `nil` if there is none.
  /// - Precondition: both in the order of their rounds.
  public init(restarts: [Restart], changes: [LawChange], unknownFrom: Int? = nil, through round: Int) {
    self.restarts = restarts.prefix { $0.round <= round }
    self.changes = changes.prefix { $0.round <= round }.filter { $0.affects(nil) }
    self.unknownFrom = unknownFrom
    isKnown = round < unknownFrom ?? .max
  }

  /// The number of restarts.
  public var count: Int { restarts.count }

  /// The number of restarts without a reason.
  ///
  /// - Complexity: O(restarts times (restarts + changes)) at worst.
  public var falseAlarms: Int {
    restarts.indices.count { index in
      let restart = restarts[index]
      let previous = restarts[..<index].last { $0.item == nil || $0.item == restart.item }?.round ?? 0
      return !changes.contains { $0.round > previous && $0.round <= restart.round && $0.affects(restart.item) }
    }
  }

  /// The number of changes that were detected.
  public var detections: Int { changes.count { delay(ofChangeAt: $0.round) != nil } }

  /// The delay of the change in a round, in rounds, 1 or more; `nil` if it was not detected before the next one
  /// (or there is no change in that round).
  public func delay(ofChangeAt round: Int) -> Int? {
    guard round < unknownFrom ?? .max, let index = changes.firstIndex(where: { $0.round == round }) else { return nil }
    let end = index + 1 < changes.endIndex ? changes[index + 1].round : unknownFrom ?? .max
    let detection = restarts.first { $0.round >= round && $0.round < end && changes[index].affects($0.item) }
    return detection.map { $0.round - round + 1 }
  }

  /// The value of one of `RestartReview.metrics`; `nil` for others and where it is missing.
  public func measure(_ metric: Metric) -> Double? {
    switch metric {
    case .restarts: Double(count)
    case .falseAlarms: isKnown ? Double(falseAlarms) : nil
    case .detections: isKnown ? Double(detections) : nil
    case .delay: metric.event.flatMap(delay(ofChangeAt:)).map(Double.init)
    default: nil
    }
  }

  /// What it can measure.
  public static let metrics: [Metric] = [.restarts, .falseAlarms, .detections, .delay]
}

extension Metric {
  /// How often a learner restarted.
  public static let restarts = Metric(
    "restarts", "How often the learner has forgotten an arm or everything so far.", unit: "restarts",
    isCumulative: true)

  /// How often it restarted without a reason.
  public static let falseAlarms = Metric(
    "false_alarms",
    """
    The restarts so far of which nothing forgotten had changed since it was last forgotten; missing from the first \
    symbol on that is given and not drawn, because nobody knows its law.
    """,
    unit: "restarts", isCumulative: true)

  /// How many changes it noticed.
  public static let detections = Metric(
    "detections",
    """
    The changes so far that were followed, before the next one, by a restart that forgot something changed; missing as \
    `false_alarms` is.
    """,
    unit: "changes", isCumulative: true)

  /// How long it took to notice a change.
  public static let delay = Metric(
    "delay",
    """
    The rounds from the change through the first restart that forgets something changed; missing if the next change \
    (or the horizon) comes first, and of a change to or from a law that nobody knows.
    """, unit: "rounds", isCumulative: false, scope: .changePoint)
}
