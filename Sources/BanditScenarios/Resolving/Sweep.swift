import BanditCards
import BanditExperiments
import BanditGames
import Foundation

/// The axes of a sweep; their grid gives the points.
struct Sweep {
  /// A swept place and its values.
  struct Axis {
    var path: ScenarioPath
    var keyPosition: SourcePosition
    var values: [LocatedValue]
  }

  /// The axes, in file order.
  var axes: [Axis]

  /// The most points of a sweep.
  static let pointLimit = 100_000

  /// What is one per scenario; entries can only be swept below.
  private static let unswept = [
    "$schema", "name", "title", "latex", "description", "replications", "confidence", "sweep", "environment",
    "environments",
    "algorithms",
  ]

  /// Reads the value of `sweep`; `nil` if anything is wrong.
  init?(_ value: LocatedValue?, log: inout IssueLog) {
    axes = []
    guard let value else { return }
    guard case .object(let members) = value.content else {
      log.report(value.position, "sweep", "found \(value.found); accepted: an object from paths to values")
      return nil
    }
    var isValid = true
    var count = 1
    for (index, member) in members.enumerated() {
      guard let axis = Sweep.axis(member, log: &log) else {
        isValid = false
        continue
      }
      axes.append(axis)
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.values.count)
      count = overflow ? Int.max : product
      if count > Sweep.pointLimit {
        // Further axes are not expanded: a small file can have thousands of large ones.
        let found = index == members.count - 1 ? "\(counted: count, "point")" : "\(counted: count, "point") or more"
        log.report(value.position, "sweep", "found a grid of \(found); accepted: at most \(Sweep.pointLimit)")
        return nil
      }
    }
    if !isValid { return nil }
  }

  /// The number of points; 1 without axes.
  var pointCount: Int { axes.reduce(1) { $0 * $1.values.count } }

  /// The value of each axis at a point; the last axis varies fastest.
  func values(at point: Int) -> [LocatedValue] {
    var rest = point
    return axes.reversed().map { axis in
      defer { rest /= axis.values.count }
      return axis.values[rest % axis.values.count]
    }.reversed()
  }

  /// The point as the result files name it: `path=value;path=value`.
  func text(at point: Int) -> String {
    zip(axes, values(at: point))
      .map { "\($0.path.text)=\(Sweep.text(of: $1))" }
      .joined(separator: ";")
  }

  /// The scenario at a point.
  func tree(_ base: LocatedValue, at point: Int) throws(Mistake) -> LocatedValue {
    var tree = base
    for (axis, value) in zip(axes, values(at: point)) {
      tree = try axis.path.replace(in: tree, by: value, origin: axis.keyPosition)
    }
    return tree
  }

  /// The axes with all their values, for the manifest.
  var settings: Settings {
    Settings(axes.map { Settings.Entry($0.path.text, .list($0.values.compactMap(\.setting))) })
  }

  // MARK: Reading

  private static func axis(_ member: LocatedValue.Member, log: inout IssueLog) -> Axis? {
    let path = "sweep.\(member.key)"
    if unswept.contains(member.key) || ["sweep.", "replications."].contains(where: member.key.hasPrefix)
      || isTitle(member.key)
    {
      log.report(
        member.keyPosition, path,
        "\"\(member.key)\" is one for the whole scenario and cannot be swept; accepted: paths such as "
          + "environment.means, algorithms.ucb1.exploration, horizon, seed")
      return nil
    }
    let place = ScenarioPath(text: member.key)
    if let excess = place.excess {
      log.report(member.keyPosition, path, excess)
      return nil
    }
    guard let values = values(of: member.value, path: path, log: &log) else { return nil }
    var texts: Set<String> = []
    for value in values {
      if value.setting == nil {
        log.report(value.position, path, "found null; accepted: a value")
        return nil
      }
      if !texts.insert(text(of: value)).inserted {
        log.report(value.position, path, "the value \(text(of: value)) is repeated; accepted: different values")
        return nil
      }
    }
    return Axis(path: place, keyPosition: member.keyPosition, values: values)
  }

  /// Whether a path leads to the title of an entry, which labels no result.
  private static func isTitle(_ path: String) -> Bool { Title.keys.contains { path.hasSuffix(".\($0)") } }

  private static func values(
    of value: LocatedValue, path: String, log: inout IssueLog
  ) -> [LocatedValue]? {
    switch value.content {
    case .list(let elements) where !elements.isEmpty: return elements
    case .object(let members) where members.count == 1:
      switch members[0].key {
      case "linear":
        return spaced(members[0].value, path: "\(path).linear", log: &log) { from, to, step, last in
          from + (to - from) * step / last
        }
      case "log":
        guard members[0].value.elements.prefix(2).allSatisfy({ ($0.setting?.asNumber ?? 1) > 0 }) else {
          log.report(
            members[0].value.position, "\(path).log",
            "found an end that is not above 0; accepted: [from, to, count] with positive ends")
          return nil
        }
        return spaced(members[0].value, path: "\(path).log", log: &log) { from, to, step, last in
          from * pow(to / from, step / last)
        }
      default: break
      }
    default: break
    }
    log.report(
      value.position, path,
      "found \(value.found); accepted: a list of 1 or more values, "
        + "{\"linear\": [from, to, count]} or {\"log\": [from, to, count]}"
    )
    return nil
  }

  /// `count` numbers from one end to the other, both included and exact.
  private static func spaced(
    _ value: LocatedValue, path: String, log: inout IssueLog,
    between: (_ from: Double, _ to: Double, _ step: Double, _ last: Double) -> Double
  ) -> [LocatedValue]? {
    let numbers = value.elements.compactMap { $0.setting?.asNumber }
    guard numbers.count == 3, value.elements.count == 3, case .whole(let count) = value.elements[2].content,
      2...pointLimit ~= count
    else {
      log.report(
        value.position, path,
        "found \(value.found); accepted: [from, to, count], two numbers and a whole number from 2 to \(pointLimit)")
      return nil
    }
    let (from, to) = (numbers[0], numbers[1])
    return (0..<count).map { index in
      let number =
        switch index {
        case 0: from
        case count - 1: to
        default: rounded(between(from, to, Double(index), Double(count - 1)))
        }
      return LocatedValue(
        content: Int(exactly: number).map { .whole($0) } ?? .number(number), position: value.position)
    }
  }

  /// The number to 14 significant digits, unless it is whole: 0.3 instead of 0.30000000000000004, and the
  /// same value whatever the last bit of the platform's `pow`.
  private static func rounded(_ number: Double) -> Double {
    if number == number.rounded() { return number }
    return Double(String(format: "%.14g", number)) ?? number
  }

  private static func text(of value: LocatedValue) -> String {
    value.setting.map(JSONText.compact) ?? "null"
  }
}
