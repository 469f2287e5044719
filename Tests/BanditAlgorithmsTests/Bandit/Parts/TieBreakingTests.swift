import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct TieBreakingTests {
  @Test func lowestTakesTheFirstMaximum() {
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(TieBreaking.lowest.argmax([1, 3, 2, 3], noise: &noise) == 1)
    #expect(TieBreaking.lowest.argmax([-5], noise: &noise) == 0)
    #expect(TieBreaking.lowest.argmax([-5, -2, -9], noise: &noise) == 1)
  }

  /// Three maxima among five values: each a third of the time, binomial tests at level 1e-6.
  @Test func randomIsUniformOverTheMaxima() {
    var noise = RandomStream(key: StreamKey(seed: 2))
    var counts = [0, 0, 0, 0, 0]
    for _ in 0..<30_000 { counts[TieBreaking.random.argmax([4, 1, 4, 0, 4], noise: &noise)] += 1 }
    #expect(counts[1] == 0 && counts[3] == 0)
    for arm in [0, 2, 4] {
      #expect(BinomialTest(successes: counts[arm], trials: 30_000, probability: 1 / 3).pValue > 1e-6)
    }
  }

  @Test func aClearMaximumDrawsNothing() {
    var noise = RandomStream(key: StreamKey(seed: 3))
    var untouched = RandomStream(key: StreamKey(seed: 3))
    #expect(TieBreaking.random.argmax([1, 2], noise: &noise) == 1)
    #expect(noise.word() == untouched.word())
  }
}
