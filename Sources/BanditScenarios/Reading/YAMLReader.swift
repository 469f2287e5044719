internal import CYaml
import Yams

/// Turns the text of a scenario, JSON or YAML, into a located tree.
///
/// JSON is read as the part of YAML that it is. Anchors, aliases and tags are refused: they make a
/// scenario mean something else than what is written there.
struct YAMLReader {
  private let text: SourceText
  private let source: Int
  /// The keys that were changed to get past the parser, by their places.
  private var hiddenKeys: [SourcePosition: String] = [:]
  private var log: IssueLog
  /// Where the value being converted is: made a path only for a problem, because a file can have long keys and
  /// millions of values.
  private var trail: [Step] = []

  private var isTooDeep = false

  private enum Step {
    case key(String)
    case index(Int)
  }

  /// The deepest value, in levels of lists and objects; nothing that scenarios can say is half as deep.
  private static let depthLimit = 100

  /// Tells the parser, which would go ten times as deep, more than the stack of a thread may hold.
  private static let limitDepth: Void = yaml_set_max_nest_level(Int32(depthLimit + 1))

  /// The tree of a text; `nil` if problems were reported.
  static func read(_ bytes: [UInt8], source: Int, log: inout IssueLog) -> LocatedValue? {
    _ = limitDepth
    do throws(Mistake) {
      let text = try SourceText(bytes, source: source)
      var reader = YAMLReader(text: text, source: source, log: log)
      let root = try reader.compose()
      let value = reader.convert(root)
      defer { log = reader.log }
      return reader.log.count == log.count ? value : nil
    } catch {
      log.report(error)
      return nil
    }
  }

  private init(text: SourceText, source: Int, log: IssueLog) {
    self.text = text
    self.source = source
    self.log = log
  }

  // MARK: Composing

  /// The parser's tree.
  ///
  /// Three things are hidden from the parser by stand-ins of the same width. Aliases, because it would
  /// resolve them silently (and a few lines can stand for a tree of astronomic size). The first of
  /// equal keys, because it would refuse them without naming the second place. And surrogate pairs in
  /// escapes, which are JSON but not YAML.
  private mutating func compose() throws(Mistake) -> Node {
    var scalars = text.scalars.map { $0 == "*" ? YAMLReader.star : $0 }
    var backslashes = 0
    for (index, scalar) in text.scalars.enumerated() {
      // A backslash that is escaped itself begins no escape.
      if scalar == "\\", backslashes.isMultiple(of: 2), YAMLReader.pair(in: text.scalars, at: index) != nil {
        scalars[index] = YAMLReader.backslash
        scalars[index + 6] = YAMLReader.backslash
      }
      backslashes = scalar == "\\" ? backslashes + 1 : 0
    }
    var pending: Mistake?
    // Different stand-ins, so that a key that is given three times is not equal to itself again.
    for standIn in SourceText.standIns.dropFirst(2) {
      do {
        var content = String.UnicodeScalarView()
        content.append(contentsOf: scalars)
        // Scalars are judged by `PlainScalar`; the default resolver's regular expressions cost 3 MB for nothing.
        let parser = try Parser(yaml: String(content), resolver: .basic, encoding: .utf8)
        if let root = try parser.singleRoot() { return root }
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let first = position(context.mark)
        let name = original(names.first ?? "", style: .doubleQuoted)
        let problem = Mistake(position: first, path: name, message: "the key is repeated in the same object")
        guard let index = text.index(of: first), hiddenKeys[first] == nil, !name.isEmpty else { throw problem }
        hiddenKeys[first] = name
        scalars["\"'".unicodeScalars.contains(scalars[index]) ? index + 1 : index] = standIn
        pending = problem
        continue
      } catch {
        // Hiding a key that is a list breaks the text.
        throw pending ?? self.problem(error)
      }
      throw Mistake(
        position: position(nil),
        message: source == 0 ? "the file is empty; accepted: one object" : "there is no value here")
    }
    throw pending ?? Mistake(position: position(nil), message: "keys are repeated in the same object")
  }

  private func problem(_ error: any Error) -> Mistake {
    switch error {
    case YamlError.composer(_, _, let mark, _):
      Mistake(position: position(mark), message: "a second document begins here; accepted: one object in one document")
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _):
      // The parser sees the end of the text on a line of its own.
      Mistake(position: min(position(mark), text.end), message: message(problem, context))
    default:
      Mistake(position: position(nil), message: "cannot be parsed as JSON or YAML")
    }
  }

  private func message(_ problem: String, _ context: YamlError.Context?) -> String {
    if problem == "found invalid Unicode character escape code" {
      return "found an escape of half a surrogate pair or of no character; write the character itself"
    }
    if problem.hasPrefix("Maximum nesting level") { return YAMLReader.tooDeep }
    let place =
      context.map { context in
        let begin = min(position(context.mark), text.end)
        return ", \(context.text) at \(begin.line):\(begin.column)"
      } ?? ""
    return original("not JSON or YAML: \(problem)\(place)", style: .plain)
  }

  private static let tooDeep = "nested too deeply; accepted: at most \(depthLimit) levels"

  // MARK: Converting

  private mutating func convert(_ node: Node) -> LocatedValue {
    let position = position(node.mark)
    refuseProperties(at: position)
    // The parser counts what it has read ahead, and lets short lines be deeper.
    if trail.count > YAMLReader.depthLimit {
      if !isTooDeep { log.report(position, "", YAMLReader.tooDeep) }
      isTooDeep = true
      return LocatedValue(content: .null, position: position)
    }
    switch node {
    case .scalar(let scalar):
      return LocatedValue(content: content(of: scalar, at: position), position: position)
    case .sequence(let sequence):
      var elements: [LocatedValue] = []
      for (index, element) in sequence.enumerated() {
        trail.append(.index(index))
        elements.append(convert(element))
        trail.removeLast()
      }
      return LocatedValue(content: .list(elements), position: position)
    case .mapping(let mapping):
      return LocatedValue(content: .object(members(of: mapping)), position: position)
    case .alias:
      report(position, YAMLReader.refusal)
      return LocatedValue(content: .null, position: position)
    }
  }

  private mutating func members(of mapping: Node.Mapping) -> [LocatedValue.Member] {
    var members: [LocatedValue.Member] = []
    var places: [String: SourcePosition] = [:]
    for (keyNode, valueNode) in mapping {
      let keyPosition = position(keyNode.mark)
      refuseProperties(at: keyPosition)
      guard let scalar = keyNode.scalar else {
        report(keyPosition, "found a list or an object as a key; accepted: text")
        continue
      }
      let key = hiddenKeys[keyPosition] ?? original(scalar.string, style: scalar.style)
      trail.append(.key(key))
      if let first = places.updateValue(keyPosition, forKey: key) {
        report(keyPosition, "the key is repeated in the same object, first given at \(first.line):\(first.column)")
      }
      members.append(LocatedValue.Member(key: key, keyPosition: keyPosition, value: convert(valueNode)))
      trail.removeLast()
    }
    return members
  }

  private mutating func content(of scalar: Node.Scalar, at position: SourcePosition) -> LocatedValue.Content {
    let text = original(scalar.string, style: scalar.style)
    guard scalar.style == .plain else { return .text(text) }
    if let content = PlainScalar.content(of: text) { return content }
    report(position, "found \(text.prefix(60)), a number beyond the range of a double (about 1.8e308)")
    return .null
  }

  /// Reports a problem with the value being converted.
  private mutating func report(_ position: SourcePosition, _ message: String) {
    let path = trail.reduce(into: "") { path, step in
      switch step {
      case .index(let index): path += "[\(index)]"
      case .key(let key): path = SettingsReader.join(path, key)
      }
    }
    log.report(position, path, message)
  }

  private static let refusal =
    "anchors, aliases and tags are refused; write the value itself (text with such a sign needs quotes)"

  /// A node's mark is at its tag or anchor, if it has one; a plain scalar cannot begin with these signs.
  private mutating func refuseProperties(at position: SourcePosition) {
    guard let sign = text.scalar(at: position), "&!*".unicodeScalars.contains(sign) else { return }
    report(position, YAMLReader.refusal)
  }

  // MARK: Stand-ins

  private static let star = SourceText.standIns[0]
  private static let backslash = SourceText.standIns[1]

  /// What the parser was shown, as it is meant. Only in double quotes are escapes escapes.
  private func original(_ text: String, style: Node.Scalar.Style) -> String {
    guard text.unicodeScalars.contains(where: { $0 == YAMLReader.star || $0 == YAMLReader.backslash }) else {
      return text
    }
    let shown = text.unicodeScalars.map { $0 == YAMLReader.star ? "*" : $0 }
    var scalars = String.UnicodeScalarView()
    var index = 0
    while index < shown.count {
      if shown[index] == YAMLReader.backslash {
        if style == .doubleQuoted, let character = YAMLReader.pair(in: shown, at: index) {
          scalars.append(character)
          index += 12
          continue
        }
        scalars.append("\\")
      } else {
        scalars.append(shown[index])
      }
      index += 1
    }
    return String(scalars)
  }

  /// The character of a surrogate pair that is escaped as in JSON (`\ud83d\ude00`) at a place; `nil` if there is none.
  private static func pair(in scalars: [Unicode.Scalar], at index: Int) -> Unicode.Scalar? {
    guard index + 12 <= scalars.count, let high = unit(in: scalars, at: index), 0xD800...0xDBFF ~= high,
      let low = unit(in: scalars, at: index + 6), 0xDC00...0xDFFF ~= low
    else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  /// The number that `\uXXXX` at a place stands for.
  private static func unit(in scalars: [Unicode.Scalar], at index: Int) -> UInt32? {
    guard scalars[index] == "\\" || scalars[index] == backslash, scalars[index + 1] == "u" else { return nil }
    var number: UInt32 = 0
    for scalar in scalars[(index + 2)..<(index + 6)] {
      guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { return nil }
      number = number << 4 + UInt32(digit)
    }
    return number
  }

  private func position(_ mark: Mark?) -> SourcePosition {
    SourcePosition(source: source, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}
