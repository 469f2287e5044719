import BanditCards
import BanditGames

/// A group of the rows of a file.
struct RowGroup {
  let name: String
  /// For each row, whether it is in the group.
  let rows: [Bool]
  /// The column whose value makes the group, if one does.
  private let valueColumn: String?

  /// The groups that rules describe: those with experts, and those on which regret is reported.
  ///
  /// - Parameters:
  ///   - reports: `nil` reports every group and the one of all rows.
  ///   - target: the column of the labels, which no expert may know beforehand.
  static func groups(
    _ rules: [GroupRule], reports: [ReportGroup]?, target: String, of file: NamedColumns
  ) throws(InvalidSettings) -> (experts: [RowGroup], reports: [RowGroup]) {
    var experts: [RowGroup] = []
    for (place, rule) in rules.enumerated() {
      let path = "groups[\(place)]"
      guard rule.column != target else {
        throw InvalidSettings(
          "\(path).column",
          """
          \(JSONText.quoted(target)) is the target, and who knows the group before the prediction knows something of \
          the label; accepted: other columns; regret on this group can be had by a rule in reportGroups
          """)
      }
      experts.append(try RowGroup(rule, of: file, path: path))
      try checkName(experts[place].name, against: experts.dropLast(), path: "\(path).name")
    }
    let all = RowGroup(name: GroupedData.alwaysOn, rows: Array(repeating: true, count: file.table.rowCount))
    let known = experts + [all]
    guard let reports else { return (experts, known) }
    var reported: [RowGroup] = []
    for (place, report) in reports.enumerated() {
      let path = "reportGroups[\(place)]"
      switch report {
      case .named(let name): reported.append(try find(name, in: known, path: path))
      case .rule(let rule):
        if let names = rule.all {
          reported.append(try intersection(rule, of: names, in: known, path: path))
        } else {
          reported.append(try RowGroup(rule, of: file, path: path))
        }
        try checkName(reported[place].name, against: known[...], path: "\(path).name")
      }
      if reported.dropLast().contains(where: { $0.name == reported[place].name }) {
        throw InvalidSettings(
          path, "the group \(JSONText.quoted(reported[place].name)) is repeated; accepted: different groups")
      }
    }
    return (experts, reported)
  }

  /// Whether the indicators of some columns show the group already.
  func isShown(by categorical: [String]) -> Bool { valueColumn.map(categorical.contains) ?? false }

  private init(name: String, rows: [Bool], valueColumn: String? = nil) {
    self.name = name
    self.rows = rows
    self.valueColumn = valueColumn
  }

  /// A group by a range or a value of a column.
  private init(_ rule: GroupRule, of file: NamedColumns, path: String) throws(InvalidSettings) {
    guard let column = rule.column else {
      throw InvalidSettings(path, "neither a \"column\" nor \"all\"; accepted: one of the two")
    }
    let isRange = rule.from != nil || rule.to != nil
    guard isRange != (rule.equals != nil) else {
      throw InvalidSettings(
        path, "the rule of a group is \"from\", \"to\" or both, or else \"equals\"; accepted: one of the two kinds")
    }
    let rows: [Bool]
    switch rule.equals {
    case .text(let value)?:
      rows = try file.fields(column, path: "\(path).column").map { $0 == value }
    case .number(let value)?:
      rows = try file.numbers(column, path: "\(path).column").map { $0 == value }
    case nil:
      let (from, to) = (rule.from ?? -.infinity, rule.to ?? .infinity)
      rows = try file.numbers(column, path: "\(path).column").map { from <= $0 && $0 < to }
    }
    self.init(name: rule.name, rows: rows, valueColumn: isRange ? nil : column)
    guard rows.contains(true) else {
      throw InvalidSettings(path, "no row of the file is in the group \(JSONText.quoted(name))")
    }
  }

  private static func intersection(
    _ rule: GroupRule, of names: [String], in known: [RowGroup], path: String
  ) throws(InvalidSettings) -> RowGroup {
    let others = [
      ("column", rule.column != nil), ("from", rule.from != nil), ("to", rule.to != nil),
      ("equals", rule.equals != nil),
    ]
    for (key, isGiven) in others where isGiven {
      throw InvalidSettings("\(path).\(key)", "is given together with \"all\"; accepted: one of the two")
    }
    var rows = Array(repeating: true, count: known[0].rows.count)
    for (place, name) in names.enumerated() {
      let members = try find(name, in: known, path: "\(path).all[\(place)]").rows
      for row in rows.indices { rows[row] = rows[row] && members[row] }
    }
    guard rows.contains(true) else {
      throw InvalidSettings(path, "no row of the file is in the group \(JSONText.quoted(rule.name))")
    }
    return RowGroup(name: rule.name, rows: rows)
  }

  private static func find(
    _ name: String, in known: [RowGroup], path: String
  ) throws(InvalidSettings) -> RowGroup {
    guard let group = known.first(where: { $0.name == name }) else {
      let names = known.map(\.name)
      throw InvalidSettings(
        path,
        "there is no group \(JSONText.quoted(name)); accepted: \(QuotedList.list(names))"
          + NearestName.hint(for: name, among: names))
    }
    return group
  }

  private static func checkName(
    _ name: String, against others: ArraySlice<RowGroup>, path: String
  ) throws(InvalidSettings) {
    guard !name.isEmpty, name != GroupedData.alwaysOn, !others.contains(where: { $0.name == name }) else {
      throw InvalidSettings(
        path,
        "the name \(JSONText.quoted(name)) is empty, taken or \"\(GroupedData.alwaysOn)\"; accepted: a name of its own")
    }
    guard JSONText.visible(name) == name, name.utf8.count <= 200 else {
      throw InvalidSettings(
        path, "the name has a control character or more than 200 bytes; accepted: a visible name of one line")
    }
  }
}
