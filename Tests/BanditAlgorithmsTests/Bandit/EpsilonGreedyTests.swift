import BanditAlgorithms
import BanditTesting
import Testing

struct EpsilonGreedyTests {
  @Test func greedyFollowsTheMeans() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": .number(0)])
    // Means after the first two rounds .6 and .5; then arm 0 falls to .3 and arm 1 takes over.
    let arms = playScript(policy: policy, rewards: [[0.6, 0], [0.5, 0.5, 0.5, 0]], rounds: 6)
    #expect(arms == [0, 1, 0, 1, 1, 1])
  }

  /// Exploration pulls the worse arm with probability epsilon / K = .15: binomial, two-sided level 1e-6.
  @Test func exploresAtItsRate() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": .number(0.3)])
    let arms = playScript(policy: policy, rewards: [[1], [0]], rounds: 100_002)
    let worse = counts(arms, of: 2)[1] - 1
    #expect(BinomialTest(successes: worse, trials: 100_000, probability: 0.15).pValue > 1e-6)
  }

  @Test func alwaysExploringIsUniform() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": .number(1)], arms: 4)
    let arms = playScript(policy: policy, rewards: [[1], [0], [0], [0]], rounds: 40_004)
    for arm in 0..<4 {
      let pulls = counts(Array(arms.dropFirst(4)), of: 4)[arm]
      #expect(BinomialTest(successes: pulls, trials: 40_000, probability: 0.25).pValue > 1e-6)
    }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: EpsilonGreedy.self, isRandomized: true) == [])
    #expect(
      BanditConformance.violations(
        of: EpsilonGreedy.self, settings: ["epsilon": .number(0)], isRandomized: false) == [])
  }
}
