import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct RandomWalkPerturbationTests {
  /// Steps (.5,-.5), (-.5,.5), (.5,.5), (-.5,.5) and losses (0,1), (1,0), (1,0), (0,1): scores before play (.5,-.5),
  /// (0,1), (1.5,1.5), (2,2), so that it plays 2 and then 1, ties keeping it.
  @Test func workedExample() throws {
    var policy = try make(RandomWalkPerturbation.self)
    let steps = [[0.5, -0.5], [-0.5, 0.5], [0.5, 0.5], [-0.5, 0.5]]
    let losses = [[0.0, 1], [1, 0], [1, 0], [0, 1]]
    var actions: [Int] = []
    for round in 0..<4 {
      policy.add(steps[round])
      actions.append(policy.lead(isFirst: round == 0))
      policy.add(losses[round])
    }
    #expect(actions == [1, 0, 0, 0])
  }

  @Test func tiesKeepTheActionElseGoToTheLowest() throws {
    var policy = try make(RandomWalkPerturbation.self, actions: 3)
    #expect(policy.lead(isFirst: true) == 0)
    policy.add([1, 0, 0])
    #expect(policy.lead(isFirst: false) == 1)
    policy.add([-1, 0, 0])
    #expect(policy.lead(isFirst: false) == 1)
    policy.add([0, 1, 0])
    #expect(policy.lead(isFirst: false) == 0)
  }

  /// K = 4, T = 20000: 2058.3, and with cost 1 3087.5.
  @Test func bound() throws {
    #expect(abs(RandomWalkPerturbation.regretBound(actionCount: 4, horizon: 20_000) - 2058.3) < 0.05)
    var policy = try make(RandomWalkPerturbation.self, actions: 4)
    var noise = RandomStream(key: StreamKey(seed: 1))
    _ = policy.selectAction(at: 20_000, noise: &noise)
    #expect(abs(try #require(policy.regretBound?.value) - 3087.5) < 0.05)
    #expect(policy.regretBound?.notion == .switching)
  }

  /// Without losses scores are walks of steps 1/2 or -1/2, one bit an action and round, whatever the number of actions:
  /// after one round the lowest action with -1/2 leads. P(first) = 1/2, P(k) = 2^-(k+1); level 1e-6 each.
  @Test func stepsAreFairCoins() throws {
    var counts = Array(repeating: 0, count: 40)
    let policy = try make(RandomWalkPerturbation.self, actions: 40)
    for seed in 0..<4000 {
      counts[play(policy, [Array(repeating: 0, count: 40)], rounds: 1, seed: UInt64(seed)).actions[0]] += 1
    }
    for action in 0..<8 {
      let test = BinomialTest(successes: counts[action], trials: 4000, probability: pow(0.5, Double(action + 1)))
      #expect(test.pValue > 1e-6)
    }
  }

  /// Two actions, no losses: the difference of scores is a walk with steps -1, 0, 1. With independent coins it moves
  /// with probability 1/2 in a round, and the lead changes only when it has crossed 0: about sqrt(2 T / pi) / 2
  /// switches, 12.6 for T = 1000, the mean of 400 runs within 2.
  @Test(arguments: [("coin", 1.0), ("gaussian", 1)]) func switchesAreThoseOfARandomWalk(steps: String, _: Double) throws
  {
    let policy = try make(RandomWalkPerturbation.self, ["steps": .text(steps)])
    let switches = (0..<400).map { Double(play(policy, [[0, 0]], rounds: 1000, seed: $0).switches) }.mean
    #expect(switches > 5 && switches < 30)
  }

  @Test func regretIsBelowTheBound() throws {
    let rows = sharedWalk(actions: 4, rounds: 1000, gap: 0.05, seed: 3)
    let policy = try make(RandomWalkPerturbation.self, actions: 4)
    let regrets = (0..<50).map { play(policy, rows, rounds: 1000, seed: $0).switchingRegret }
    #expect(regrets.mean < 1.5 * RandomWalkPerturbation.regretBound(actionCount: 4, horizon: 1000))
  }

  @Test(arguments: ["coin", "gaussian"]) func conforms(steps: String) {
    #expect(
      ExpertsConformance.violations(
        of: RandomWalkPerturbation.self, settings: ["steps": .text(steps)], isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = ExpertsProblem(actionCount: 3, horizon: 50, feedback: .full, switchingCost: 1)
    let typed = try RandomWalkPerturbation(problem, steps: .gaussian)
    #expect(
      haveSameContents(typed, try RandomWalkPerturbation(settings: ["steps": .text("gaussian")], problem: problem)))
    #expect(
      haveSameContents(try RandomWalkPerturbation(problem), try RandomWalkPerturbation(settings: [:], problem: problem))
    )
    #expect(!haveSameContents(typed, try RandomWalkPerturbation(problem)))
  }
}
