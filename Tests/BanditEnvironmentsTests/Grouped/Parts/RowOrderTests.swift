import Testing

@testable import BanditEnvironments

struct RowOrderTests {
  /// The published shuffle by seed 473.
  @Test func shufflesOfEachReplication() {
    let order = RowOrder.shuffled([205, 473])
    #expect(order.rows(10, replication: 1) == [3, 5, 9, 7, 4, 0, 2, 1, 8, 6])
    #expect(
      order.rows(17, replication: 0) == [7, 6, 10, 1, 12, 13, 5, 16, 9, 3, 11, 0, 15, 8, 14, 4, 2])
    #expect(order.shuffleSeeds == [205, 473])
  }

  @Test func theOrderOfTheFile() {
    #expect(RowOrder.given.rows(4, replication: 7) == [0, 1, 2, 3] && RowOrder.given.shuffleSeeds == nil)
  }

  /// Shuffled 3, 5, 9, 7, 4, 0, 2, 1, 8, 6; sorted by the remainder after division by 3.
  @Test(arguments: [(true, [3, 9, 0, 6, 7, 4, 1, 5, 2, 8]), (false, [5, 2, 8, 7, 4, 1, 3, 9, 0, 6])])
  func equalKeysStayShuffled(ascending: Bool, rows: [Int]) {
    let order = RowOrder.sorted(by: (0..<10).map { Double($0 % 3) }, ascending: ascending, shuffleSeeds: [473])
    #expect(order.rows(10, replication: 0) == rows)
  }

  @Test func publishedSeeds() {
    #expect(RowOrder.publishedSeeds == [473, 503, 623, 550, 692, 989, 617, 458, 301, 205])
  }
}
