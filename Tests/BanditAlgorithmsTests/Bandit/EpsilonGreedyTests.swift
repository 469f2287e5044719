import BanditTesting
import Testing

@testable import BanditAlgorithms

struct EpsilonGreedyTests {
  @Test func greedyFollowsTheMeans() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": .number(0)])
    // Means after the first two rounds .6 and .5; then arm 0 falls to .3 and arm 1 takes over.
    let arms = playScript(learner: policy, rewards: [[0.6, 0], [0.5, 0.5, 0.5, 0]], rounds: 6)
    #expect(arms == [0, 1, 0, 1, 1, 1])
  }

  /// Exploration pulls the worse arm with probability epsilon / K = .15: binomial, two-sided level 1e-6.
  @Test func exploresAtItsRate() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": .number(0.3)])
    let arms = playScript(learner: policy, rewards: [[1], [0]], rounds: 100_002)
    let worse = counts(arms, of: 2)[1] - 1
    #expect(BinomialTest(successes: worse, trials: 100_000, probability: 0.15).pValue > 1e-6)
  }

  @Test func alwaysExploringIsUniform() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": .number(1)], arms: 4)
    let arms = playScript(learner: policy, rewards: [[1], [0], [0], [0]], rounds: 40_004)
    for arm in 0..<4 {
      let pulls = counts(Array(arms.dropFirst(4)), of: 4)[arm]
      #expect(BinomialTest(successes: pulls, trials: 40_000, probability: 0.25).pValue > 1e-6)
    }
  }

  /// (2 ln t / t)^(1/3), at most 1; for nine arms it stays at 1 from t = 2 on.
  @Test(arguments: [
    (arms: 2, round: 1, expected: 0), (arms: 2, round: 2, expected: 0.8850), (arms: 2, round: 100, expected: 0.4516),
    (arms: 9, round: 2, expected: 1),
  ])
  func decaysByTheTextbook(arms: Int, round: Int, expected: Double) throws {
    let policy = try make(EpsilonGreedy.self, ["decay": .text("textbook")], arms: arms)
    #expect(abs(policy.explorationProbability(at: round) - expected) < 5e-5)
    let constant = try make(EpsilonGreedy.self, ["epsilon": .number(0.25)], arms: arms)
    #expect(constant.explorationProbability(at: round) == 0.25)
  }

  /// Exploration pulls the worse arm in round t with probability epsilon_t / 2. Over rounds 3...10000 the
  /// sum of these is 860.179 and that of the variances 775.248 (NumPy): five standard deviations.
  @Test func exploresLessAndLess() throws {
    let policy = try make(EpsilonGreedy.self, ["decay": .text("textbook")])
    let arms = playScript(learner: policy, rewards: [[1], [0]], rounds: 10_000)
    let worse = Double(counts(arms, of: 2)[1] - 1)
    #expect(abs(worse - 860.179) < 5 * 775.248.squareRoot())
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: EpsilonGreedy.self, isRandomized: true) == [])
    #expect(
      BanditConformance.violations(
        of: EpsilonGreedy.self, settings: ["epsilon": .number(0)], isRandomized: false) == [])
    #expect(
      BanditConformance.violations(
        of: EpsilonGreedy.self, settings: ["decay": .text("textbook")], isRandomized: true) == [])
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(EpsilonGreedy.self, ["epsilon": .number(0.4), "ties": .text("random")], arms: 4, horizon: 300),
        try EpsilonGreedy(problemOfFour, epsilon: 0.4, ties: .random)))
    #expect(
      pullTheSameArms(
        try make(EpsilonGreedy.self, ["decay": .text("textbook")], arms: 4, horizon: 300),
        try EpsilonGreedy(problemOfFour, decay: .textbook)))
  }
}
