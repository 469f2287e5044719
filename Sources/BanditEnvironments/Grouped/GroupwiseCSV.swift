import BanditCards
import BanditGames
import BanditStreams

/// The environment `groupwise-csv` of scenario files: any table of comma-separated values whose groups the
/// scenario describes.
public struct GroupwiseCSVModel: GroupedDataModel {
  /// The order in which rows are presented.
  public enum Order: Hashable, Sendable {
    /// By the shuffle seeds.
    case shuffled
    /// As in the file.
    case given
    /// Shuffled, then sorted by a column of numbers, the smallest first.
    case ascending(String)
    /// Shuffled, then sorted by a column of numbers, the largest first.
    case descending(String)
  }

  /// `file` of scenario files.
  public static let file = Parameter.file("file", "The file: comma-separated values (RFC 4180).")
  /// `header` of scenario files.
  public static let header = Parameter.flag(
    "header", "Whether the first line names the columns; else they are called \"0\", \"1\", ...", default: true,
    why: "columns are chosen by their names")
  /// `target` of scenario files.
  public static let target = Parameter.text("target", "The column to be predicted; numbers.")
  /// `numeric` of scenario files.
  public static let numeric = columns("numeric", "The columns that are features as they are, scaled; numbers.")
  /// `categorical` of scenario files.
  public static let categorical = columns("categorical", "The columns whose values become indicators.")
  /// `missing` of scenario files.
  public static let missing = Parameter.choice(
    "missing",
    """
    What is done with a cell of a column in use that is empty, ? or one of the words NA, N/A, NaN and null: refuse \
    names the first one; drop leaves its row out; category takes it for a value where no number is wanted.
    """, default: MissingCells.refuse, why: "a missing value is no value")
  /// `groups` of scenario files.
  public static let groups = Parameter<[GroupRule]>(
    AnyParameter(
      "groups",
      """
      The groups that have an expert of their own: the rows with from <= column < to (one of the two may be left \
      out), or whose column equals a value. No group by the target: experts see the groups before the label.
      """, .list(of: GroupRule.kind, atLeast: 0), default: .value(.list([])), why: "name what there is"),
    read: { setting in
      guard case .list(let rules)? = setting else { return [] }
      return rules.compactMap { GroupRule($0) }
    },
    write: { .list($0.map(\.setting)) })
  /// `reportGroups` of scenario files; `nil` reports every group and always-on.
  public static let reportGroups = Parameter<[ReportGroup]?>(
    AnyParameter(
      "reportGroups",
      """
      The groups on which regret is reported: names of groups, always-on, rules as in groups, or all, the rows that \
      are in every one of some groups.
      """, .list(of: ReportGroup.kind), default: .absent("every group, and always-on")),
    read: { setting in
      guard case .list(let groups)? = setting else { return nil }
      return groups.compactMap { ReportGroup($0) }
    },
    write: { groups in groups.map { .list($0.map(\.setting)) } })
  /// `order` of scenario files.
  public static let order = Parameter<Order>(
    AnyParameter(
      "order",
      """
      shuffled: by the shuffle seeds; given: as in the file, whatever the shuffle seeds, for any number of \
      replications; ascending or descending: shuffled, then sorted by a column of numbers, equal ones left in \
      their shuffled order.
      """,
      .either([
        .choice(["shuffled", "given"]),
        .oneKey([
          AnyParameter("ascending", "The column.", .text, default: .required),
          AnyParameter("descending", "The column.", .text, default: .required),
        ]),
      ]), default: .value(.text("shuffled")), why: "independent of the order in which the rows were collected"),
    read: { setting in
      switch setting {
      case .object(let sorting)?:
        if let column = sorting["ascending"]?.asText { return .ascending(column) }
        return .descending(sorting.text("descending"))
      case .text("given")?: return .given
      default: return .shuffled
      }
    },
    write: { order in
      switch order {
      case .shuffled: .text("shuffled")
      case .given: .text("given")
      case .ascending(let column): .object(["ascending": .text(column)])
      case .descending(let column): .object(["descending": .text(column)])
      }
    })

  private static func columns(_ name: String, _ meaning: String) -> Parameter<[String]> {
    Parameter(
      AnyParameter(
        name, meaning, .list(of: .text, atLeast: 0), default: .value(.list([])), why: "name what there is"),
      read: { $0.flatMap(GroupRule.texts) ?? [] }, write: { .list($0.map { .text($0) }) })
  }

  public static let card = EnvironmentCard(
    id: "groupwise-csv", family: .grouped,
    summary: "Rows of a file, with overlapping groups by ranges and values of columns.",
    dynamics:
      """
      Each round presents a row of the file. Features: the columns of numeric, scaled to [0, 1] over all rows; an \
      indicator for each value of each column of categorical, values in the order of their bytes; an indicator for \
      each group that these do not show already. The label is the column target, scaled to [0, 1] over all rows. A \
      NumPy permutation by each shuffle seed gives the order of a replication.
      """,
    feedback: "Features and groups before the prediction, the label after it.",
    truth: "The report groups of each row.",
    comparators: "group: for each report group the least-squares fit, without intercept, to the group's rows alone.",
    parameters: [
      file, header, target, numeric, categorical, missing, groups, reportGroups, GroupedInstances.alwaysOn, order,
      RowOrder.parameter,
      GroupedInstances.comparatorRows,
    ],
    example: [
      "file": "costs.csv", "target": "costs", "numeric": ["age"],
      "groups": [["name": "young", "column": "age", "to": 30]],
    ],
    swift: """
      try GroupwiseCSVModel(file: "costs.csv", target: "costs", horizon: 1000, numeric: ["age"], groups: \
      [.range("young", of: "age", to: 30)])
      """,
    facts: EnvironmentFacts(.given, isStationary: nil, feedback: .full),
    notes:
      """
      The same rows in every replication; labels in [0, 1], losses in [0, 1] for predictions in [0, 1]. The scenario's \
      seed changes nothing here.
      """,
    reference:
      """
      K. Acharya et al., Oracle efficient algorithms for groupwise regret, ICLR 2024, arXiv 2310.04652, medical costs.
      """)

  /// The rows and their order.
  public let instances: GroupedInstances
  private let droppedCount: Int

  /// The number of rows of the file.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try NamedColumns(
      settings[file], header: settings[header], missing: settings[missing],
      used: used(
        target: settings[target], numeric: settings[numeric], categorical: settings[categorical],
        groups: settings[groups], reportGroups: settings[reportGroups], order: settings[order])
    ).table.rowCount
  }

  /// Reads the file.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      file: settings[Self.file], target: settings[Self.target], horizon: horizon, header: settings[Self.header],
      numeric: settings[Self.numeric], categorical: settings[Self.categorical], missing: settings[Self.missing],
      groups: settings[Self.groups], reportGroups: settings[Self.reportGroups],
      alwaysOn: settings[GroupedInstances.alwaysOn],
      order: settings[Self.order], shuffleSeeds: settings[RowOrder.parameter],
      comparatorRows: settings[GroupedInstances.comparatorRows])
  }

  /// Creates the model, which reads the file:
  /// `GroupwiseCSVModel(file: "costs.csv", target: "charges", horizon: 1000, numeric: ["age"])`.
  ///
  /// - Throws: `InvalidSettings` if the file cannot be read, does not have what the arguments name or does not last for
  ///   the horizon, or an argument is out of the range that the card states.
  public init(
    file: DataFile, target: String, horizon: Int, header: Bool = Self.header.default,
    numeric: [String] = Self.numeric.default, categorical: [String] = Self.categorical.default,
    missing: MissingCells = Self.missing.default, groups: [GroupRule] = Self.groups.default,
    reportGroups: [ReportGroup]? = Self.reportGroups.default, alwaysOn: Bool = GroupedInstances.alwaysOn.default,
    order: Order = Self.order.default, shuffleSeeds: [UInt32] = RowOrder.parameter.default,
    comparatorRows: ComparatorRows = GroupedInstances.comparatorRows.default
  ) throws(InvalidSettings) {
    try Self.groups.check(groups)
    try Self.reportGroups.check(reportGroups)
    try RowOrder.parameter.check(shuffleSeeds)
    let file = try NamedColumns(
      file, header: header, missing: missing,
      used: Self.used(
        target: target, numeric: numeric, categorical: categorical, groups: groups, reportGroups: reportGroups,
        order: order))
    let rowOrder = try order.rows(of: file, shuffleSeeds: shuffleSeeds)
    droppedCount = file.droppedCount
    let labels = try file.numbers(target, path: "target")
    let features = try file.features(numeric: numeric, categorical: categorical, targets: [target])
    let rowGroups = try RowGroup.groups(groups, reports: reportGroups, target: target, of: file)
    instances = try GroupedInstances(
      data: Self.data(
        features: features
          + rowGroups.experts.filter { !$0.isShown(by: categorical) }.map { $0.rows.map { $0 ? 1 : 0 } },
        labels: labels, experts: rowGroups.experts, alwaysOn: alwaysOn, reports: rowGroups.reports),
      order: rowOrder, comparatorRows: comparatorRows, horizon: horizon)
  }

  /// The size of the data, the rule of the comparator, and what was left out.
  public var facts: [String] {
    let dropped = "\(counted: droppedCount, "row") of the file left out, because of missing values"
    return instances.facts + (droppedCount > 0 ? [dropped] : [])
  }

  // MARK: Data

  /// The columns that settings name.
  private static func used(
    target: String, numeric: [String], categorical: [String], groups: [GroupRule], reportGroups: [ReportGroup]?,
    order: Order
  ) -> [String] {
    let reported = (reportGroups ?? []).compactMap { if case .rule(let rule) = $0 { rule.column } else { nil } }
    return [target] + numeric + categorical + groups.compactMap(\.column) + reported + order.columns
  }

  /// The table of some columns and groups, before rows are shuffled.
  private static func data(
    features columns: [[Double]], labels: [Double], experts: [RowGroup], alwaysOn: Bool, reports: [RowGroup]
  ) throws(InvalidSettings) -> GroupedData {
    guard 1...NamedColumns.featureLimit ~= columns.count, columns.count * labels.count <= GroupedData.sizeLimit else {
      throw InvalidSettings(
        "",
        """
        \(counted: columns.count, "feature") of \(counted: labels.count, "row"); accepted: 1 to \
        \(NamedColumns.featureLimit) features, at most \(GroupedData.sizeLimit) numbers in all; name columns in numeric \
        or categorical
        """)
    }
    let all = (name: GroupedData.alwaysOn, rows: Array(repeating: true, count: labels.count))
    let groups = experts.map { (name: $0.name, rows: $0.rows) } + (alwaysOn ? [all] : [])
    guard !groups.isEmpty else {
      throw InvalidSettings("groups", "no group and no always-on expert; accepted: at least one of them")
    }
    return GroupedData(
      featureCount: columns.count,
      features: labels.indices.flatMap { row in columns.map { $0[row] } },
      labels: GroupedData.scaled(labels),
      expertGroups: Memberships(groups, rowCount: labels.count),
      reportGroups: Memberships(reports.map { (name: $0.name, rows: $0.rows) }, rowCount: labels.count))
  }
}
