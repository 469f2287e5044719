import BanditGames
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

  /// Sutton and Barto's optimistic greedy, by hand: initial value 5, step size 1/2. Every reward disappoints, so that the
  /// arms take turns until estimates have come down: arm 0 (always 1): 3, 2, 1.5; arm 1 (always 2): 3.5, 2.75, 2.375, ...
  @Test func optimismExplores() throws {
    let policy = try make(
      EpsilonGreedy.self,
      ["epsilon": 0, "initialValue": 5, "stepSize": 0.5, "firstPulls": .whole(0)])
    let arms = playScript(learner: policy, rewards: [[1], [2]], rounds: 9)
    // (5, 5), (3, 5), (3, 3.5), (3, 2.75), (2, 2.75), (2, 2.375), (2, 2.1875), ... which stays above 2.
    #expect(arms == [0, 1, 1, 0, 1, 1, 1, 1, 1])
  }

  /// With the step 1/n the first reward takes the place of the initial value.
  @Test func initialValuesAreForgottenAtOnce() throws {
    let policy = try make(
      EpsilonGreedy.self, ["epsilon": 0, "initialValue": 5, "firstPulls": .whole(0)], arms: 3)
    #expect(playScript(learner: policy, rewards: [[1], [3], [2]], rounds: 6) == [0, 1, 2, 1, 1, 1])
  }

  /// Nobody is forced to try an arm: the first one that pays more than nothing is kept.
  @Test func greedyWithoutFirstPullsGetsStuck() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": 0, "firstPulls": .whole(0)], arms: 3)
    #expect(playScript(learner: policy, rewards: [[-1], [0.1], [9]], rounds: 5) == [0, 1, 1, 1, 1])
  }

  /// Two pulls each in turns; then greedy, which goes on learning: arm 1 falls from 0.8 to below 0.5 and is left.
  @Test func firstPullsComeInTurns() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": 0, "firstPulls": .whole(2)])
    let arms = playScript(learner: policy, rewards: [[0.5], [0.8, 0.8, 0, 0, 0, 0]], rounds: 8)
    // Means of arm 1: 0.8, 1.6/3, 0.4.
    #expect(arms == [0, 1, 0, 1, 1, 1, 0, 0])
  }

  /// A constant step: 0 + .5 (1 - 0), then .5 + .5 (0 - .5) = .25, below the .3 of the other one.
  @Test func constantStepsForget() throws {
    let policy = try make(EpsilonGreedy.self, ["epsilon": 0, "stepSize": 0.5])
    #expect(playScript(learner: policy, rewards: [[1, 0], [0.6]], rounds: 5) == [0, 1, 0, 1, 1])
  }

  /// Earlier pulls give means of .2 and .5; the decay counts their rounds.
  @Test func beginsWithEarlierPulls() throws {
    let start = EarlierPulls(pulls: [5, 2], sums: [1, 1])
    let problem = BanditProblem(armCount: 2, horizon: 100)
    let greedy = try EpsilonGreedy(problem, epsilon: 0, start: start)
    // The mean of arm 1: 1/3, .25, then .2 exactly, a tie, which arm 0 wins.
    #expect(playScript(learner: greedy, rewards: [[0.2], [0]], rounds: 4) == [1, 1, 1, 0])
    let decaying = try EpsilonGreedy(problem, decay: .textbook, start: start)
    #expect(abs(decaying.explorationProbability(at: 93) - 0.4516) < 5e-5)
  }

  /// Other settings than those of old results are left out where they are the defaults.
  @Test func defaultsThatCameLateAreLeftOut() throws {
    let settings = try EpsilonGreedy.card.settings(["firstPulls": 1, "initialValue": 0, "stepSize": "1/n"])
    #expect(settings == (try EpsilonGreedy.card.settings([:])))
    #expect(settings.entries.map(\.name) == ["epsilon", "decay", "ties"])
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
    #expect(
      BanditConformance.violations(
        of: EpsilonGreedy.self,
        settings: [
          "epsilon": .number(0), "initialValue": .number(5), "stepSize": .number(0.1), "firstPulls": .whole(0),
        ],
        isRandomized: false) == [])
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
    #expect(
      pullTheSameArms(
        try make(
          EpsilonGreedy.self,
          ["initialValue": .number(0.6), "stepSize": .number(0.2), "firstPulls": .whole(0)], arms: 4, horizon: 300),
        try EpsilonGreedy(problemOfFour, initialValue: 0.6, stepSize: 0.2, firstPulls: 0)))
  }
}
