import Testing

@testable import BanditNumerics

struct CholeskyFactorTests {
  /// numpy.linalg.cholesky (Tests/Reference/recovering.py).
  @Test func agreesWithNumPy() {
    let matrix = [[4, 2, 0.6], [2, 5, 1], [0.6, 1, 3]]
    let factor = CholeskyFactor(dimension: 3) { matrix[$0][$1] }
    let expected = [2, 1, 2, 0.3, 0.35, 1.6695807857064]
    #expect(zip(factor.elements, expected).allSatisfy { abs($0 - $1) < 1e-13 })
    // L (1, 2, 3) by hand.
    let image = factor.times([1, 2, 3])
    #expect(zip(image, [2, 5, 0.3 + 0.7 + 3 * 1.6695807857064]).allSatisfy { abs($0 - $1) < 1e-12 })
  }
}
