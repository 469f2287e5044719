import BanditCards

/// Where the arms of a bandit lie: `"line"`, `[0, 0.5, 1]`, `[[0, 0], [0, 1]]`.
public enum ArmPoints: Hashable, Sendable {
  /// As many equally spaced points of [0, 1] as there are arms, both ends included; a single arm is at 0.
  case line
  /// The coordinates of each arm.
  case given([[Double]])

  /// The most points that a kernel is taken of: a matrix of covariances has as many rows.
  package static let largestCount = 2000

  /// What a list of points is: of numbers, or of lists of coordinates.
  package static let kind = ParameterKind.list(
    of: .either([.number(coordinates), .list(of: .number(coordinates), count: 1...20)]), count: 1...largestCount)

  private static let coordinates = NumberRange.closed(-1e6...1e6)

  /// The points of a setting of that kind.
  package static func points(_ setting: Setting?) -> [[Double]]? {
    guard case .list(let list)? = setting else { return nil }
    return list.map { $0.asNumbers ?? [$0.asNumber ?? .nan] }
  }

  /// A setting of that kind.
  package static func setting(of points: [[Double]]) -> Setting {
    .list(points.map { $0.count == 1 ? .number($0[0]) : .list($0.map { .number($0) }) })
  }

  /// So many points of a line.
  package static func line(_ count: Int) -> [[Double]] { (0..<count).map { [Double($0) / Double(max(1, count - 1))] } }

  /// Refuses points with different numbers of coordinates.
  package static func check(_ points: [[Double]], at path: String) throws(InvalidSettings) {
    for (place, point) in points.enumerated() where point.count != points[0].count {
      throw InvalidSettings(
        "\(path)[\(place)]",
        "found \(counted: point.count, "coordinate"); accepted: \(points[0].count), as of the first point")
    }
  }
}
