import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ActionSetTests {
  /// Every pair of four, and of the three others than action 2, equally often: binomial, level 1e-6 each.
  @Test func setsAreUniform() {
    var set = ActionSet(actionCount: 4)
    var noise = RandomStream(key: StreamKey(seed: 1))
    var all: [[Int]: Int] = [:]
    var others: [[Int]: Int] = [:]
    for _ in 0..<6000 {
      set.draw(2, noise: &noise)
      all[set.members.sorted(), default: 0] += 1
      set.draw(2, without: 2, noise: &noise)
      others[set.members.sorted(), default: 0] += 1
    }
    #expect(all.count == 6 && others.count == 3 && others.keys.allSatisfy { !$0.contains(2) })
    for count in all.values {
      #expect(BinomialTest(successes: count, trials: 6000, probability: 1.0 / 6).pValue > 1e-6)
    }
    for count in others.values {
      #expect(BinomialTest(successes: count, trials: 6000, probability: 1.0 / 3).pValue > 1e-6)
    }
  }

  @Test func wholeSetsDrawNothing() {
    var set = ActionSet(actionCount: 3)
    var noise = RandomStream(key: StreamKey(seed: 1))
    var untouched = RandomStream(key: StreamKey(seed: 1))
    set.draw(3, noise: &noise)
    #expect(set.members.sorted() == [0, 1, 2])
    set.draw(2, without: 1, noise: &noise)
    #expect(set.members.sorted() == [0, 2])
    set.draw(0, without: 1, noise: &noise)
    #expect(set.members.isEmpty)
    let (next, first) = (noise.word(), untouched.word())
    #expect(next == first)
  }
}
