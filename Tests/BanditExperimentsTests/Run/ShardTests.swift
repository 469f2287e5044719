import BanditExperiments
import Testing

struct ShardTests {
  @Test(arguments: ["", "1", "1/", "/2", "2/2", "-1/2", "0/0", "1/2/3", "a/b", " 0/2"])
  func nonsenseIsRefused(text: String) {
    #expect(Shard(text) == nil)
  }

  @Test func positionsAreShared() {
    let shards = (0..<3).map { Shard("\($0)/3")! }
    for position in 0..<20 { #expect(shards.count { $0.contains(position) } == 1) }
    #expect(Shard.whole.contains(7))
  }

  /// As many algorithms as shares, twenty points: each share has each algorithm twice.
  @Test func noShareFollowsTheListOfAlgorithms() {
    for index in 0..<10 {
      let shard = Shard(index: index, count: 10)!
      let algorithms = (0..<200).filter(shard.contains).map { $0 % 10 }
      #expect(algorithms.sorted() == (0..<20).map { $0 / 2 })
    }
  }
}
