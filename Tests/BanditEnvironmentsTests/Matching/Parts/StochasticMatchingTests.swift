import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing
import BanditTesting

struct StochasticMatchingTests {
  /// An attempt succeeds if the uniform of its address is below the probability: coupled runs are monotone in it.
  @Test func attemptsAreCoins() {
    let graph = WorkedMatchings.graph([[1]], probability: 0.3, weights: [1])
    var world = StochasticMatching(MatchingTruth(graph))
    var noise = RandomStream(key: StreamKey(seed: 2))
    var counts = [0, 0]
    for attempt in 0..<20_000 {
      noise.move(to: 0, occurrence: attempt)
      let small = world.attempt(MatchingEdge(vertex: 0, probability: 0.3), at: 1, noise: &noise)
      noise.move(to: 0, occurrence: attempt)
      let large = world.attempt(MatchingEdge(vertex: 0, probability: 0.4), at: 1, noise: &noise)
      #expect(!small || large)
      counts[0] += small ? 1 : 0
      counts[1] += large ? 1 : 0
    }
    // Exact binomial tests, level 1e-6.
    #expect(BinomialTest(successes: counts[0], trials: 20_000, probability: 0.3).pValue > 1e-6)
    #expect(BinomialTest(successes: counts[1], trials: 20_000, probability: 0.4).pValue > 1e-6)
    noise.move(to: 0, occurrence: 0)
    #expect(world.attempt(MatchingEdge(vertex: 0, probability: 1), at: 1, noise: &noise))
    #expect(!world.attempt(MatchingEdge(vertex: 0, probability: 0), at: 1, noise: &noise))
  }
}
