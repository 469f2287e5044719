import BanditCards

/// A learner that scenario files can name.
public protocol Configurable<Problem>: Sendable {
  /// What it may know before it starts.
  associatedtype Problem: Sendable

  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the learner.
  ///
  /// - Throws: `InvalidSettings` if a setting is not accepted, the settings do not go together or do not fit the
  ///   problem.
  init(settings: Settings, problem: Problem) throws(InvalidSettings)

  /// The memory that it takes in a replication beyond a few numbers for each address, in bytes, about and at most:
  /// windows, histories, tables for planning. Asked by the planner.
  func historyBytes(problem: Problem) -> Int
}

extension Configurable {
  /// None.
  public func historyBytes(problem: Problem) -> Int { 0 }
}

/// A learner that is told the truth of its instance: a yardstick.
public protocol Yardstick<Problem, Truth>: Sendable {
  /// What learners may know before they start.
  associatedtype Problem: Sendable
  /// What is true of an instance.
  associatedtype Truth: Sendable

  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Checks the settings, before any work starts.
  ///
  /// - Parameter truth: of all instances; `nil` where they differ.
  /// - Throws: `InvalidSettings` if a setting is not accepted, the settings do not go together or do not fit.
  static func check(settings: Settings, problem: Problem, truth: Truth?) throws(InvalidSettings)

  /// Which guarantee does not hold for the problem, see `Caveated`.
  ///
  /// - Precondition: `check` accepts the settings.
  static func caveats(settings: Settings, problem: Problem) -> [String]

  /// Creates the learner of one replication.
  ///
  /// - Precondition: `check` accepts the settings.
  init(settings: Settings, problem: Problem, truth: Truth)
}

extension Yardstick {
  /// Accepts what the card accepts.
  public static func check(settings: Settings, problem: Problem, truth: Truth?) throws(InvalidSettings) {
    _ = try card.settings(settings)
  }

  /// None.
  public static func caveats(settings: Settings, problem: Problem) -> [String] { [] }
}

/// An instance that can tell what is true of it: to ledgers and yardsticks, never to learners.
public protocol Truthful<Truth>: Sendable {
  /// What is true.
  associatedtype Truth: Sendable

  /// What is true of this instance.
  var truth: Truth { get }
}

/// A learner that says, before it plays, which guarantee does not hold for its problem and why.
public protocol Caveated: Sendable {
  /// A sentence for each, without a full stop; empty where all is well.
  var caveats: [String] { get }
}

/// What learners of any type have to say.
public enum Caveats {
  /// The caveats of a learner; none, if it is not `Caveated`.
  public static func of(_ learner: any Sendable) -> [String] { (learner as? any Caveated)?.caveats ?? [] }

  /// Which of some notions are missing for learners of a type.
  public static func missing(_ notions: [Notion], for learner: Any.Type) -> [String] {
    notions.contains(.inference) && !(learner is any Inferring.Type)
      ? ["the notion inference is missing: the learner has no posterior of all arms"] : []
  }
}

/// Something in a game that reports metrics.
public protocol Reporting {
  /// The present value of a metric; `nil` where it does not know it.
  func measure(_ metric: Metric) -> Double?
}
