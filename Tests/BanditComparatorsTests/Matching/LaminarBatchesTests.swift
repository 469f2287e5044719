import Testing

@testable import BanditComparators

struct LaminarBatchesTests {
  private func triangle(_ k: Int) -> LaminarBatches {
    LaminarBatches((0..<k).map { Array($0..<k) }, vertexCount: k)!
  }

  private let star = LaminarBatches([[0, 1, 2], [1], [2]], vertexCount: 3)!
  private let nested = LaminarBatches(
    [Array(0...6), [1, 2, 3], [2], [3], [4, 5, 6], [5], [6]], vertexCount: 7)!

  /// Ratios to the number of vertices in the limit; the first three also in closed form.
  @Test func vanishingProbabilities() {
    let (e, ratio) = (
      Double.exp(1),
      { (batches: LaminarBatches) in
        batches.value(copies: nil) / Double(batches.vertexCount)
      }
    )
    #expect(abs(ratio(triangle(1)) - (1 - 1 / e)) < 1e-14)
    #expect(abs(ratio(triangle(2)) - (1 - 3 / (4 * e) - 3 / (4 * e * e))) < 1e-14)
    #expect(abs(ratio(triangle(3)) - (1 - 11 / (18 * e) - 5 / (6 * e * e) - 5 / (6 * e * e * e))) < 1e-14)
    #expect(abs(ratio(triangle(3)) - 0.6209161596) < 1e-10)
    #expect(abs(ratio(star) - 0.6097749953) < 1e-10)
    #expect(abs(ratio(nested) - 0.6059134644) < 1e-10)
    // k = 3 is the hardest.
    #expect((1...8).map { ratio(triangle($0)) }.min() == ratio(triangle(3)))
  }

  @Test func finiteBatches() {
    let values: [(LaminarBatches, Int, Double)] = [
      (triangle(2), 1, 0.75), (triangle(3), 1, 0.7222222222), (star, 1, 0.7777777778), (triangle(2), 2, 0.6875),
      (triangle(3), 2, 0.6649305556), (star, 2, 0.6666666667), (triangle(1), 10, 0.6513215599),
      (triangle(2), 10, 0.6342460375),
    ]
    for (batches, copies, ratio) in values {
      #expect(abs(batches.value(copies: copies) / Double(batches.vertexCount) - ratio) < 1e-10)
    }
  }

  /// The law of successes is binomial up to its limit.
  @Test func laws() {
    #expect(LaminarBatches.successes(copies: 2, limit: 2).elementsEqual([0.25, 0.5, 0.25]) { abs($0 - $1) < 1e-15 })
    #expect(
      LaminarBatches.successes(copies: 3, limit: 1).elementsEqual([8.0 / 27, 19.0 / 27]) { abs($0 - $1) < 1e-15 })
    #expect(LaminarBatches.successes(copies: 1, limit: 3) == [0, 1, 0, 0])
    #expect(
      LaminarBatches.successes(copies: 2, limit: 4).elementsEqual([0.25, 0.5, 0.25, 0, 0]) { abs($0 - $1) < 1e-15 })
    #expect(LaminarBatches.successes(copies: nil, limit: 0) == [1])
  }

  @Test func otherBatchesAreRefused() {
    #expect(LaminarBatches([[0, 1], [1, 2]], vertexCount: 3) == nil)
    #expect(LaminarBatches([[0], [0, 1]], vertexCount: 2) == nil)
    #expect(LaminarBatches([[0]], vertexCount: 13) == nil)
  }
}
