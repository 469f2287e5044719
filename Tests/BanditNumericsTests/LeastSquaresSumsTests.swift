import Testing

@testable import BanditNumerics

struct LeastSquaresSumsTests {
  private func residual(_ rows: [(x: [Double], y: Double)]) -> Double {
    var sums = LeastSquaresSums(dimension: rows[0].x.count)
    for row in rows { sums.add(row.x, row.y) }
    #expect(sums.rowCount == rows.count)
    return sums.residual
  }

  /// One feature that is 1: the residual is the sum of squared deviations from the mean, 4.75 - 3.5^2 / 4... by hand.
  @Test func theMeanOfNumbers() {
    // Mean 1; deviations -1, 0, 1/2, 1/2.
    #expect(abs(residual([([1], 0), ([1], 1), ([1], 1.5), ([1], 1.5)]) - 1.5) < 1e-15)
  }

  /// A line through the origin: theta = sum x y / sum x^2 = 13/14; residual = sum y^2 - (sum x y)^2 / sum x^2.
  @Test func aLineThroughTheOrigin() {
    #expect(abs(residual([([1], 2), ([2], 1), ([3], 3)]) - (14 - 169.0 / 14)) < 1e-14)
  }

  /// The third feature is the sum of the others: the fit is that of the first two, a perfect one.
  @Test func dependentFeatures() {
    let rows = [([1.0, 0, 1], 2.0), ([0, 1, 1], 3), ([1, 1, 2], 5), ([2, -1, 1], 1)]
    #expect(residual(rows.map { (x: $0.0, y: $0.1) }) < 1e-13)
    // One label that does not fit, delta: the residual is delta^2 / (1 + x . P x) with the Gram matrix of the other
    // rows, [[6, -1], [-1, 3]] with inverse [[3, 1], [1, 6]] / 17; x = (1, 0): 17/20.
    let spoilt = rows + [([1, 0, 1], 3)]
    #expect(abs(residual(spoilt.map { (x: $0.0, y: $0.1) }) - 17.0 / 20) < 1e-13)
  }

  /// Units of the features change nothing: one that is small in all rows is no dependent one.
  @Test func smallFeatures() {
    for size in [1e-4, 1e-6, 1e-30, 1e-100] { #expect(residual([([1, 0], 1), ([0, size], 1)]) < 1e-15) }
    // A line with an intercept through (1, 1), (2, 2), (3, 3), where an outlier elsewhere squeezed the feature.
    #expect(residual((1...3).map { (x: [1, Double($0) * 1e-7], y: Double($0)) }) < 1e-13)
  }

  /// Columns (1, 1) and (1, 1 + e) have scaled eigenvalues of 2 and e^2/8: 5e-13 counts as dependent, and half of the
  /// label stays; 5e-7 is fitted.
  @Test func nearlyDependentFeatures() {
    #expect(abs(residual([([1, 1], 1), ([1, 1 + 2e-6], 0)]) - 0.5) < 1e-5)
    #expect(residual([([1, 1], 1), ([1, 1 + 2e-3], 0)]) < 1e-8)
  }

  /// A million rows that a line through the origin fits: plain sums leave some 1e-6 of their labels.
  @Test func sumsAreCompensated() {
    var sums = LeastSquaresSums(dimension: 1)
    for _ in 0..<1_000_000 { sums.add([0.1], 0.3) }
    #expect(sums.residual < 1e-10)
  }

  @Test func noRowsAndNoFeatures() {
    #expect(LeastSquaresSums(dimension: 2).residual == 0)
    #expect(residual([([0, 0], 3), ([0, 0], 4)]) == 25)
  }

  /// Scaled by ten million: what is left of a perfect fit is rounding of the squares of the labels.
  @Test func neverNegative() {
    for shift in stride(from: 0.1, to: 1, by: 0.1) {
      let rows = (1...9).map { (x: [Double($0) * 1e7, shift], y: Double($0) * 3e7 + 2 * shift) }
      let found = residual(rows)
      #expect(found >= 0 && found < 1e-15 * rows.reduce(0) { $0 + $1.y * $1.y })
    }
  }

  @Test func numbersThatAreNotFinite() {
    #expect(residual([([.infinity], 1)]).isNaN)
    #expect(residual([([1], .nan)]).isNaN)
    #expect(residual([([1e200], 1)]).isNaN)
  }
}
