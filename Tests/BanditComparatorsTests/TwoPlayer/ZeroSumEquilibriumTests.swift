import BanditComparators
import BanditStreams
import Testing

struct ZeroSumEquilibriumTests {
  private func close(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  /// The worked example: value 1/2, (1/4, 3/4) against (1/2, 1/2).
  @Test func workedExample() throws {
    let game = try #require(ZeroSumEquilibrium(CostMatrices(row: [[1, 0], [1.0 / 3, 2.0 / 3]])))
    #expect(abs(game.value - 0.5) < 1e-12)
    #expect(close(game.row, [0.25, 0.75]) && close(game.column, [0.5, 0.5]))
  }

  /// Rock, paper, scissors; a saddle point; one action each; costs far from 0.
  @Test func knownGames() throws {
    let rock = try #require(ZeroSumEquilibrium(CostMatrices(row: [[0, 1, -1], [-1, 0, 1], [1, -1, 0]])))
    let third = Array(repeating: 1.0 / 3, count: 3)
    #expect(abs(rock.value) < 1e-12 && close(rock.row, third) && close(rock.column, third))
    // Row 1 pays at most 3, column 0 gets at least 3.
    let saddle = try #require(ZeroSumEquilibrium(CostMatrices(row: [[5, 9], [3, 2]])))
    #expect(abs(saddle.value - 3) < 1e-12 && close(saddle.row, [0, 1]) && close(saddle.column, [1, 0]))
    let one = try #require(ZeroSumEquilibrium(CostMatrices(row: [[-7]])))
    #expect(one.value == -7 && one.row == [1] && one.column == [1])
    let far = try #require(ZeroSumEquilibrium(CostMatrices(row: [[1e6 + 1, 1e6], [1e6, 1e6 + 1]])))
    #expect(abs(far.value - 1_000_000.5) < 1e-6)
    #expect(ZeroSumEquilibrium(CostMatrices(row: [[1]], column: [[1]])) == nil)
  }

  /// A proof for each of 300 random games: the row player's strategy pays no more than the value whatever the other does,
  /// the column player's gets no less. A third have small whole entries, so that there are ties.
  @Test func strategiesGuaranteeTheValue() throws {
    var noise = RandomStream(key: StreamKey(seed: 31))
    for number in 0..<300 {
      let (rows, columns) = (1 + noise.integer(below: 9), 1 + noise.integer(below: 9))
      let scale = number.isMultiple(of: 7) ? 1e6 : 1
      let matrix = (0..<rows).map { _ in
        (0..<columns).map { _ in
          number.isMultiple(of: 3) ? Double(noise.integer(below: 4)) - 1 : scale * (noise.uniform() - 0.3)
        }
      }
      let costs = CostMatrices(row: matrix)
      let game = try #require(ZeroSumEquilibrium(costs))
      for strategy in [game.row, game.column] {
        #expect(abs(strategy.reduce(0, +) - 1) < 1e-12 && strategy.allSatisfy { $0 >= 0 })
      }
      let pays = (0..<columns).map { j in (0..<rows).reduce(0.0) { $0 + game.row[$1] * matrix[$1][j] } }.max()!
      let gets = matrix.map { row in zip(row, game.column).reduce(0) { $0 + $1.0 * $1.1 } }.min()!
      #expect(pays - game.value < 1e-9 * scale && game.value - gets < 1e-9 * scale, "game \(number)")
    }
  }
}
