/// What each of two players pays, for every pair of actions.
///
/// Numbers are costs of either player. In a zero-sum game the column player's are minus the row player's: it maximises what
/// the row player pays.
public struct CostMatrices: Hashable, Sendable {
  /// The number of the row player's actions.
  public let rowCount: Int
  /// The number of the column player's actions.
  public let columnCount: Int
  /// Whether the column player's costs are minus the row player's.
  public let isZeroSum: Bool
  /// The row player's costs, row by row.
  public let row: [Double]
  /// The column player's costs, row by row: its rows are the row player's actions, too.
  public let column: [Double]

  /// Creates the costs of a game.
  ///
  /// - Parameters:
  ///   - row: the row player's costs, a list for each of its actions.
  ///   - column: the column player's costs in the same places; `nil` for a zero-sum game.
  /// - Precondition: finite numbers, at least one action each, rows of the same length.
  public init(row: [[Double]], column: [[Double]]? = nil) {
    let width = row.first?.count ?? 0
    precondition(
      width > 0 && (row + (column ?? [])).allSatisfy { $0.count == width } && column?.count ?? row.count == row.count,
      "a game needs rows of the same length, of a number or more")
    rowCount = row.count
    columnCount = width
    isZeroSum = column == nil
    self.row = row.flatMap { $0 }
    self.column = column?.flatMap { $0 } ?? self.row.map { 0 - $0 }
  }

  /// Writes what each of the row player's actions costs it against a strategy of the column player: A y.
  ///
  /// - Complexity: O(rows times columns).
  @inlinable
  public func writeRowCosts(against strategy: [Double], into costs: inout [Double]) {
    for action in 0..<rowCount {
      let start = action * columnCount
      var sum = 0.0
      for other in 0..<columnCount { sum += row[start + other] * strategy[other] }
      costs[action] = sum
    }
  }

  /// Writes what each of the column player's actions costs it against a strategy of the row player: x B.
  ///
  /// - Complexity: O(rows times columns).
  @inlinable
  public func writeColumnCosts(against strategy: [Double], into costs: inout [Double]) {
    for action in 0..<columnCount { costs[action] = 0 }
    for other in 0..<rowCount {
      let (start, weight) = (other * columnCount, strategy[other])
      if weight == 0 { continue }
      for action in 0..<columnCount { costs[action] += weight * column[start + action] }
    }
  }

  /// An interval that holds some costs: [0, 1] or [-1, 0] if one of them does, else from the least to the largest, of
  /// length 1 where these are the same.
  public static func interval(of costs: [Double]) -> ClosedRange<Double> {
    let (low, high) = (costs.min() ?? 0, costs.max() ?? 0)
    if low >= 0, high <= 1 { return 0...1 }
    if low >= -1, high <= 0 { return -1...0 }
    return low...(low < high ? high : low + 1)
  }
}
