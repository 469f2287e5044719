import BanditComparators
import Testing

struct PreferenceMatrixTests {
  private let cycle = [[0.5, 0.9, 0.4], [0.1, 0.5, 0.8], [0.6, 0.2, 0.5]]

  /// Scores by hand; who beats all others, and that even is not beaten.
  @Test func winnersAndScores() {
    let order = PreferenceMatrix([[0.5, 0.25, 0.4], [0.75, 0.5, 0.9], [0.6, 0.1, 0.5]])
    #expect(order.condorcetWinner == 1 && order.armCount == 3)
    #expect(order.bordaScores.map { ($0 * 1000).rounded() } == [325, 825, 350])
    #expect(order.copelandScores == [0, 2, 1])
    let around = PreferenceMatrix(cycle)
    #expect(around.condorcetWinner == nil && around.copelandScores == [1, 1, 1])
    #expect(around(0, beats: 1) == 0.9 && around(1, beats: 0) == 1 - 0.9 && around(2, beats: 2) == 0.5)
    #expect(PreferenceMatrix([[0.5, 0.5], [0.5, 0.5]]).condorcetWinner == nil)
    let alone = PreferenceMatrix([[0.5]])
    #expect(alone.condorcetWinner == 0 && alone.bordaScores == [0.5] && alone.copelandScores == [0])
  }

  /// The arm at a place of the new order is the one that the order names.
  @Test func otherOrders() {
    let rows = [[0.5, 0.25, 0.4], [0.75, 0.5, 0.9], [0.6, 0.1, 0.5]]
    let (matrix, places) = (PreferenceMatrix(rows), [2, 0, 1])
    let other = matrix.reordered(places)
    for first in 0..<3 {
      for second in 0..<3 {
        #expect(abs(other(first, beats: second) - rows[places[first]][places[second]]) < 1e-15)
      }
    }
    #expect(other.condorcetWinner == 2)
  }

  @Test func mistakes() throws {
    #expect(PreferenceMatrix.mistake(in: cycle) == nil)
    func mistake(_ rows: [[Double]]) throws -> String {
      let found = try #require(PreferenceMatrix.mistake(in: rows))
      return "\(found.row) \(found.column.map { "\($0)" } ?? "-"): \(found.message)"
    }
    #expect(try mistake([]).hasPrefix("0 -: found no row"))
    #expect(try mistake([[0.5, 0.5], [0.5]]).hasPrefix("1 -: found 1 probabilities; accepted: 2"))
    #expect(try mistake([[0.4]]).hasPrefix("0 0: found 0.4; accepted: 0.5"))
    #expect(try mistake([[0.5, 0.7], [0.4, 0.5]]).hasPrefix("1 0: found 0.4, and 0.7"))
    #expect(try mistake([[0.5, 1.1], [-0.1, 0.5]]).hasPrefix("0 1: found 1.1"))
    #expect(try mistake([[0.5, .nan], [0.5, 0.5]]).hasPrefix("0 1: found nan"))
    // A rounding of thirds is none.
    #expect(PreferenceMatrix.mistake(in: [[0.5, 0.3333333333], [0.6666666667, 0.5]]) == nil)
  }
}
