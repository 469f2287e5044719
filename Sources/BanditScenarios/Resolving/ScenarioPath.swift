import BanditCards

/// A place in a scenario as options, sweeps and messages write it: `environment.means[2]`,
/// `algorithms.ucb1.exploration` (an entry by its label or id).
struct ScenarioPath {
  /// The path, as written.
  let text: String

  /// The longest path, in bytes.
  private static let lengthLimit = 1_000
  /// The most dots and brackets of a path; each step makes the tree a level deeper.
  private static let stepLimit = 50

  /// Why the path is not looked at; `nil` for paths of a reasonable length.
  var excess: String? {
    if text.utf8.count > ScenarioPath.lengthLimit {
      return "the path has \(text.utf8.count) bytes; accepted: at most \(ScenarioPath.lengthLimit)"
    }
    let steps = text.utf8.count { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }
    return steps > ScenarioPath.stepLimit
      ? "the path has \(steps) dots and brackets; accepted: at most \(ScenarioPath.stepLimit)" : nil
  }

  /// The tree with another value at this path. Keys that do not exist are added, and judged later like
  /// any other key.
  ///
  /// - Parameter origin: where the path itself is written.
  func replace(in root: LocatedValue, by value: LocatedValue, origin: SourcePosition) throws(Mistake) -> LocatedValue {
    if let excess { throw Mistake(position: origin, path: text, message: excess) }
    do throws(Mismatch) {
      return try ScenarioPath.replace(text[...], in: root, by: value, origin: origin)
    } catch {
      throw Mistake(position: origin, path: text, message: error.message)
    }
  }

  /// Which algorithm of a scenario the path leads into, and where below it; `nil` if it leads elsewhere.
  func algorithm(in root: LocatedValue, origin: SourcePosition) throws(Mistake) -> (place: Int, rest: String)? {
    guard let list = root["algorithms"], case .list(let elements) = list.content else { return nil }
    let key = "algorithms"
    guard text.hasPrefix(key), let next = text.dropFirst(key.count).first, next == "." || next == "[" else {
      return nil
    }
    var rest = text.dropFirst(key.count)
    ScenarioPath.skipDot(&rest)
    do throws(Mismatch) {
      let place = try ScenarioPath.index(&rest, in: elements)
      return (place, String(rest))
    } catch {
      throw Mistake(position: origin, path: text, message: error.message)
    }
  }

  /// The place of the deepest value on a path below a value that exists.
  static func position(of path: String, below value: LocatedValue) -> SourcePosition {
    var rest = path[...]
    var place = value
    while let step = try? step(&rest, in: place), let next = step.value(in: place) { place = next }
    return place.position
  }

  // MARK: Steps

  private struct Mismatch: Error {
    var message: String
  }

  private enum Step {
    case key(String)
    case index(Int)

    func value(in node: LocatedValue) -> LocatedValue? {
      switch self {
      case .key(let key): node[key]
      case .index(let index): node.elements[index]
      }
    }
  }

  private static func replace(
    _ path: Substring, in node: LocatedValue, by value: LocatedValue, origin: SourcePosition
  ) throws(Mismatch) -> LocatedValue {
    var rest = path
    let step = try step(&rest, in: node)
    let old = step.value(in: node) ?? LocatedValue(content: .object([]), position: origin)
    let new = rest.isEmpty ? value : try replace(rest, in: old, by: value, origin: origin)
    var result = node
    switch (step, node.content) {
    case (.index(let index), .list(var elements)):
      elements[index] = new
      result.content = .list(elements)
    case (.key(let key), .object(var members)):
      let member = LocatedValue.Member(key: key, keyPosition: origin, value: new)
      if let index = members.firstIndex(where: { $0.key == key }) {
        members[index].value = new
      } else {
        members.append(member)
      }
      result.content = .object(members)
    default:
      break
    }
    return result
  }

  /// Takes the first step off a path; the step fits the node, and an index exists.
  private static func step(_ rest: inout Substring, in node: LocatedValue) throws(Mismatch) -> Step {
    switch node.content {
    case .object:
      let key = rest.prefix { $0 != "." && $0 != "[" }
      guard !key.isEmpty else { throw Mismatch(message: "the path lacks a key at \"\(rest)\"") }
      rest = rest[key.endIndex...]
      skipDot(&rest)
      return .key(String(key))
    case .list(let elements):
      return .index(try index(&rest, in: elements))
    default:
      throw Mismatch(
        message: "nothing is below \(node.found) at \"\(rest)\"; accepted: the path of an existing object or list")
    }
  }

  private static func index(_ rest: inout Substring, in elements: [LocatedValue]) throws(Mismatch) -> Int {
    if rest.first == "[", let end = rest.firstIndex(of: "]"),
      let index = Int(rest[rest.index(after: rest.startIndex)..<end])
    {
      guard elements.indices.contains(index) else {
        throw Mismatch(message: "no entry [\(index)]; the list has \(elements.count), counted from 0")
      }
      rest = rest[rest.index(after: end)...]
      skipDot(&rest)
      return index
    }
    // Labels may contain dots, so the longest one that fits is meant; labels come before ids.
    let labels = EntryLabels.labels(of: elements)
    let ids = elements.map { $0["id"]?.text }
    for names in [labels, ids] {
      let fitting = names.indices.filter { names[$0].map { begins(rest, with: $0) } ?? false }
      if let index = fitting.max(by: { (names[$0] ?? "").count < (names[$1] ?? "").count }) {
        rest = rest.dropFirst((names[index] ?? "").count)
        skipDot(&rest)
        return index
      }
    }
    let name = String(rest.prefix { $0 != "." && $0 != "[" })
    let known = labels.compactMap { $0 }
    guard !known.isEmpty else {
      throw Mismatch(message: "\"\(name)\" names no element of a list; accepted: a place such as [0]")
    }
    throw Mismatch(
      message:
        "no entry has the label or id \"\(name)\"; accepted: \(QuotedList.list(known))"
        + NearestName.hint(for: name, among: known)
    )
  }

  private static func begins(_ rest: Substring, with name: String) -> Bool {
    guard rest.hasPrefix(name) else { return false }
    let next = rest.dropFirst(name.count).first
    return next == nil || next == "." || next == "["
  }

  private static func skipDot(_ rest: inout Substring) {
    if rest.first == "." { rest = rest.dropFirst() }
  }
}
