import Testing

@testable import BanditNumerics

struct LinearSystemTests {
  /// By hand: 2x + y = 5, x + 3y = 10; and one that needs its rows exchanged.
  @Test func solvesByHand() throws {
    let solution = try #require(LinearSystem.solve([2, 1, 1, 3], [5, 10]))
    #expect(abs(solution[0] - 1) < 1e-15 && abs(solution[1] - 3) < 1e-15)
    #expect(LinearSystem.solve([0, 2, 4, 0], [6, 8]) == [2, 3])
    #expect(LinearSystem.solve([4], [2]) == [0.5])
  }

  /// Hilbert's matrix of order 5 times (1, ..., 1): a condition number near 5e5.
  @Test func survivesAnIllConditionedMatrix() throws {
    let matrix = (0..<5).flatMap { row in (0..<5).map { 1 / Double(row + $0 + 1) } }
    let right = (0..<5).map { row in (0..<5).reduce(0) { $0 + matrix[row * 5 + $1] } }
    for value in try #require(LinearSystem.solve(matrix, right)) { #expect(abs(value - 1) < 1e-10) }
  }

  @Test func singularMatricesHaveNoSolution() {
    #expect(LinearSystem.solve([0], [1]) == nil)
    #expect(LinearSystem.solve([1, 2, 2, 4], [1, 2]) == nil)
    #expect(LinearSystem.solve([.nan], [1]) == nil)
    #expect(LinearSystem.solve([1], [.infinity]) == nil)
  }
}
