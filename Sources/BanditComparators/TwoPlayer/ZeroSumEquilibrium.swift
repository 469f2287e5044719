import BanditNumerics

/// The value of a zero-sum game and strategies that guarantee it, by a linear programme.
public struct ZeroSumEquilibrium: Hashable, Sendable {
  /// What the row player pays if both play well.
  public let value: Double
  /// A strategy of the row player that pays no more than the value, whatever the other does.
  public let row: [Double]
  /// A strategy of the column player that gets no less than the value.
  public let column: [Double]

  /// Solves a game: with A > 0 the costs plus a constant, maximise sum x subject to x A <= 1, x >= 0. The value is
  /// 1 / sum x less the constant, x in proportion to the row player's strategy, the prices to the column player's.
  ///
  /// `nil` where the game is not zero-sum, or rounding keeps the simplex method from an end.
  public init?(_ costs: CostMatrices) {
    guard costs.isZeroSum, let least = costs.row.min(), let largest = costs.row.max() else { return nil }
    // All entries between 1 and 2, so that the programme is scaled.
    let scale = largest > least ? largest - least : 1
    var programme = LinearProgram(maximizing: Array(repeating: 1, count: costs.rowCount))
    for column in 0..<costs.columnCount {
      let coefficients = (0..<costs.rowCount).map { (costs.row[$0 * costs.columnCount + column] - least) / scale + 1 }
      programme.require(coefficients, .atMost, 1)
    }
    guard case .optimal(let solution) = programme.solve(), solution.value > 0 else { return nil }
    value = (1 / solution.value - 1) * scale + least
    row = ZeroSumEquilibrium.normalised(solution.variables)
    column = ZeroSumEquilibrium.normalised(solution.prices)
  }

  private static func normalised(_ weights: [Double]) -> [Double] {
    let positive = weights.map { max(0, $0) }
    let total = positive.reduce(0, +)
    return positive.map { $0 / total }
  }
}
