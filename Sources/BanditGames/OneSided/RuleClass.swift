import BanditNumerics

/// A finite class of rules, each of which accepts or rejects an individual.
public struct RuleClass: Hashable, Sendable {
  /// {(x, y): u x + v y >= bound}.
  private struct HalfPlane: Hashable {
    let u: Double
    let v: Double
    let bound: Double
  }

  private let halfPlanes: [HalfPlane]
  /// Whether each rule accepts each context; empty for half-planes.
  private let tables: [[Bool]]

  /// How many directions the half-planes have.
  public static let directionCount = 8
  /// How many half-planes there are in a direction.
  public static let offsetCount = 9

  /// 74 rules on the unit square: 72 half-planes, then accept all, then reject all.
  ///
  /// Rule 9 j + i - 1 accepts where u_j . x >= b, u_j = (cos(2 pi j / 8), sin(2 pi j / 8)), j = 0...7, and b is i tenths,
  /// i = 1...9, of the way from the least to the largest u_j . x on the square.
  public static let linear = RuleClass(
    halfPlanes: {
      var planes: [HalfPlane] = []
      for direction in 0..<directionCount {
        let angle = 2 * Double.pi * Double(direction) / Double(directionCount)
        let (u, v) = (Double.cos(angle), Double.sin(angle))
        let (low, high) = (min(u, 0) + min(v, 0), max(u, 0) + max(v, 0))
        for offset in 1...offsetCount {
          planes.append(HalfPlane(u: u, v: v, bound: low + Double(offset) / Double(offsetCount + 1) * (high - low)))
        }
      }
      return planes + [HalfPlane(u: 0, v: 0, bound: -1), HalfPlane(u: 0, v: 0, bound: 1)]
    }())

  private init(halfPlanes: [HalfPlane]) {
    self.halfPlanes = halfPlanes
    tables = []
  }

  /// Creates the class of rules that say of each context whether it is accepted.
  ///
  /// - Precondition: at least one rule, all of the same number of contexts.
  public init(tables: [[Bool]]) {
    precondition(
      tables.first.map { first in tables.allSatisfy { $0.count == first.count } } ?? false,
      "a class needs rules of the same number of contexts")
    self.tables = tables
    halfPlanes = []
  }

  /// The number of rules, N.
  public var count: Int { tables.isEmpty ? halfPlanes.count : tables.count }

  /// The number of contexts that rules decide on; `nil` where they look at features.
  public var contextCount: Int? { tables.first?.count }

  /// Whether a rule accepts an individual.
  ///
  /// - Precondition: where rules are tables, the individual has one of their contexts.
  public func accepts(_ individual: Individual, by rule: Int) -> Bool {
    if !tables.isEmpty { return tables[rule][individual.context!] }
    let plane = halfPlanes[rule]
    return plane.u * individual.x + plane.v * individual.y >= plane.bound
  }

  /// The first rule that accepts everybody; `nil` if there is none.
  public var acceptAll: Int? { constant(true) }

  /// The first rule that rejects everybody; `nil` if there is none.
  public var rejectAll: Int? { constant(false) }

  private func constant(_ decision: Bool) -> Int? {
    if !tables.isEmpty { return tables.firstIndex { $0.allSatisfy { $0 == decision } } }
    return halfPlanes.count - (decision ? 2 : 1)
  }

  /// The rules among which a target is drawn: those of half-planes that are not constant, all tables.
  public var targetCount: Int { tables.isEmpty ? halfPlanes.count - 2 : tables.count }
}
