import BanditStreams
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

  /// Rank one: it takes a little on the diagonal, and the product is the matrix but for that.
  @Test func singularCovariances() throws {
    let flat = Array(repeating: 1.0, count: 9)
    #expect(LowerTriangle(of: flat, dimension: 3) == nil)
    let triangle = try #require(LowerTriangle(ofCovariance: flat, dimension: 3, scale: 1))
    for row in 0..<3 {
      var z = (0..<3).map { triangle.elements[3 * row + $0] }
      triangle.multiply(&z)
      for column in 0..<3 { #expect(abs(z[column] - 1) < (row == column ? 2e-10 : 1e-12)) }
    }
    #expect(LowerTriangle(ofCovariance: [1, 2, 2, 1], dimension: 2, scale: 1) == nil)
    let sound = try #require(LowerTriangle(ofCovariance: matrix, dimension: 3, scale: 1))
    #expect(sound.elements == LowerTriangle(of: matrix, dimension: 3)?.elements)
  }

  /// The improvement of the better of two draws over 0, jointly normal: 0.68103707 if independent, that of one draw,
  /// 0.39894228, if the same (200000 draws, five standard errors).
  @Test func jointDraws() throws {
    var stream = RandomStream(key: StreamKey(seed: 19))
    let normal = try Gaussian()
    let apart = try #require(LowerTriangle(ofCovariance: [1, 0, 0, 1], dimension: 2, scale: 1))
    let alike = try #require(LowerTriangle(ofCovariance: [1, 1, 1, 1], dimension: 2, scale: 1))
    var sums = [0.0, 0.0]
    for _ in 0..<200_000 {
      let z = (0..<2).map { _ in normal.sample(from: &stream) }
      for (place, factor) in [apart, alike].enumerated() {
        var draw = z
        factor.multiply(&draw)
        sums[place] += max(0, draw[0], draw[1])
      }
    }
    #expect(abs(sums[0] / 200_000 - 0.68103707) < 0.0075 && abs(sums[1] / 200_000 - 0.39894228) < 0.0066)
  }
}
