import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LogBarrierAdaptiveTests {
  /// K = 2, T = 10^4, arm 0 drawn with loss 1: worked out independently.
  @Test func secondRound() throws {
    let policy = try make(LogBarrierAdaptive.self, horizon: 10_000)
    #expect(distance(weights(of: policy, after: []) { $0.weights }, [0.5, 0.5]) < 1e-15)
    #expect(distance(weights(of: policy, after: [(0, 1)]) { $0.weights }, [0.43108182, 0.56891818]) < 6e-9)
  }

  /// Golden numbers: `Tests/Reference/ftrl.py`.
  @Test func referenceTrace() throws {
    let policy = try make(LogBarrierAdaptive.self, arms: 3, horizon: 100)
    #expect(
      distance(weights(of: policy) { $0.weights }, [0.17659878191608366, 0.6218943339901299, 0.20150688409378645])
        < 1e-10)
  }

  /// Uniform play has 100.
  @Test func learns() throws {
    let policy = try make(LogBarrierAdaptive.self, horizon: 1000)
    #expect(regrets(of: policy, means: [0.6, 0.4], rounds: 1000, replications: 50, seed: 9).mean < 45)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: LogBarrierAdaptive.self, isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(LogBarrierAdaptive.self, rewards: nil) }
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(LogBarrierAdaptive.self, arms: 4, horizon: 300),
        try LogBarrierAdaptive(problemOfFour)))
  }
}
