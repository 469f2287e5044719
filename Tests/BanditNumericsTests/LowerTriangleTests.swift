import Testing

@testable import BanditNumerics

struct LowerTriangleTests {
  private let matrix = [4.0, 2, 0.6, 2, 3, -0.4, 0.6, -0.4, 1]

  /// Against GSL.
  @Test func factor() throws {
    let triangle = try #require(LowerTriangle(of: matrix, dimension: 3))
    let other = CholeskyFactor(dimension: 3) { matrix[3 * $0 + $1] }
    let lower = [0, 3, 4, 6, 7, 8].map { triangle.elements[$0] }
    for (found, expected) in zip(lower, other.elements) { #expect(abs(found - expected) < 1e-15) }
    #expect(triangle.elements[1] == 0)
  }

  @Test func inverse() throws {
    let inverse = try #require(LowerTriangle(of: matrix, dimension: 3)).inverse
    for row in 0..<3 {
      for column in 0..<3 {
        let sum = (0..<3).reduce(0) { $0 + matrix[3 * row + $1] * inverse[3 * $1 + column] }
        #expect(abs(sum - (row == column ? 1 : 0)) < 1e-14)
        #expect(inverse[3 * row + column] == inverse[3 * column + row])
      }
    }
  }

  @Test func whatIsNotPositiveDefiniteHasNone() {
    #expect(LowerTriangle(of: [1, 2, 2, 1], dimension: 2) == nil)
    #expect(LowerTriangle(of: [.nan], dimension: 1) == nil)
    #expect(LowerTriangle(of: [.infinity], dimension: 1) == nil)
  }
}
