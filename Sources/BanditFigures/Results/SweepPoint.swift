/// A point of a sweep as result files name it, in its parts: `path=value;path=value`.
struct SweepPoint: Hashable, Comparable {
  let text: String
  /// The paths with their values, in the order of the scenario.
  let values: [(path: String, value: String)]

  init(_ text: String) {
    self.text = text
    values = SweepPoint.parts(of: text).map { part in
      let end = part.firstIndex(of: "=") ?? part.endIndex
      return (String(part[..<end]), String(part[end...].dropFirst()))
    }
  }

  /// Where it is along an axis, as a number; `nil` if it is none.
  func number(_ axis: Int) -> Double? { axis < values.count ? SweepPoint.number(in: values[axis].value).number : nil }

  /// What the number along an axis is a value of: the path, or the only key of an object below it.
  func numberPath(_ axis: Int) -> String {
    let (path, value) = values[axis]
    return SweepPoint.number(in: value).key.map { "\(path).\($0)" } ?? path
  }

  /// The number that a value is, or that is the only thing in it: `184`, `{"budget":184}`.
  private static func number(in value: String) -> (key: String?, number: Double?) {
    if let number = Double(value) { return (nil, number) }
    guard let parts = value.wholeMatch(of: /\{"(\w+)":([^{}\[\],"]+)\}/) else { return (nil, nil) }
    return (String(parts.1), Double(parts.2))
  }

  static func == (left: SweepPoint, right: SweepPoint) -> Bool { left.text == right.text }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// By the values, axis by axis: numbers as numbers, and before all else.
  static func < (left: SweepPoint, right: SweepPoint) -> Bool {
    for axis in 0..<min(left.values.count, right.values.count)
    where left.values[axis].value != right.values[axis].value {
      let (leftPath, rightPath) = (left.numberPath(axis), right.numberPath(axis))
      if leftPath != rightPath { return leftPath < rightPath }
      switch (left.number(axis), right.number(axis)) {
      case (let left?, let right?) where left != right: return left < right
      case (_?, nil): return true
      case (nil, _?): return false
      default: return left.values[axis].value < right.values[axis].value
      }
    }
    return left.text < right.text
  }

  /// A point for people: the last steps of its paths, with the values.
  var title: String {
    values.map { path, value in "\(SweepPoint.name(of: path)) = \(value)" }.joined(separator: ", ")
  }

  /// The last step of a path that is no index.
  static func name(of path: String) -> String {
    path.split(separator: ".").last { !$0.allSatisfy(\.isNumber) }.map(String.init) ?? path
  }

  /// The parts between semicolons, except those inside of quotes, lists and objects.
  private static func parts(of text: String) -> [Substring] {
    var parts: [Substring] = []
    var (start, depth, isQuoted, isEscaped) = (text.startIndex, 0, false, false)
    for index in text.indices {
      switch text[index] {
      case _ where isEscaped: isEscaped = false
      case "\\" where isQuoted: isEscaped = true
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted, "{" where !isQuoted: depth += 1
      case "]" where !isQuoted, "}" where !isQuoted: depth -= 1
      case ";" where !isQuoted && depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return text.isEmpty ? [] : parts + [text[start...]]
  }
}
