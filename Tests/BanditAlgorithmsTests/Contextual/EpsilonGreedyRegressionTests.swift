import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct EpsilonGreedyRegressionTests {
  /// Without exploration it is lin-ucb with alpha 0.
  @Test func greedyIsLinUCBWithoutWidths() throws {
    let world = WorkedWorlds.linear(WorkedWorlds.freshViews(rounds: 200), theta: [0.6, -0.2], rounds: 200)
    let greedy = RecordedContexts(
      learner: try EpsilonGreedyRegression(world.truth.problem, epsilon: 0, lambda: 0.5), world: world)
    let optimistic = RecordedContexts(
      learner: try LinUCB(world.truth.problem, alpha: .number(0), lambda: 0.5), world: world)
    #expect(greedy.arms == optimistic.arms)
    #expect(greedy.account.measure(.meanPropensity, after: 200) == 1)
  }

  /// Exploration may hit the greedy arm: its probability is 1 - epsilon + epsilon / K.
  @Test func tellsTheProbabilityOfTheArmDrawn() throws {
    let world = WorkedWorlds.fixed()
    var learner = try EpsilonGreedyRegression(world.truth.problem, epsilon: 0.3)
    var view = ContextualView(of: world.truth.problem)
    view.features = [1, 0, 0, 1, 0.6, 0.7]
    learner.observe(reward: 1, of: 1, in: view, at: 1)
    var noise = RandomStream(key: StreamKey(seed: 0))
    var counts = [0, 0, 0]
    for round in 1...30_000 {
      noise.move(to: 0, occurrence: round)
      let arm = learner.selectArm(view, at: round, noise: &noise)
      counts[arm] += 1
      #expect(abs(try #require(learner.propensity) - (arm == 1 ? 0.8 : 0.1)) < 1e-12)
    }
    // Level 1e-6 each.
    for test in BinomialTest.perBin(counts: counts, probabilities: [0.1, 0.8, 0.1]) { #expect(test.pValue > 1e-6) }
  }

  @Test func epsilonFallsWithTheCubeRoot() throws {
    let world = WorkedWorlds.fixed()
    var learner = try EpsilonGreedyRegression(world.truth.problem, epsilon: 0.9, decay: .cubeRoot)
    var view = ContextualView(of: world.truth.problem)
    view.features = [1, 0, 0, 1, 0.6, 0.7]
    var noise = RandomStream(key: StreamKey(seed: 0))
    let arm = learner.selectArm(view, at: 27, noise: &noise)
    #expect(abs(try #require(learner.propensity) - (arm == 0 ? 0.8 : 0.1)) < 1e-12)
  }

  /// Separate parameters, rewards above 0 and predictions that start at 0: one arm for ever; optimism explores.
  @Test func optimismExplores() throws {
    let world = WorkedWorlds.disjoint(rounds: 60)
    func arms(initial: Double) throws -> Set<Int> {
      let learner = try EpsilonGreedyRegression(world.truth.problem, model: .disjoint, epsilon: 0, initial: initial)
      return Set(RecordedContexts(learner: learner, world: world).arms)
    }
    #expect(try arms(initial: 0) == [0])
    #expect(try arms(initial: 1) == [0, 1, 2])
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: EpsilonGreedyRegression.self, isRandomized: true) == [])
    #expect(
      ContextualConformance.violations(
        of: EpsilonGreedyRegression.self, settings: ["epsilon": 1, "decay": "cube-root", "model": "disjoint"],
        isRandomized: true, in: .contexts) == [])
  }
}
