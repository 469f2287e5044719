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
}
