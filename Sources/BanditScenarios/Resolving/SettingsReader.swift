import BanditCards
import BanditExperiments
import BanditGames
import Foundation

/// Turns located values into settings, by the kinds that cards declare.
struct SettingsReader {
  /// Where the data files are; `nil` leaves paths as they are written.
  let data: DataFiles?
  /// Where problems go.
  var log: IssueLog
  /// The data files that the settings name.
  private(set) var files: [DataFile] = []

  /// Creates a reader.
  init(data: DataFiles?, log: IssueLog) {
    self.data = data
    self.log = log
  }

  /// The settings of an object in the order of the card, with defaults but for those of late comers; `nil` if anything is
  /// wrong.
  ///
  /// - Parameter reserved: keys of the object that are no parameters.
  mutating func settings(
    of object: LocatedValue, parameters: [AnyParameter], reserved: [String] = [], path: String
  ) -> Settings? {
    let read = available(in: object, parameters: parameters, reserved: reserved, path: path)
    return read.isComplete ? read.settings : nil
  }

  /// The settings that an object does give, and whether that is all and nothing is wrong.
  mutating func available(
    in object: LocatedValue, parameters: [AnyParameter], reserved: [String] = [], path: String
  ) -> (settings: Settings, isComplete: Bool) {
    guard case .object(let members) = object.content else {
      log.report(object.position, path, "found \(object.found); accepted: an object")
      return (Settings(), false)
    }
    let known = reserved + parameters.map(\.name)
    var isComplete = true
    for member in members where !known.contains(member.key) {
      isComplete = false
      log.report(
        member.keyPosition, SettingsReader.join(path, member.key),
        "unknown key; accepted: \(QuotedList.list(known))\(NearestName.hint(for: member.key, among: known))")
    }
    var entries: [Settings.Entry] = []
    for parameter in parameters {
      let place = SettingsReader.join(path, parameter.name)
      if let value = object[parameter.name] {
        if let setting = setting(of: value, kind: parameter.kind, path: place) {
          if !parameter.leavesOut(setting) { entries.append(Settings.Entry(parameter.name, setting)) }
        } else {
          isComplete = false
        }
        continue
      }
      switch parameter.defaultValue {
      case .value(let setting):
        if !parameter.leavesOut(setting) { entries.append(Settings.Entry(parameter.name, setting)) }
      case .absent: break
      case .required:
        isComplete = false
        log.report(object.position, place, "this key is required; accepted: \(SettingsReader.accepted(parameter.kind))")
      }
    }
    return (Settings(entries), isComplete)
  }

  /// The setting that a value stands for; `nil` if it is none of the kind.
  mutating func setting(of value: LocatedValue, kind: ParameterKind, path: String) -> Setting? {
    switch (kind, value.content) {
    case (.number(let range), .number(let number)) where range.contains(number): return .number(number)
    case (.number(let range), .whole(let whole)) where range.contains(Double(whole)): return .number(Double(whole))
    case (.whole(let range), .whole(let whole)) where range.contains(whole): return .whole(whole)
    case (.flag, .flag(let flag)): return .flag(flag)
    case (.choice(let words), .text(let text)) where words.contains(text): return .text(text)
    case (.text, .text(let text)): return .text(text)
    case (.file, .text(let text)): return file(text, at: value.position, path: path)
    case (.list(let element, let count), .list(let elements)) where count.contains(elements.count):
      return list(elements, of: element, path: path)
    case (.anyObject, .object): return anything(value, path: path)
    case (.object(let parameters), .object):
      return settings(of: value, parameters: parameters, path: path).map { .object($0) }
    case (.variant(let tag, let variants), .object):
      return variant(value, tag: tag, variants: variants, path: path)
    case (.oneKey(let parameters), .object(let members)) where members.count == 1:
      return oneKey(value, member: members[0], parameters: parameters, path: path)
    case (.either(let kinds), _):
      return either(value, kinds: kinds, path: path)
    default:
      log.report(value.position, path, SettingsReader.mismatch(value, kind))
      return nil
    }
  }

  /// A key below a path.
  static func join(_ path: String, _ key: String) -> String {
    path.isEmpty ? key : key.isEmpty ? path : key.hasPrefix("[") ? path + key : "\(path).\(key)"
  }

  // MARK: Compound kinds

  private mutating func list(_ elements: [LocatedValue], of kind: ParameterKind, path: String) -> Setting? {
    var settings: [Setting] = []
    for (index, element) in elements.enumerated() {
      if let setting = setting(of: element, kind: kind, path: "\(path)[\(index)]") { settings.append(setting) }
    }
    return settings.count == elements.count ? .list(settings) : nil
  }

  /// A value of any shape, without `null`.
  private mutating func anything(_ value: LocatedValue, path: String) -> Setting? {
    switch value.content {
    case .flag(let flag): return .flag(flag)
    case .whole(let whole): return .whole(whole)
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .list(let elements):
      let settings = elements.enumerated().compactMap { anything($0.element, path: "\(path)[\($0.offset)]") }
      return settings.count == elements.count ? .list(settings) : nil
    case .object(let members):
      let entries = members.compactMap { member in
        anything(member.value, path: SettingsReader.join(path, member.key)).map { Settings.Entry(member.key, $0) }
      }
      return entries.count == members.count ? .object(Settings(entries)) : nil
    case .null:
      log.report(value.position, path, "found null; accepted: any other value, or leave the key out")
      return nil
    }
  }

  private mutating func variant(
    _ value: LocatedValue, tag: String, variants: [ParameterKind.Variant], path: String
  ) -> Setting? {
    let place = SettingsReader.join(path, tag)
    let choice = ParameterKind.choice(variants.map(\.name))
    guard let name = value[tag] else {
      log.report(value.position, place, "this key is required; accepted: \(SettingsReader.accepted(choice))")
      return nil
    }
    guard case .text(let text)? = setting(of: name, kind: choice, path: place),
      let variant = variants.first(where: { $0.name == text }),
      let settings = settings(of: value, parameters: variant.parameters, reserved: [tag], path: path)
    else { return nil }
    return .object(Settings([Settings.Entry(tag, .text(text))] + settings.entries))
  }

  private mutating func oneKey(
    _ value: LocatedValue, member: LocatedValue.Member, parameters: [AnyParameter], path: String
  ) -> Setting? {
    guard let meant = parameters.first(where: { $0.name == member.key }) else {
      let known = parameters.map(\.name)
      log.report(
        member.keyPosition, SettingsReader.join(path, member.key),
        "unknown key; accepted: exactly one of \(QuotedList.list(known))\(NearestName.hint(for: member.key, among: known))"
      )
      return nil
    }
    return settings(of: value, parameters: [meant], path: path).map { .object($0) }
  }

  /// The first alternative that fits. Where none does, a list or an object is judged by the only
  /// alternative of its shape, of several objects by the one that has most of its keys, because there the mistake
  /// lies inside.
  private mutating func either(_ value: LocatedValue, kinds: [ParameterKind], path: String) -> Setting? {
    for kind in kinds {
      var trial = SettingsReader(data: data, log: IssueLog(sources: log.sources))
      if let setting = trial.setting(of: value, kind: kind, path: path) {
        files += trial.files
        return setting
      }
    }
    let alike = kinds.filter { $0.hasShape(of: value) }
    let most = alike.map { $0.sharedKeys(with: value) }.max() ?? 0
    let closest = alike.count == 1 ? alike : alike.filter { most > 0 && $0.sharedKeys(with: value) == most }
    if closest.count == 1 { return setting(of: value, kind: closest[0], path: path) }
    log.report(value.position, path, SettingsReader.mismatch(value, .either(kinds)))
    return nil
  }

  private mutating func file(_ name: String, at position: SourcePosition, path: String) -> Setting? {
    guard let data else { return .text(name) }
    let file = data.file(name)
    guard FileManager.default.isReadableFile(atPath: file.path) else {
      log.report(
        position, path,
        "found \(JSONText.quoted(name)), which cannot be read; accepted: the path of a file, relative to the scenario")
      return nil
    }
    guard file.size != nil else {
      log.report(
        position, path, "found \(JSONText.quoted(name)), a folder or a device; accepted: the path of a regular file")
      return nil
    }
    files.append(file)
    return .file(file)
  }

  // MARK: Messages

  private static func mismatch(_ value: LocatedValue, _ kind: ParameterKind) -> String {
    var message = "found \(value.found); accepted: \(accepted(kind))"
    switch value.content {
    case .text(let text):
      message += NearestName.hint(for: text, among: kind.words)
      if kind.contains(where: \.isNumeric), looksLikeNumber(text) {
        message += " (numbers are written as in JSON: 0.5, 12, 1e4; no quotes)"
      }
    case .number(let number) where number.magnitude >= 0x1p63 && kind.contains(where: \.isWhole):
      message += "; the largest whole number is \(Int.max)"
    case .whole, .number, .flag:
      if case .text = kind { message += value.quotesNeeded }
    default: break
    }
    return message
  }

  private static func accepted(_ kind: ParameterKind) -> String {
    // Not `description`: the list of generators would fill the screen.
    if case .choice(let words) = kind { "one of \(QuotedList.list(words))" } else { kind.description }
  }

  /// Whether a text is a number in some other notation.
  private static func looksLikeNumber(_ text: String) -> Bool {
    text.utf8.count <= 100 && Double(text.filter { $0 != "_" }) != nil
  }
}

extension ParameterKind {
  /// The words among what is accepted, for "did you mean".
  fileprivate var words: [String] {
    switch self {
    case .choice(let words): words
    case .either(let kinds): kinds.flatMap(\.words)
    default: []
    }
  }

  /// Whether a list is to be compared with a list, an object with an object.
  fileprivate func hasShape(of value: LocatedValue) -> Bool {
    switch (self, value.content) {
    case (.list, .list), (.object, .object), (.variant, .object), (.oneKey, .object), (.anyObject, .object): true
    default: false
    }
  }

  /// How many keys of an object are parameters; 0 for everything that is not an object of fixed keys.
  fileprivate func sharedKeys(with value: LocatedValue) -> Int {
    guard case .object(let parameters) = self, case .object(let members) = value.content else { return 0 }
    return members.count { member in parameters.contains { $0.name == member.key } }
  }

  fileprivate var isWhole: Bool {
    if case .whole = self { true } else { false }
  }

  fileprivate var isNumeric: Bool {
    if case .number = self { true } else { isWhole }
  }

  /// Whether this or one of its alternatives is of a sort.
  fileprivate func contains(where isWanted: (ParameterKind) -> Bool) -> Bool {
    guard case .either(let kinds) = self else { return isWanted(self) }
    return kinds.contains { $0.contains(where: isWanted) }
  }
}
