import BanditCards
import BanditGames
import BanditStreams

/// What the environments made of a table of examples have in common.
public struct GroupedInstances: Sendable {
  let data: GroupedData
  let order: RowOrder
  let comparatorRows: ComparatorRows
  let problem: GroupedProblem
  let reportGroups: [NotionGroup]

  /// Checks that the data last for a horizon and that every report group has a row.
  init(
    data: GroupedData, order: RowOrder, comparatorRows: ComparatorRows, horizon: Int
  ) throws(InvalidSettings) {
    try RowOrder.check(horizon: horizon, rowCount: data.rowCount)
    self.data = data
    self.order = order
    self.comparatorRows = comparatorRows
    problem = GroupedProblem(
      featureCount: data.featureCount, groupCount: data.expertGroups.names.count, horizon: horizon)
    let rounds = GroupedInstances.leastRounds(of: data, order: order, horizon: horizon)
    reportGroups = Array(zip(data.reportGroups.names, rounds)).map { NotionGroup($0, ownRounds: $1) }
    if let empty = reportGroups.first(where: { $0.ownRounds == 0 }) {
      let place = horizon == data.rowCount ? "" : " among the first \(horizon) of a replication"
      throw InvalidSettings("", "the group \"\(empty.name)\" has no row\(place)")
    }
  }

  var replications: Int? { order.shuffleSeeds?.count }

  var facts: [String] {
    let comparator =
      switch comparatorRows {
      case .exact: "the same rows"
      case .paperOffByOne: "the same rows without the last one (paper-off-by-one)"
      }
    return [
      "\(counted: data.rowCount, "row"), \(counted: data.featureCount, "feature"), \(counted: problem.groupCount, "expert")",
      "group regret compares the losses of a group with a least-squares fit to \(comparator)",
    ]
  }

  func instance(of replication: Int) -> OrderedData {
    OrderedData(
      data: data, order: order.rows(data.rowCount, replication: replication), comparatorRows: comparatorRows)
  }

  /// For each report group its least number of rows among the first rounds of a replication.
  private static func leastRounds(of data: GroupedData, order: RowOrder, horizon: Int) -> [Int] {
    var least = data.reportGroups.sizes
    if horizon == data.rowCount { return least }
    var groups: [Int] = []
    for replication in 0..<(order.shuffleSeeds?.count ?? 1) {
      var counts = Array(repeating: 0, count: least.count)
      for row in order.rows(data.rowCount, replication: replication).prefix(horizon) {
        data.reportGroups.write(row: row, into: &groups)
        for group in groups { counts[group] += 1 }
      }
      for group in least.indices { least[group] = min(least[group], counts[group]) }
    }
    return least
  }

  /// `comparatorRows` of scenario files.
  public static let comparatorRows = Parameter.choice(
    "comparatorRows",
    """
    Which rows of a group its best model in hindsight is fitted to: those whose losses are counted, or all of them but \
    the last.
    """, default: ComparatorRows.exact, why: "regret by its definition; the published tables use the other")

  /// `alwaysOn` of scenario files.
  public static let alwaysOn = Parameter.flag(
    "alwaysOn", "Whether the group of all rows has an expert, the last one; its regret can be reported either way.",
    default: true, why: "as published: some expert is awake in every round")
}

/// A model of examples in an order, the same in every replication or shuffled by seeds: it says which, and the rest
/// follows.
public protocol GroupedDataModel: EnvironmentModel where Instance == OrderedData, Problem == GroupedProblem {
  /// The instances.
  var instances: GroupedInstances { get }
}

extension GroupedDataModel {
  public var problem: GroupedProblem { instances.problem }

  /// The report groups, as the scenario names them.
  public func groups(of notion: Notion) -> [NotionGroup] { instances.reportGroups }

  /// The groups with an expert, as the scenario names them.
  public var itemNames: [String]? { instances.data.expertGroups.names }

  /// One for each shuffle seed; any number in the order of the data.
  public var replications: Int? { instances.replications }

  /// The size of the data and the rule of the comparator.
  public var facts: [String] { instances.facts }

  /// The rows.
  public var modelBytes: Int { 16 * instances.data.rowCount * (problem.featureCount + 4) }

  /// The matrices of experts and report groups.
  public var replicationBytes: Int {
    let matrices = 2 * problem.groupCount + instances.reportGroups.count
    return 8 * matrices * problem.featureCount * problem.featureCount + 16 * instances.data.rowCount
  }

  /// The rows in the order of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> OrderedData {
    instances.instance(of: replication)
  }
}
