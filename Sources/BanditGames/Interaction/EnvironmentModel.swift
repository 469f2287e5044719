import BanditCards
import BanditStreams

/// A law over instances of an environment, as a scenario file describes it: of every family. Each replication draws its
/// own instance.
public protocol EnvironmentModel<Instance, Problem>: Sendable {
  /// The instances.
  associatedtype Instance: Sendable
  /// What a learner may know before it starts.
  associatedtype Problem: ProblemStatement

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// How many rows the data of some settings have, for the horizon `"rows"`; `nil` where there are no data.
  ///
  /// - Throws: `InvalidSettings` if the data cannot be read.
  static func rowCount(settings: Settings) throws(InvalidSettings) -> Int?

  /// Creates the model.
  ///
  /// - Throws: `InvalidSettings` if a setting is not accepted, or the settings do not go together.
  init(settings: Settings, horizon: Int) throws(InvalidSettings)

  /// What learners may know.
  var problem: Problem { get }

  /// Draws the instance of a replication; a model of fixed instances draws nothing.
  func instance(of replication: Int, from stream: inout RandomStream) -> Instance

  /// An instance with the truth that every replication has; `nil` where they differ. A yardstick that does not fit it
  /// is refused before work starts.
  var commonInstance: Instance? { get }

  // MARK: Asked by the planner

  /// The memory that the model itself takes as long as its plan exists, in bytes, about: data, tables, comparators that
  /// all replications share.
  var modelBytes: Int { get }

  /// The memory that instance and learner of a replication take, in bytes, about; what a learner remembers besides is
  /// told by `Configurable.historyBytes(problem:)`.
  var replicationBytes: Int { get }

  /// The rounds in which it changes in every replication, in increasing order; not for learners. They and the rounds
  /// before them are checkpoints where the scenario names none.
  var changePoints: [Int] { get }

  /// What cannot be said in numbers, for the manifest: which comparator applied, what was only checked in part.
  var facts: [String] { get }

  /// Why a notion is missing in every replication; `nil` where it is not, or nobody knows.
  func absence(of notion: Notion) -> String?

  /// The most that a round can cost in the notion `pseudo`, the gap of the worst action, in every replication; `nil`
  /// where nobody knows. A lower bound on regret above this times t says nothing, and tables leave it out.
  var largestGap: Double? { get }

  /// The number of replications that the scenario must have; `nil` if it is free.
  var replications: Int? { get }

  /// What results call the items of the problem, different names, one for each; `nil` where they have numbers.
  var itemNames: [String]? { get }

  /// The groups of a notion's rows; one without a name where a notion has no groups.
  func groups(of notion: Notion) -> [NotionGroup]
}

/// A group on which a notion's regret is reported.
public struct NotionGroup: Hashable, Sendable {
  /// The name in result files; empty where a notion has no groups.
  public let name: String
  /// How many rounds of its own time it has in every replication; `nil` where its rows are in the rounds of the run.
  public let ownRounds: Int?

  /// Creates a group.
  public init(_ name: String, ownRounds: Int? = nil) {
    self.name = name
    self.ownRounds = ownRounds
  }
}

extension EnvironmentModel {
  /// No data.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? { nil }

  /// None.
  public var commonInstance: Instance? { nil }

  /// A few numbers for each address.
  public var modelBytes: Int { 128 * problem.addressCount }

  /// A few numbers for each address.
  public var replicationBytes: Int { 192 * problem.addressCount }

  /// None.
  public var changePoints: [Int] { [] }

  /// None.
  public var facts: [String] { [] }

  /// Nobody knows.
  public func absence(of notion: Notion) -> String? { nil }

  /// Nobody knows.
  public var largestGap: Double? { nil }

  /// Any number.
  public var replications: Int? { nil }

  /// One without a name.
  public func groups(of notion: Notion) -> [NotionGroup] { [NotionGroup("")] }

  /// They have numbers.
  public var itemNames: [String]? { nil }

  /// The events that a metric of a scope is reported of: the change points, the items, or the actions.
  public func events(of scope: Metric.Scope) -> [Metric.Event] {
    switch scope {
    case .changePoint: return changePoints.map { Metric.Event($0) }
    case .item:
      let names = itemNames
      return problem.items.map { Metric.Event($0, name: names?[$0]) }
    case .run, .action: return problem.events(of: scope)
    }
  }
}
