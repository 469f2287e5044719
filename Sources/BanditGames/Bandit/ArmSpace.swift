/// Where the arms of a bandit lie, and how fast their means may change with distance.
///
/// `abs(mu(x) - mu(y)) <= lipschitz * distance(x, y)` for all arms x and y; or, one-sided,
/// `mu(x) - mu(y) <= lipschitz * distance(x, y)` for all x above y in the first coordinate.
public struct ArmSpace: Hashable, Sendable {
  /// Where they lie.
  public enum Shape: Hashable, Sendable {
    /// On a grid of `side` points on each side of the unit cube, both ends included; the first coordinate changes
    /// slowest. Distances are in the maximum norm.
    case grid(side: Int, dimension: Int)
    /// At given points; distances are in the maximum norm.
    case points([[Double]])
    /// In a metric space that is given by its distances.
    case distances([[Double]])
  }

  /// Where the arms lie.
  public let shape: Shape
  /// L, above 0.
  public let lipschitz: Double
  /// Whether means may fall at any rate in the direction of the first coordinate, and only their rise is bounded.
  public let isOneSided: Bool
  /// The number of arms.
  public let armCount: Int

  /// States what is known.
  ///
  /// - Precondition: at least one arm, points of the same number of coordinates, a square of distances, `lipschitz >
  ///   0`; a grid has at least two points on a side and at most `Int.max` in all.
  public init(_ shape: Shape, lipschitz: Double = 1, isOneSided: Bool = false) {
    precondition(lipschitz > 0, "a Lipschitz constant is above 0")
    self.shape = shape
    self.lipschitz = lipschitz
    self.isOneSided = isOneSided
    switch shape {
    case .grid(let side, let dimension):
      precondition(side >= 2 && dimension >= 1, "a grid has at least two points on each side")
      armCount = (0..<dimension).reduce(1) { count, _ in count * side }
    case .points(let points):
      precondition(
        points.first.map { first in !first.isEmpty && points.allSatisfy { $0.count == first.count } } ?? false,
        "a space needs points with the same coordinates")
      armCount = points.count
    case .distances(let rows):
      precondition(
        !rows.isEmpty && rows.allSatisfy { $0.count == rows.count }, "a space needs a square of distances")
      armCount = rows.count
    }
  }

  /// The number of coordinates; 1 where only distances are known.
  public var dimension: Int {
    switch shape {
    case .grid(_, let dimension): dimension
    case .points(let points): points[0].count
    case .distances: 1
    }
  }

  /// The coordinates of an arm; `nil` where only distances are known.
  public func point(of arm: Int) -> [Double]? {
    switch shape {
    case .points(let points): return points[arm]
    case .distances: return nil
    case .grid(let side, let dimension):
      var rest = arm
      var point = Array(repeating: 0.0, count: dimension)
      for place in stride(from: dimension - 1, through: 0, by: -1) {
        point[place] = Double(rest % side) / Double(side - 1)
        rest /= side
      }
      return point
    }
  }

  /// The distance of two arms, without L.
  public func distance(_ one: Int, _ other: Int) -> Double {
    switch shape {
    case .distances(let rows): return rows[one][other]
    case .points(let points):
      var largest = 0.0
      for place in points[one].indices { largest = max(largest, abs(points[one][place] - points[other][place])) }
      return largest
    case .grid(let side, let dimension):
      var (first, second, steps) = (one, other, 0)
      for _ in 0..<dimension {
        steps = max(steps, abs(first % side - second % side))
        first /= side
        second /= side
      }
      return Double(steps) / Double(side - 1)
    }
  }

  /// Arms such that every arm is within `step` of one of them: in the order of arms, each that is more than a step away
  /// from all before it. On a grid, the same along each side.
  ///
  /// - Complexity: O(K) on a grid, else O(K times the size of the net).
  public func net(step: Double) -> [Int] {
    guard case .grid(let side, let dimension) = shape else {
      var net: [Int] = []
      for arm in 0..<armCount where net.allSatisfy({ distance($0, arm) > step }) { net.append(arm) }
      return net
    }
    var along = [0]
    for place in 1..<side where Double(place - along[along.count - 1]) / Double(side - 1) > step { along.append(place) }
    var net = [0]
    for _ in 0..<dimension { net = net.flatMap { arm in along.map { arm * side + $0 } } }
    return net
  }
}
