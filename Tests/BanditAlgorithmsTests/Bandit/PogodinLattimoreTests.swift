import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct PogodinLattimoreTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([:]) {
      try PogodinLattimore($0)
    }
    #expect(played.settings == played.typed)
  }

  /// K = 2, T = 100, arm 0 drawn with loss 1: worked out independently.
  @Test func secondRound() throws {
    let policy = try make(PogodinLattimore.self, horizon: 100)
    #expect(distance(weights(of: policy, after: [(0, 1)]) { $0.weights }, [0.17277569, 0.82722431]) < 6e-9)
  }

  /// Golden numbers: `Tests/Reference/ftrl.py`.
  @Test func referenceTrace() throws {
    let policy = try make(PogodinLattimore.self, arms: 3, horizon: 100)
    #expect(
      distance(weights(of: policy) { $0.weights }, [0.04268961231509706, 0.9285945095868732, 0.028715878098029803])
        < 1e-10)
  }

  @Test func weightsKeepTheirFloor() throws {
    let policy = try make(PogodinLattimore.self, arms: 3, horizon: 20)
    let found = weights(of: policy, after: Array(repeating: (arm: 2, loss: 1), count: 18)) { $0.weights }
    #expect(found[2] == 1.0 / 20)
  }

  /// Uniform play has 100.
  @Test func learns() throws {
    let policy = try make(PogodinLattimore.self, horizon: 1000)
    #expect(regrets(of: policy, means: [0.6, 0.4], rounds: 1000, replications: 50, seed: 10).mean < 45)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: PogodinLattimore.self, isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(PogodinLattimore.self, rewards: nil) }
  }
}
