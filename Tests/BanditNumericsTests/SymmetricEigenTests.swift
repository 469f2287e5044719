import Testing

@testable import BanditNumerics

struct SymmetricEigenTests {
  /// [[2, 1], [1, 2]] has the eigenvalues 1 and 3 with vectors (1, -1) and (1, 1); the lower triangle is not read.
  @Test func aMatrixByHand() throws {
    let eigen = try #require(SymmetricEigen(upperTriangleOf: [2, 1, 99, 2], dimension: 2))
    let places = eigen.values.indices.sorted { eigen.values[$0] < eigen.values[$1] }
    #expect(abs(eigen.values[places[0]] - 1) < 1e-15 && abs(eigen.values[places[1]] - 3) < 1e-15)
    let (small, large) = (places[0] * 2, places[1] * 2)
    #expect(abs(eigen.vectors[small] + eigen.vectors[small + 1]) < 1e-15)
    #expect(abs(eigen.vectors[large] - eigen.vectors[large + 1]) < 1e-15)
    #expect(abs(abs(eigen.vectors[large]) - 0.5.squareRoot()) < 1e-15)
  }

  /// A = sum of value times vector vector^T.
  @Test func theMatrixComesBack() throws {
    let matrix = [4, 1, -2, 1, 3, 0.5, -2, 0.5, 7]
    let eigen = try #require(SymmetricEigen(upperTriangleOf: matrix, dimension: 3))
    for row in 0..<3 {
      for column in 0..<3 {
        let element = (0..<3).reduce(0.0) {
          $0 + eigen.values[$1] * eigen.vectors[$1 * 3 + row] * eigen.vectors[$1 * 3 + column]
        }
        #expect(abs(element - matrix[row * 3 + column]) < 1e-13)
      }
    }
  }

  @Test(arguments: [Double.nan, .infinity]) func numbersMustBeFinite(element: Double) {
    #expect(SymmetricEigen(upperTriangleOf: [1, element, 0, 1], dimension: 2) == nil)
    #expect(SymmetricEigen(upperTriangleOf: [1, 0, element, 1], dimension: 2) != nil)
  }

  @Test func oneRow() {
    #expect(SymmetricEigen(upperTriangleOf: [-3], dimension: 1)?.values == [-3])
  }
}
