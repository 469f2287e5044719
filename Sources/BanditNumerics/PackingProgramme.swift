/// Linear programmes of one shape, solved again and again without allocation: maximise `c . x` subject to `A x <= b`,
/// `x >= 0`, with b of 0 or more, so that 0 is feasible; and perhaps to one further constraint `g . x >= v`.
///
/// A simplex method on a dense tableau that is kept, for few rows. `LinearProgram` solves one of any shape.
public struct PackingProgramme: Sendable {
  /// The number of variables.
  public let variableCount: Int
  /// The number of rows of A.
  public let rowCount: Int
  /// x, after a programme was solved.
  public private(set) var variables: [Double]
  /// c . x, after a programme was solved.
  public private(set) var value = 0.0

  private enum End { case done, floorReached, failed }

  private static let tolerance = 1e-11

  /// All columns without the right side: variables, a slack for each row, the surplus over v.
  private let width: Int
  /// Row by row, each with its right side at the end; the last row is `s - g . x = -v`.
  private var cells: [Double]
  private var basis: [Int]
  /// Reduced costs.
  private var costs: [Double]

  /// Makes room for programmes of a shape.
  ///
  /// - Precondition: at least one variable and one row.
  public init(variableCount: Int, rowCount: Int) {
    precondition(variableCount >= 1 && rowCount >= 1, "a programme needs at least one variable and one row")
    self.variableCount = variableCount
    self.rowCount = rowCount
    width = variableCount + rowCount + 1
    variables = Array(repeating: 0, count: variableCount)
    cells = Array(repeating: 0, count: (rowCount + 1) * (width + 1))
    basis = Array(repeating: 0, count: rowCount + 1)
    costs = Array(repeating: 0, count: width)
  }

  /// Solves a programme; `false`, with x = 0, if it is unbounded or rounding keeps the method from an end.
  ///
  /// - Parameters:
  ///   - objective: c.
  ///   - coefficients: A, row by row.
  ///   - bounds: b; 0 or more.
  /// - Complexity: O(rows times (rows + variables)) for each pivot, of which there are usually a few.
  public mutating func solve(maximizing objective: [Double], coefficients: [Double], bounds: [Double]) -> Bool {
    begin(coefficients, bounds)
    return finish(objective)
  }

  /// Solves a programme with a floor; `false`, with x = 0, if no x reaches it, the programme is unbounded or rounding
  /// keeps the method from an end.
  ///
  /// - Parameters:
  ///   - objective: c.
  ///   - coefficients: A, row by row.
  ///   - bounds: b; 0 or more.
  ///   - floor: g.
  ///   - least: v.
  public mutating func solve(
    maximizing objective: [Double], coefficients: [Double], bounds: [Double], floor: [Double], least: Double
  ) -> Bool {
    begin(coefficients, bounds)
    let start = rowCount * (width + 1)
    for column in 0..<variableCount { cells[start + column] = 0 - floor[column] }
    cells[start + width] = 0 - least
    if cells[start + width] < 0 {
      // Towards the largest g . x, which is feasible at every step but for the floor.
      price(floor)
      let end = maximize(rows: rowCount, untilFloor: true)
      guard end != .failed, cells[start + width] > -1e-9 * (1 + abs(least)) else {
        clear()
        return false
      }
      cells[start + width] = max(0, cells[start + width])
    }
    return finish(objective)
  }

  private mutating func begin(_ coefficients: [Double], _ bounds: [Double]) {
    for place in cells.indices { cells[place] = 0 }
    for row in 0..<rowCount {
      let start = row * (width + 1)
      for column in 0..<variableCount { cells[start + column] = coefficients[row * variableCount + column] }
      cells[start + width] = bounds[row]
    }
    for row in 0...rowCount {
      cells[row * (width + 1) + variableCount + row] = 1
      basis[row] = variableCount + row
    }
  }

  private mutating func finish(_ objective: [Double]) -> Bool {
    price(objective)
    guard maximize(rows: rowCount + 1, untilFloor: false) == .done else {
      clear()
      return false
    }
    for column in 0..<variableCount { variables[column] = 0 }
    for row in 0...rowCount where basis[row] < variableCount {
      variables[basis[row]] = max(0, cells[row * (width + 1) + width])
    }
    value = 0
    for column in 0..<variableCount { value += objective[column] * variables[column] }
    return true
  }

  private mutating func clear() {
    for column in 0..<variableCount { variables[column] = 0 }
    value = 0
  }

  /// Reduced costs of an objective at the present basis.
  private mutating func price(_ objective: [Double]) {
    for column in 0..<width { costs[column] = column < variableCount ? objective[column] : 0 }
    for row in 0...rowCount where basis[row] < variableCount {
      let weight = objective[basis[row]]
      if weight == 0 { continue }
      for column in 0..<width { costs[column] -= weight * cells[row * (width + 1) + column] }
    }
    for row in 0...rowCount { costs[basis[row]] = 0 }
  }

  /// Steps from basis to basis; only the first rows limit a step.
  private mutating func maximize(rows: Int, untilFloor: Bool) -> End {
    let floor = rowCount * (width + 1) + width
    var stalls = 0
    for _ in 0..<50 * (width + rowCount) + 1000 {
      if untilFloor, cells[floor] >= 0 { return .floorReached }
      guard let column = entering(byBland: stalls > rowCount + 10) else { return .done }
      guard let row = leaving(column, rows) else { return .failed }
      stalls = cells[row * (width + 1) + width] > 0 ? 0 : stalls + 1
      pivot(row, column)
    }
    return .failed
  }

  private func entering(byBland: Bool) -> Int? {
    var best: Int?
    var gain = PackingProgramme.tolerance
    for column in 0..<width where costs[column] > gain {
      if byBland { return column }
      (best, gain) = (column, costs[column])
    }
    return best
  }

  private func leaving(_ column: Int, _ rows: Int) -> Int? {
    var best: Int?
    var ratio = Double.infinity
    for row in 0..<rows {
      let cell = cells[row * (width + 1) + column]
      guard cell > PackingProgramme.tolerance else { continue }
      let bound = cells[row * (width + 1) + width] / cell
      if bound < ratio || (bound == ratio && basis[row] < basis[best ?? row]) { (best, ratio) = (row, bound) }
    }
    return best
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let stride = width + 1
    let start = row * stride
    let inverse = 1 / cells[start + column]
    for place in start..<start + stride { cells[place] *= inverse }
    cells[start + column] = 1
    for other in 0...rowCount where other != row {
      let from = other * stride
      let factor = cells[from + column]
      if factor == 0 { continue }
      for place in 0..<stride { cells[from + place] -= factor * cells[start + place] }
      cells[from + column] = 0
      // What rounding leaves of a 0; the floor's right side is below 0 until it is reached.
      if other < rowCount, cells[from + width] < 0 { cells[from + width] = 0 }
    }
    basis[row] = column
    let factor = costs[column]
    for place in 0..<width { costs[place] -= factor * cells[start + place] }
    costs[column] = 0
  }
}
