import BanditComparators
import Testing

struct CostMatricesTests {
  @Test func costsAgainstStrategies() {
    let zero = CostMatrices(row: [[1, 0, 2], [4, 8, 16]])
    #expect(zero.isZeroSum && zero.rowCount == 2 && zero.columnCount == 3)
    var (rows, columns) = ([0.0, 0], [9.0, 9, 9])
    zero.writeRowCosts(against: [0.5, 0.25, 0.25], into: &rows)
    #expect(rows == [1, 8])
    zero.writeColumnCosts(against: [0.75, 0.25], into: &columns)
    #expect(columns == [-1.75, -2, -5.5])
    let general = CostMatrices(row: [[1, 0]], column: [[3, 5]])
    #expect(!general.isZeroSum)
    columns = [0, 0]
    general.writeColumnCosts(against: [1], into: &columns)
    #expect(columns == [3, 5])
  }

  /// [0, 1] where it holds all costs, also those that do not reach its ends.
  @Test func intervals() {
    #expect(CostMatrices.interval(of: [0.4, 0.5]) == 0...1)
    #expect(CostMatrices.interval(of: [-0.4, -1]) == -1...0)
    #expect(CostMatrices.interval(of: [-0.4, 0.5]) == -0.4...0.5)
    #expect(CostMatrices.interval(of: [2, 2]) == 2...3)
    #expect(CostMatrices.interval(of: [0, 0]) == 0...1)
  }
}
