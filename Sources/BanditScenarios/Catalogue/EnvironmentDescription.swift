import BanditGames

/// What the planner asks of an environment of any family.
public protocol EnvironmentDescription: Sendable {
  /// The interaction that it offers.
  var family: Family { get }

  /// How many items (arms, experts, state-action pairs) its noise is addressed by and instance and learner keep a
  /// few numbers of.
  var itemCount: Int { get }

  /// The rounds in which it changes in every replication, in increasing order; they and the rounds before them are
  /// checkpoints where the scenario names none.
  var changePoints: [Int] { get }

  /// What cannot be said in numbers, for the manifest: which comparator applied, what was only checked in part.
  var facts: [String] { get }

  /// The number of replications that the scenario must have; `nil` if it is free.
  var replications: Int? { get }

  /// The groups of a notion's rows; one without a name where a notion has no groups.
  func groups(of notion: Notion) -> [String]

  /// How many rounds of its own time a group has for a notion in every replication; `nil` where the group's rows are
  /// in the rounds of the run.
  func ownRounds(of group: String, for notion: Notion) -> Int?

  /// The changes or items that a metric of a scope is reported of.
  func events(of scope: Metric.Scope) -> [Int]
}

extension EnvironmentDescription {
  /// None.
  public var changePoints: [Int] { [] }

  /// None.
  public var facts: [String] { [] }

  /// Any number.
  public var replications: Int? { nil }

  /// One without a name.
  public func groups(of notion: Notion) -> [String] { [""] }

  /// In the rounds of the run.
  public func ownRounds(of group: String, for notion: Notion) -> Int? { nil }

  /// The change points, or every item.
  public func events(of scope: Metric.Scope) -> [Int] {
    switch scope {
    case .run: []
    case .changePoint: changePoints
    case .item: Array(0..<itemCount)
    }
  }
}
