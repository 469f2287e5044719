/// A linear programme, maximise `c . x` subject to linear constraints and `x >= 0`, solved by the simplex method on a
/// dense tableau: for some hundred rows and some thousand columns.
///
/// Columns enter by Dantzig's rule (the largest gain per unit); after a run of steps without progress by Bland's, which
/// cannot cycle (R. G. Bland, *New finite pivoting rules for the simplex method*, 1977). Rows that the origin violates
/// get artificial variables, which a first phase drives out.
public struct LinearProgram: Sendable {
  /// How the left side of a constraint relates to its bound.
  public enum Relation: Sendable {
    /// `a . x <= b`.
    case atMost
    /// `a . x = b`.
    case exactly
    /// `a . x >= b`.
    case atLeast
  }

  /// What a programme comes to.
  public enum Outcome: Hashable, Sendable {
    /// It has an optimum.
    case optimal(Solution)
    /// No x satisfies all constraints.
    case infeasible
    /// `c . x` grows without bound.
    case unbounded
    /// Rounding kept the method from an end.
    case undecided
  }

  /// An optimal basic solution.
  public struct Solution: Hashable, Sendable {
    /// The optimum, c . x.
    public let value: Double
    /// x, one number for each variable.
    public let variables: [Double]
    /// The price of each constraint, in the order in which they were given: how much the optimum grows with its bound.
    /// 0 or more for `atMost`, 0 or less for `atLeast`; `value` is the sum of prices times bounds.
    public let prices: [Double]
  }

  private let objective: [Double]
  private var rows: [(coefficients: [Double], relation: Relation, bound: Double)] = []

  /// Creates a programme without constraints.
  ///
  /// - Parameter objective: c; finite.
  public init(maximizing objective: [Double]) {
    self.objective = objective
  }

  /// Adds a constraint.
  ///
  /// - Precondition: a coefficient for each variable; finite.
  public mutating func require(_ coefficients: [Double], _ relation: Relation, _ bound: Double) {
    precondition(coefficients.count == objective.count, "a constraint needs a coefficient for each variable")
    rows.append((coefficients, relation, bound))
  }

  /// Solves the programme.
  ///
  /// - Complexity: O(rows times columns) for each pivot, of which there are usually a few times the number of rows.
  public func solve() -> Outcome {
    var tableau = Tableau(rows, variables: objective.count)
    if tableau.hasArtificials {
      guard tableau.maximize(tableau.phaseOne) == .done else { return .undecided }
      if tableau.infeasibility > Tableau.tolerance * (1 + tableau.scale) { return .infeasible }
      tableau.retireArtificials()
    }
    switch tableau.maximize(tableau.padded(objective)) {
    case .done: break
    case .unbounded: return .unbounded
    case .stalled: return .undecided
    }
    return .optimal(tableau.solution(objective))
  }
}

/// Constraints as equations in a basis: structural variables, surpluses, then a column for each row that was an
/// identity in the beginning (its slack, or an artificial variable).
private struct Tableau {
  enum End { case done, unbounded, stalled }

  static let tolerance = 1e-9

  private let variableCount: Int
  private let rowCount: Int
  /// All columns without the right side.
  private let width: Int
  private let identity: Int
  /// Row by row, each with its right side at the end.
  private var cells: [Double]
  private var basis: [Int]
  /// For each row whether it was multiplied by -1.
  private let isFlipped: [Bool]
  private let isArtificial: [Bool]
  /// Reduced costs, and minus the value at the end.
  private var costs: [Double] = []
  let scale: Double

  init(_ rows: [(coefficients: [Double], relation: LinearProgram.Relation, bound: Double)], variables: Int) {
    variableCount = variables
    rowCount = rows.count
    let isFlipped = rows.map { $0.bound < 0 }
    self.isFlipped = isFlipped
    let relations = zip(rows, isFlipped).map { row, isFlipped -> LinearProgram.Relation in
      switch row.relation {
      case .exactly: .exactly
      case .atMost: isFlipped ? .atLeast : .atMost
      case .atLeast: isFlipped ? .atMost : .atLeast
      }
    }
    let surplusCount = relations.count { $0 == .atLeast }
    identity = variables + surplusCount
    width = identity + rows.count
    isArtificial = relations.map { $0 != .atMost }
    scale = rows.map { abs($0.bound) }.max() ?? 0
    cells = Array(repeating: 0, count: rows.count * (width + 1))
    basis = Array(identity..<width)
    var surplus = variables
    for (row, constraint) in rows.enumerated() {
      let start = row * (width + 1)
      let sign = isFlipped[row] ? -1.0 : 1.0
      for (column, coefficient) in constraint.coefficients.enumerated() { cells[start + column] = sign * coefficient }
      if relations[row] == .atLeast {
        cells[start + surplus] = -1
        surplus += 1
      }
      cells[start + identity + row] = 1
      cells[start + width] = sign * constraint.bound
    }
  }

  var hasArtificials: Bool { isArtificial.contains(true) }

  /// Minus the sum of the artificial variables.
  var phaseOne: [Double] { Array(repeating: 0, count: identity) + isArtificial.map { $0 ? -1 : 0 } }

  func padded(_ objective: [Double]) -> [Double] {
    objective + Array(repeating: 0, count: width - objective.count)
  }

  /// The sum of the artificial variables.
  var infeasibility: Double {
    basis.indices.reduce(0) { $0 + (holdsArtificial($1) ? cells[$1 * (width + 1) + width] : 0) }
  }

  private func holdsArtificial(_ row: Int) -> Bool { basis[row] >= identity && isArtificial[basis[row] - identity] }

  /// Puts other variables into the basis where an artificial one is left with the value 0.
  mutating func retireArtificials() {
    for row in 0..<rowCount where holdsArtificial(row) {
      let start = row * (width + 1)
      let column = (0..<width).first { column in
        abs(cells[start + column]) > Tableau.tolerance && !(column >= identity && isArtificial[column - identity])
      }
      // A row without such a column says 0 = 0.
      if let column { pivot(row, column) }
    }
  }

  /// Steps from basis to basis; artificial variables enter no more.
  mutating func maximize(_ objective: [Double]) -> End {
    price(objective)
    let limit = 50 * (rowCount + width) + 1000
    var stalls = 0
    for _ in 0..<limit {
      guard let column = entering(byBland: stalls > rowCount + 10) else { return .done }
      guard let row = leaving(column) else { return .unbounded }
      stalls = cells[row * (width + 1) + width] > 0 ? 0 : stalls + 1
      pivot(row, column)
    }
    return .stalled
  }

  private mutating func price(_ objective: [Double]) {
    costs = objective + [0]
    for row in 0..<rowCount {
      let weight = objective[basis[row]]
      if weight == 0 { continue }
      let start = row * (width + 1)
      for column in 0...width { costs[column] -= weight * cells[start + column] }
    }
  }

  private func entering(byBland: Bool) -> Int? {
    var best: Int?
    var gain = Tableau.tolerance
    for column in 0..<width where costs[column] > gain && !(column >= identity && isArtificial[column - identity]) {
      if byBland { return column }
      (best, gain) = (column, costs[column])
    }
    return best
  }

  private func leaving(_ column: Int) -> Int? {
    var best: Int?
    var ratio = Double.infinity
    for row in 0..<rowCount {
      let start = row * (width + 1)
      let cell = cells[start + column]
      // An artificial variable that is left at 0 must not grow.
      if holdsArtificial(row), abs(cell) > Tableau.tolerance, cells[start + width] <= Tableau.tolerance { return row }
      guard cell > Tableau.tolerance else { continue }
      let bound = cells[start + width] / cell
      if bound < ratio || (bound == ratio && basis[row] < basis[best!]) { (best, ratio) = (row, bound) }
    }
    return best
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let stride = width + 1
    let start = row * stride
    let inverse = 1 / cells[start + column]
    for place in start..<start + stride { cells[place] *= inverse }
    cells[start + column] = 1
    for other in 0..<rowCount where other != row {
      let from = other * stride
      let factor = cells[from + column]
      if factor == 0 { continue }
      for place in 0..<stride { cells[from + place] -= factor * cells[start + place] }
      cells[from + column] = 0
      // What rounding leaves of a 0.
      if cells[from + width] < 0, cells[from + width] > -1e-12 { cells[from + width] = 0 }
    }
    basis[row] = column
    if costs.isEmpty { return }
    let factor = costs[column]
    if factor != 0 {
      for place in 0..<stride { costs[place] -= factor * cells[start + place] }
      costs[column] = 0
    }
  }

  func solution(_ objective: [Double]) -> LinearProgram.Solution {
    var variables = Array(repeating: 0.0, count: variableCount)
    for row in 0..<rowCount where basis[row] < variableCount {
      variables[basis[row]] = max(0, cells[row * (width + 1) + width])
    }
    let value = zip(objective, variables).reduce(0) { $0 + $1.0 * $1.1 }
    let prices = (0..<rowCount).map { row in (isFlipped[row] ? 1 : -1) * costs[identity + row] + 0 }
    return LinearProgram.Solution(value: value, variables: variables, prices: prices)
  }
}
