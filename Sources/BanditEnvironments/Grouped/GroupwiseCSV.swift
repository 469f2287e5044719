import BanditCards
import BanditGames
import BanditStreams

/// The environment `groupwise-csv` of scenario files: any table of comma-separated values whose groups the
/// scenario describes.
public struct GroupwiseCSVModel: GroupedDataModel {
  public static let card = EnvironmentCard(
    id: "groupwise-csv", family: .grouped,
    summary: "Rows of a file, with overlapping groups by ranges and values of columns.",
    dynamics:
      """
      Each round presents a row of the file. Features: the columns of numeric, scaled to [0, 1] over all rows; an \
      indicator for each value of each column of categorical, values in the order of their bytes; an indicator for each \
      group that these do not show already. The label is the column target, scaled to [0, 1] over all rows. A NumPy \
      permutation by each shuffle seed gives the order of a replication.
      """,
    feedback: "Features and groups before the prediction, the label after it.",
    truth: "The report groups of each row.",
    comparators: "group: for each report group the least-squares fit, without intercept, to the group's rows alone.",
    parameters: [
      AnyParameter(
        "file", "The file: comma-separated values, the first row names the columns.", .file, default: .required),
      AnyParameter("target", "The column to be predicted; numbers.", .text, default: .required),
      AnyParameter(
        "numeric", "The columns that are features as they are, scaled; numbers.", .list(of: .text, atLeast: 0),
        default: .value(.list([])), why: "name what there is"),
      AnyParameter(
        "categorical", "The columns whose values become indicators.", .list(of: .text, atLeast: 0),
        default: .value(.list([])), why: "name what there is"),
      AnyParameter(
        "groups",
        """
        The groups that have an expert of their own: the rows with from <= column < to (one of the two may be left \
        out), or whose column equals a value.
        """,
        .list(of: .object(GroupRule.parameters(columnIsRequired: true)), atLeast: 0), default: .value(.list([])),
        why: "name what there is"),
      AnyParameter(
        "reportGroups",
        """
        The groups on which regret is reported: names of groups, always-on, rules as in groups, or all, the rows that \
        are in every one of some groups.
        """,
        .list(
          of: .either([
            .text,
            .object(
              GroupRule.parameters(columnIsRequired: false) + [
                AnyParameter(
                  "all", "The names of the groups whose common rows these are.", .list(of: .text),
                  default: .absent("a rule by a column"))
              ]),
          ])), default: .absent("every group, and always-on")),
      GroupedInstances.alwaysOn,
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
      RowOrder.parameter, GroupedInstances.comparatorRows,
    ],
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

  /// The number of rows of the file.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    try DataFile(settings: settings).table.rowCount
  }

  /// Reads the file.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let file = try DataFile(settings: settings)
    let seeds = RowOrder.seeds(settings)
    let order: RowOrder
    switch settings["order"] {
    case .object(let sorting):
      let isAscending = sorting.has("ascending")
      let key = isAscending ? "ascending" : "descending"
      let numbers = try file.numbers(sorting.text(key), path: "order.\(key)")
      order = .sorted(by: numbers, ascending: isAscending, shuffleSeeds: seeds)
    case .text("given"): order = .given
    default: order = .shuffled(seeds)
    }
    instances = try GroupedInstances(
      data: GroupwiseCSVModel.data(of: file, settings: settings), order: order, settings: settings, horizon: horizon)
  }

  // MARK: Data

  /// The most features of a row; every group keeps the square of that.
  private static let featureLimit = 2000

  /// The table that the settings make of a file, before rows are shuffled.
  static func data(of file: DataFile, settings: Settings) throws(InvalidSettings) -> GroupedData {
    let categorical = settings.texts("categorical")
    let target = settings.text("target")
    let labels = try file.numbers(target, path: "target")
    var columns: [[Double]] = []
    for (place, name) in settings.texts("numeric").enumerated() {
      columns.append(GroupedData.scaled(try file.feature(name, target, path: "numeric[\(place)]", file.numbers)))
    }
    for (place, name) in categorical.enumerated() {
      let fields = try file.feature(name, target, path: "categorical[\(place)]", file.fields)
      // By bytes, not in the order of some language.
      let values = Set(fields).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let count = columns.count + values.count
      guard count <= featureLimit, count * labels.count <= GroupedData.sizeLimit else {
        throw InvalidSettings(
          "categorical[\(place)]",
          """
          \(values.count) different values in \(labels.count) rows; accepted: at most \(featureLimit) features and \
          \(GroupedData.sizeLimit) numbers in all
          """)
      }
      columns += values.map { value in fields.map { $0 == value ? 1 : 0 } }
    }
    let rules = try GroupRule.rules(settings, of: file)
    for rule in rules.experts where !rule.isShown(by: categorical) { columns.append(rule.rows.map { $0 ? 1 : 0 }) }
    guard 1...featureLimit ~= columns.count, columns.count * labels.count <= GroupedData.sizeLimit else {
      throw InvalidSettings(
        "",
        """
        \(columns.count) features of \(labels.count) rows; accepted: 1 to \(featureLimit) features, at most \
        \(GroupedData.sizeLimit) numbers in all; name columns in numeric or categorical
        """)
    }
    let all = (name: GroupedData.alwaysOn, rows: Array(repeating: true, count: labels.count))
    let experts = rules.experts.map { (name: $0.name, rows: $0.rows) } + (settings.flag("alwaysOn") ? [all] : [])
    guard !experts.isEmpty else {
      throw InvalidSettings("groups", "no group and no always-on expert; accepted: at least one of them")
    }
    return GroupedData(
      featureCount: columns.count,
      features: labels.indices.flatMap { row in columns.map { $0[row] } },
      labels: GroupedData.scaled(labels),
      expertGroups: Memberships(experts, rowCount: labels.count),
      reportGroups: Memberships(rules.reports.map { (name: $0.name, rows: $0.rows) }, rowCount: labels.count))
  }
}
