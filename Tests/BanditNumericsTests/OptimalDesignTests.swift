import Testing

@testable import BanditNumerics

/// Designs at tolerance .01, with the numbers of an independent program in Python.
struct OptimalDesignTests {
  private func design(_ rows: [[Double]], tolerance: Double = 0.01) throws -> OptimalDesign {
    try #require(OptimalDesign(of: rows.flatMap { $0 }, dimension: rows[0].count, tolerance: tolerance))
  }

  private func agree(_ found: [Double], _ expected: [Double], within distance: Double) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= distance }
  }

  @Test func equalWeightsMayDo() throws {
    let design = try design([[1, 0], [0, 1], [1, 1]])
    #expect(design.stepCount == 0 && agree(design.weights, [1 / 3.0, 1 / 3.0, 1 / 3.0], within: 1e-15))
    #expect(design.rank == 2 && abs(design.largestWidth - 2) < 1e-12)
  }

  @Test func aShortVectorIsLeftOut() throws {
    let design = try design([[1, 0], [0, 1], [0.5, 0.5]])
    #expect(design.stepCount == 98)
    #expect(agree(design.weights, [0.49266, 0.49757, 0.00977], within: 5e-6))
    #expect(abs(design.largestWidth - 2.01983) < 5e-6)
  }

  @Test func ofAPhase() throws {
    let design = try design([[1, 0], [0.6, 0.8], [0.8, -0.6]])
    #expect(design.stepCount == 48)
    #expect(agree(design.weights, [0.0728207, 0.471329, 0.45585], within: 1e-6))
  }

  @Test func ofALine() throws {
    let design = try design([[1, 1], [2, 2], [-1, -1]])
    #expect(design.rank == 1 && design.weights == [0, 1, 0])
    #expect(abs(design.largestWidth - 1) < 1e-12)
  }

  /// Neither the unit, nor a rotation, nor dimensions that nobody uses change anything; the steps that are updates agree
  /// with the matrix itself.
  @Test func widthsAreThoseOfTheWeights() throws {
    let rows: [[Double]] = (0..<7).map { place in
      let x = 0.3 + Double(place)
      return [x.truncatingRemainder(dividingBy: 1.7), (x * x).truncatingRemainder(dividingBy: 2.3) - 1, 0.1 * x]
    }
    let design = try design(rows, tolerance: 0.001)
    #expect(design.rank == 3 && design.stepCount > 100)
    #expect(design.largestWidth <= 3.003 && design.largestWidth >= 3 - 1e-9)
    #expect(abs(design.weights.reduce(0, +) - 1) < 1e-12)
    let inverse = try #require(LowerTriangle(of: design.gram(design.weights), dimension: 3)).inverse
    let largest = rows.indices.map { vector in
      let u = Array(design.coordinates[3 * vector..<3 * vector + 3])
      return (0..<3).reduce(0) { sum, row in sum + u[row] * (0..<3).reduce(0) { $0 + inverse[3 * row + $1] * u[$1] } }
    }.max()
    #expect(abs(try #require(largest) - design.largestWidth) < 1e-9)
    let turned = try self.design(
      rows.map {
        [
          0, 1e-200 * (0.6 * $0[0] - 0.8 * $0[1]),
          1e-200 * (0.8 * $0[0] + 0.6 * $0[1]), 1e-200 * $0[2],
        ]
      }, tolerance: 0.001)
    #expect(turned.rank == 3 && agree(turned.weights, design.weights, within: 1e-9))
  }

  @Test func zerosHaveNone() {
    #expect(OptimalDesign(of: [0, 0, 0, 0], dimension: 2, tolerance: 0.01) == nil)
    #expect(OptimalDesign(of: [.infinity, 0], dimension: 2, tolerance: 0.01) == nil)
  }
}
