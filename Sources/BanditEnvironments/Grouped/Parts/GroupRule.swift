import BanditCards
import BanditGames

/// A group of the rows of a file, as a scenario describes it.
struct GroupRule {
  let name: String
  /// For each row, whether it is in the group.
  let rows: [Bool]
  /// The column whose value makes the group, if one does.
  private let valueColumn: String?

  /// The keys of a rule.
  static func parameters(columnIsRequired: Bool) -> [AnyParameter] {
    [
      AnyParameter("name", "The group's name in the results.", .text, default: .required),
      AnyParameter(
        "column", "The column that decides.", .text,
        default: columnIsRequired ? .required : .absent("the rule is all")),
      AnyParameter(
        "from", "The least number of the group.", .number(.finite), default: .absent("no lower bound")),
      AnyParameter(
        "to", "The bound that numbers of the group stay below.", .number(.finite), default: .absent("no upper bound")),
      AnyParameter(
        "equals", "The value of the group: a text as in the file, or a number.", .either([.number(.finite), .text]),
        default: .absent("a range")),
    ]
  }

  /// The groups of a scenario: those with experts, and those on which regret is reported.
  static func rules(
    _ settings: Settings, of file: DataFile
  ) throws(InvalidSettings) -> (experts: [GroupRule], reports: [GroupRule]) {
    var experts: [GroupRule] = []
    for (place, setting) in settings.list("groups").enumerated() {
      guard case .object(let rule) = setting else { continue }
      let path = "groups[\(place)]"
      experts.append(try GroupRule(rule, of: file, path: path))
      try checkName(experts[place].name, against: experts.dropLast(), path: "\(path).name")
    }
    let all = GroupRule(name: GroupedData.alwaysOn, rows: Array(repeating: true, count: file.table.rowCount))
    guard settings.has("reportGroups") else { return (experts, experts + [all]) }
    let known = experts + [all]
    var reports: [GroupRule] = []
    for (place, setting) in settings.list("reportGroups").enumerated() {
      let path = "reportGroups[\(place)]"
      switch setting {
      case .text(let name): reports.append(try find(name, in: known, path: path))
      case .object(let rule) where rule.has("all"):
        reports.append(try intersection(rule, in: known, path: path))
        try checkName(reports[place].name, against: known[...], path: "\(path).name")
      case .object(let rule):
        guard rule.has("column") else {
          throw InvalidSettings(path, "neither a \"column\" nor \"all\"; accepted: one of the two")
        }
        reports.append(try GroupRule(rule, of: file, path: path))
        try checkName(reports[place].name, against: known[...], path: "\(path).name")
      default: continue
      }
      if reports.dropLast().contains(where: { $0.name == reports[place].name }) {
        throw InvalidSettings(path, "the group \"\(reports[place].name)\" stands twice; accepted: different groups")
      }
    }
    return (experts, reports)
  }

  /// Whether the indicators of some columns show the group already.
  func isShown(by categorical: [String]) -> Bool { valueColumn.map(categorical.contains) ?? false }

  private init(name: String, rows: [Bool], valueColumn: String? = nil) {
    self.name = name
    self.rows = rows
    self.valueColumn = valueColumn
  }

  /// A group by a range or a value of a column.
  private init(_ rule: Settings, of file: DataFile, path: String) throws(InvalidSettings) {
    let column = rule.text("column")
    let isRange = rule.has("from") || rule.has("to")
    guard isRange != rule.has("equals"), !rule.has("all") else {
      throw InvalidSettings(
        path, "the rule of a group is \"from\", \"to\" or both, or else \"equals\"; accepted: one of the two kinds")
    }
    let rows: [Bool]
    if case .text(let value)? = rule["equals"] {
      rows = try file.fields(column, path: "\(path).column").map { $0 == value }
    } else {
      let value = rule["equals"]?.asNumber
      let (from, to) = (rule["from"]?.asNumber ?? -.infinity, rule["to"]?.asNumber ?? .infinity)
      rows = try file.numbers(column, path: "\(path).column").map { number in
        value.map { number == $0 } ?? (from <= number && number < to)
      }
    }
    self.init(name: rule.text("name"), rows: rows, valueColumn: isRange ? nil : column)
    guard rows.contains(true) else {
      throw InvalidSettings(path, "no row of the file is in the group \"\(name)\"")
    }
  }

  private static func intersection(
    _ rule: Settings, in known: [GroupRule], path: String
  ) throws(InvalidSettings) -> GroupRule {
    for key in ["column", "from", "to", "equals"] where rule.has(key) {
      throw InvalidSettings("\(path).\(key)", "stands beside \"all\"; accepted: one of the two")
    }
    var rows = Array(repeating: true, count: known[0].rows.count)
    for (place, name) in rule.texts("all").enumerated() {
      let members = try find(name, in: known, path: "\(path).all[\(place)]").rows
      for row in rows.indices { rows[row] = rows[row] && members[row] }
    }
    guard rows.contains(true) else {
      throw InvalidSettings(path, "no row of the file is in the group \"\(rule.text("name"))\"")
    }
    return GroupRule(name: rule.text("name"), rows: rows)
  }

  private static func find(
    _ name: String, in known: [GroupRule], path: String
  ) throws(InvalidSettings) -> GroupRule {
    guard let group = known.first(where: { $0.name == name }) else {
      let names = known.map { "\"\($0.name)\"" }.joined(separator: ", ")
      throw InvalidSettings(path, "there is no group \"\(name)\"; accepted: \(names)")
    }
    return group
  }

  private static func checkName(
    _ name: String, against others: ArraySlice<GroupRule>, path: String
  ) throws(InvalidSettings) {
    guard !name.isEmpty, name != GroupedData.alwaysOn, !others.contains(where: { $0.name == name }) else {
      throw InvalidSettings(
        path, "the name \"\(name)\" is empty, taken or \"\(GroupedData.alwaysOn)\"; accepted: a name of its own")
    }
    guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw InvalidSettings(path, "the name has a control character; accepted: a name of one line")
    }
  }
}
