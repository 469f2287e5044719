import BanditEnvironments
import BanditGames

/// The grouped data of the catalogue. New data add a case here, a line in `model` and one in
/// `GroupedEntries.swift`.
public enum GroupedEnvironmentModel: EnvironmentDescription {
  /// `groupwise-synthetic`
  case synthetic(GroupwiseSyntheticModel)
  /// `groupwise-csv`
  case csv(GroupwiseCSVModel)

  /// Grouped data.
  public var family: Family { .grouped }

  /// What the matrices of experts and report groups hold, in units of the few numbers that an item has.
  public var itemCount: Int {
    let matrices = 2 * problem.groupCount + model.reportGroups.count
    return max(1, matrices * problem.featureCount * problem.featureCount / 16)
  }

  /// What there are data for.
  public var replications: Int? { model.replications }

  /// The size of the data and the rule of the comparator.
  public var facts: [String] { model.facts }

  /// The report groups.
  public func groups(of notion: Notion) -> [String] { model.reportGroups.map(\.name) }

  /// The rounds of a report group.
  public func ownRounds(of group: String, for notion: Notion) -> Int? {
    model.reportGroups.first { $0.name == group }?.rounds
  }

  /// The experts, for metrics of items.
  public func events(of scope: Metric.Scope) -> [Int] {
    scope == .item ? Array(0..<problem.groupCount) : []
  }

  /// What learners may know.
  public var problem: GroupedProblem { model.problem }

  /// The model, for what is asked before a run.
  var model: any GroupedModel {
    switch self {
    case .synthetic(let model): model
    case .csv(let model): model
    }
  }
}
