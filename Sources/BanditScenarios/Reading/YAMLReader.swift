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

  /// The tree of a text; `nil` if problems were reported.
  static func read(_ bytes: [UInt8], source: Int, log: inout IssueLog) -> LocatedValue? {
    do throws(Mistake) {
      let text = try SourceText(bytes, source: source)
      var reader = YAMLReader(text: text, source: source, log: log)
      let root = try reader.compose()
      let value = reader.convert(root, path: "")
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
  /// Two things are hidden from the parser by a stand-in of the same width. Aliases, because it would
  /// resolve them silently (and a few lines can stand for a tree of astronomic size). And the first of
  /// equal keys, because it would refuse them without naming the second place.
  private mutating func compose() throws(Mistake) -> Node {
    var scalars = text.scalars.map { $0 == "*" ? SourceText.standIns[0] : $0 }
    var pending: Mistake?
    // Different stand-ins, so that a key that is given three times is not equal to itself again.
    for standIn in SourceText.standIns.dropFirst() {
      do {
        var content = String.UnicodeScalarView()
        content.append(contentsOf: scalars)
        // Scalars are judged by `PlainScalar`; the default resolver's regular expressions cost 3 MB for nothing.
        let parser = try Parser(yaml: String(content), resolver: .basic, encoding: .utf8)
        if let root = try parser.singleRoot() { return root }
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let first = position(context.mark)
        let name = original(names.first ?? "")
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
    if problem.hasPrefix("Maximum nesting level") { return "nested too deeply; accepted: at most 1000 levels" }
    let place =
      context.map { context in
        let begin = min(position(context.mark), text.end)
        return ", \(context.text) at \(begin.line):\(begin.column)"
      } ?? ""
    return original("not JSON or YAML: \(problem)\(place)")
  }

  // MARK: Converting

  private mutating func convert(_ node: Node, path: String) -> LocatedValue {
    let position = position(node.mark)
    refuseProperties(at: position, path: path)
    switch node {
    case .scalar(let scalar):
      return LocatedValue(content: content(of: scalar, at: position, path: path), position: position)
    case .sequence(let sequence):
      var elements: [LocatedValue] = []
      for (index, element) in sequence.enumerated() {
        elements.append(convert(element, path: "\(path)[\(index)]"))
      }
      return LocatedValue(content: .list(elements), position: position)
    case .mapping(let mapping):
      return LocatedValue(content: .object(members(of: mapping, path: path)), position: position)
    case .alias:
      log.report(position, path, YAMLReader.refusal)
      return LocatedValue(content: .null, position: position)
    }
  }

  private mutating func members(of mapping: Node.Mapping, path: String) -> [LocatedValue.Member] {
    var members: [LocatedValue.Member] = []
    var places: [String: SourcePosition] = [:]
    for (keyNode, valueNode) in mapping {
      let keyPosition = position(keyNode.mark)
      refuseProperties(at: keyPosition, path: path)
      guard let scalar = keyNode.scalar else {
        log.report(keyPosition, path, "found a list or an object as a key; accepted: text")
        continue
      }
      let key = hiddenKeys[keyPosition] ?? original(scalar.string)
      let keyPath = path.isEmpty ? key : "\(path).\(key)"
      if let first = places.updateValue(keyPosition, forKey: key) {
        log.report(
          keyPosition, keyPath,
          "the key is repeated in the same object, first given at \(first.line):\(first.column)")
      }
      members.append(
        LocatedValue.Member(key: key, keyPosition: keyPosition, value: convert(valueNode, path: keyPath)))
    }
    return members
  }

  private mutating func content(
    of scalar: Node.Scalar, at position: SourcePosition, path: String
  ) -> LocatedValue.Content {
    let text = original(scalar.string)
    guard scalar.style == .plain else { return .text(text) }
    if let content = PlainScalar.content(of: text) { return content }
    log.report(position, path, "found \(text.prefix(60)), a number beyond the range of a double (about 1.8e308)")
    return .null
  }

  private static let refusal =
    "anchors, aliases and tags are refused; write the value itself (text with such a sign needs quotes)"

  /// A node's mark is at its tag or anchor, if it has one; a plain scalar cannot begin with these signs.
  private mutating func refuseProperties(at position: SourcePosition, path: String) {
    guard let sign = text.scalar(at: position), "&!*".unicodeScalars.contains(sign) else { return }
    log.report(position, path, YAMLReader.refusal)
  }

  private func original(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.map { $0 == SourceText.standIns[0] ? "*" : $0 })
    return String(scalars)
  }

  private func position(_ mark: Mark?) -> SourcePosition {
    SourcePosition(source: source, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}
