import BanditComparators
import Testing

/// Partitions and lists against all sets, one by one.
struct ListedSetsTests {
  private let costs: [Double] = [0.3, -1, 0.2, 0.2, 2, -0.5]

  private func cheapest(_ sets: [[Int]]) -> Double { sets.map { $0.reduce(0) { $0 + costs[$1] } }.min()! }

  @Test func partitions() throws {
    var oracle = PartitionOracle(blocks: [0, 1, 0, 0, 2, 1], sizes: [2, 1, 0])
    let all = try #require(oracle.allSets(atMost: 100))
    // 3 of the first block times 2 of the second.
    #expect(all.count == 6 && Set(all).count == 6 && all.allSatisfy { oracle.accepts($0) })
    #expect(oracle.allSets(atMost: 5) == nil)
    var set: [Int] = []
    oracle.writeCheapest(for: costs, into: &set)
    #expect(set == [1, 2, 3] && set.reduce(0) { $0 + costs[$1] } == cheapest(all))
    #expect(oracle.largestSize == 3 && oracle.elementCount == 6)
    #expect(!oracle.accepts([0, 1, 4]) && !oracle.accepts([2, 1, 3]) && !oracle.accepts([0, 1, 9]))
  }

  @Test func lists() throws {
    var oracle = ListOracle(elementCount: 6, sets: [[4], [3, 0], [2, 1], [3, 1], [0, 3]])
    var set: [Int] = []
    oracle.writeCheapest(for: costs, into: &set)
    // The first of two.
    #expect(set == [1, 2] && oracle.largestSize == 2)
    let all = try #require(oracle.allSets(atMost: 4))
    #expect(all == [[4], [0, 3], [1, 2], [1, 3]] && set.reduce(0) { $0 + costs[$1] } == cheapest(all))
    #expect(oracle.allSets(atMost: 3) == nil && oracle.accepts([0, 3]) && !oracle.accepts([0, 1]))
  }
}
