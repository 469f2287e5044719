import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct BestActionTests {
  /// Uniform over four actions: binomial per action, two-sided level 1e-6 each.
  @Test func randomIsUniform() throws {
    let best = try BestAction(nil, actionCount: 4)
    var stream = RandomStream(key: StreamKey(seed: 2))
    let draws = (0..<8000).map { _ in best.draw(from: &stream, actionCount: 4) }
    for action in 0..<4 {
      #expect(
        BinomialTest(successes: draws.count { $0 == action }, trials: 8000, probability: 0.25).pValue > 1e-6)
    }
  }

  @Test func givenIsGiven() throws {
    var stream = RandomStream(key: StreamKey(seed: 2))
    #expect(try BestAction(3, actionCount: 4).draw(from: &stream, actionCount: 4) == 3)
  }
}
