import BanditCards

/// A group of the rows of a file as a scenario describes it: by a range or a value of a column, or as the rows that are
/// in every one of some groups.
public struct GroupRule: Hashable, Sendable {
  /// What fields of a column are compared with.
  public enum Value: Hashable, Sendable {
    /// A text as in the file.
    case text(String)
    /// A number, for a column of numbers.
    case number(Double)
  }

  /// The group's name in the results.
  public let name: String
  let column: String?
  let from: Double?
  let to: Double?
  let equals: Value?
  let all: [String]?

  private init(
    name: String, column: String? = nil, from: Double? = nil, to: Double? = nil, equals: Value? = nil,
    all: [String]? = nil
  ) {
    self.name = name
    self.column = column
    self.from = from
    self.to = to
    self.equals = equals
    self.all = all
  }

  /// The rows whose number in a column is at least `from` and below `to`, one of which may be left out.
  public static func range(_ name: String, of column: String, from: Double? = nil, to: Double? = nil) -> GroupRule {
    GroupRule(name: name, column: column, from: from, to: to)
  }

  /// The rows with a value in a column.
  public static func value(_ name: String, of column: String, equals value: Value) -> GroupRule {
    GroupRule(name: name, column: column, equals: value)
  }

  /// The rows that are in every one of some groups; for report groups.
  public static func intersection(_ name: String, of groups: [String]) -> GroupRule {
    GroupRule(name: name, all: groups)
  }
}

extension GroupRule {
  /// The kind of a group with an expert.
  static let kind = ParameterKind.object(parameters(columnIsRequired: true))

  /// The kind of a rule among the groups on which regret is reported.
  static let reportKind = ParameterKind.object(
    parameters(columnIsRequired: false) + [
      AnyParameter(
        "all", "The names of the groups whose common rows these are.", .list(of: .text),
        default: .absent("a rule by a column"))
    ])

  /// The keys of a rule.
  private static func parameters(columnIsRequired: Bool) -> [AnyParameter] {
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

  /// The rule that a setting describes; `nil` for a setting that is no object.
  init?(_ setting: Setting) {
    guard case .object(let rule) = setting else { return nil }
    let equals: Value? =
      if case .text(let text)? = rule["equals"] { .text(text) } else { (rule["equals"]?.asNumber).map { .number($0) } }
    self.init(
      name: rule.text("name"), column: rule["column"]?.asText, from: rule["from"]?.asNumber, to: rule["to"]?.asNumber,
      equals: equals, all: rule["all"].flatMap(GroupRule.texts))
  }

  /// The setting that describes it.
  var setting: Setting {
    let value: Setting? =
      switch equals {
      case .text(let text)?: .text(text)
      case .number(let number)?: .number(number)
      case nil: nil
      }
    let entries: [(String, Setting?)] = [
      ("name", .text(name)), ("column", column.map { .text($0) }), ("from", from.map { .number($0) }),
      ("to", to.map { .number($0) }), ("equals", value), ("all", all.map { .list($0.map { .text($0) }) }),
    ]
    return .object(Settings(entries.compactMap { name, value in value.map { Settings.Entry(name, $0) } }))
  }

  /// The texts of a list; `nil` for a setting that is no list.
  static func texts(_ setting: Setting) -> [String]? {
    guard case .list(let elements) = setting else { return nil }
    return elements.compactMap(\.asText)
  }
}

/// A group on which regret is reported.
public enum ReportGroup: Hashable, Sendable {
  /// A group with an expert, or always-on.
  case named(String)
  /// The rows that a rule describes.
  case rule(GroupRule)
}

extension ReportGroup {
  /// The kind of a group on which regret is reported.
  static let kind = ParameterKind.either([.text, GroupRule.reportKind])

  /// The group that a setting of `kind` describes; `nil` for any other setting.
  init?(_ setting: Setting) {
    if case .text(let name) = setting {
      self = .named(name)
    } else if let rule = GroupRule(setting) {
      self = .rule(rule)
    } else {
      return nil
    }
  }

  /// The setting that describes it.
  var setting: Setting {
    switch self {
    case .named(let name): .text(name)
    case .rule(let rule): rule.setting
    }
  }
}
