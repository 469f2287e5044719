import BanditNumerics
import BanditStreams
import Testing

struct RankHeapTests {
  private func order(_ keys: [Double]) -> [Int] {
    var heap = RankHeap(capacity: keys.count + 3)
    heap.fill(keys.count) { keys[$0] }
    return keys.map { _ in heap.removeFirst() }
  }

  /// The largest key first, the lowest item on ties: as sorting says.
  @Test func itemsComeInTheOrderOfTheirKeys() {
    var noise = RandomStream(key: StreamKey(seed: 1))
    for count in 0...40 {
      let keys = (0..<count).map { _ in Double(noise.integer(below: 12)) - 6 }
      let sorted = keys.indices.sorted { keys[$0] > keys[$1] || keys[$0] == keys[$1] && $0 < $1 }
      #expect(order(keys) == sorted)
    }
    #expect(order([-.infinity, 1, .infinity, 1]) == [2, 1, 3, 0])
  }

  @Test func keysAreLowered() {
    var heap = RankHeap(capacity: 4)
    #expect(heap.first == nil)
    heap.fill(4) { [4, 7, 5, 1][$0] }
    heap.lowerFirst(to: 4)
    #expect(heap.first == 2 && heap.key(of: 1) == 4)
    heap.lowerFirst(to: 5)
    // Equal keys: the lower item.
    let order = (0..<4).map { _ in heap.removeFirst() }
    #expect(order == [2, 0, 1, 3] && heap.count == 0 && heap.first == nil)
    heap.fill(2) { Double($0) }
    #expect(heap.count == 2 && heap.first == 1)
  }
}
