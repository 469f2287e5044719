import BanditAlgorithms
import BanditTesting
import Testing

struct UniformLearnerTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([:]) {
      UniformLearner($0)
    }
    #expect(played.settings == played.typed)
  }

  /// A binomial test for each arm, level 1e-6.
  @Test func armsAreEquallyLikely() throws {
    let policy = try make(UniformLearner.self, arms: 5)
    let arms = playScript(learner: policy, rewards: [[1], [0], [0], [0], [0]], rounds: 50_000)
    let result = counts(arms, of: 5)
    for pulls in result {
      #expect(BinomialTest(successes: pulls, trials: 50_000, probability: 0.2).pValue > 1e-6)
    }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: UniformLearner.self, isRandomized: true) == [])
  }
}
