import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct DLinUCBTests {
  /// Round by round: theta (1, 0), from round 16 on (-1, 0).
  static let world: ScriptedContexts = {
    let problem = ContextualProblem(
      armCount: 4, dimension: 2, isShared: false, horizon: 40, noiseScale: 0.1, parameterNorm: 1, featureNorm: 1,
      variation: 2)
    return ScriptedContexts(problem, views: [[1, 0, 0, 1, -1, 0, 0.6, 0.75]]) { _, features, round in
      (round <= 15 ? 1 : -1) * features[features.startIndex]
    }
  }()

  @Test func traceWithTwoMatrices() throws {
    let learner = try DLinUCB(Self.world.truth.problem, discount: 0.9, delta: 0.1)
    let run = RecordedContexts(learner: learner, world: Self.world)
    #expect(run.arms.digits == "0030000300000030303011101112222222222222")
    #expect(abs(run.rewards.reduce(0, +) - 21.6) < 1e-9)
    #expect(abs(run.learner.radius - 1.268033367) < 1e-8)
    var view = ContextualView(of: Self.world.truth.problem)
    view.features = [1, 0, 0, 1, -1, 0, 0.6, 0.75]
    let indices = (0..<4).map { run.learner.index(of: $0, in: view, radius: run.learner.radius) }
    #expect(agree(indices, [-0.4646870956, 0.64523344, 1.120078867, 0.0384195497]))
  }

  @Test func traceWithOneMatrix() throws {
    let learner = try DLinUCB(Self.world.truth.problem, discount: 0.9, covariance: .single, delta: 0.1)
    let run = RecordedContexts(learner: learner, world: Self.world)
    #expect(run.arms.digits == "0030000300000300300110111022222222222222")
    #expect(abs(run.rewards.reduce(0, +) - 22.2) < 1e-9)
  }

  /// Two steps by hand; the slip of the public code, W from the new V, would give other indices.
  @Test func twoSteps() throws {
    let problem = ContextualProblem(
      armCount: 4, dimension: 2, isShared: false, horizon: 40, noiseScale: 1, parameterNorm: 1, featureNorm: 1)
    var learner = try DLinUCB(problem, discount: 0.5, delta: 0.1)
    var view = ContextualView(of: problem)
    view.features = [1, 0, 0, 1, -1, 0, 0.6, 0.75]
    learner.observe(reward: 1, of: 0, in: view, at: 1)
    learner.observe(reward: 0.5, of: 3, in: view, at: 2)
    #expect(abs(learner.radius - 3.361394888) < 1e-8)
    let indices = (0..<4).map { learner.index(of: $0, in: view, radius: learner.radius) }
    #expect(agree(indices, [2.763445416, 2.898758025, 1.963630344, 2.54520785]))
  }

  @Test func radiusAfterManyRounds() throws {
    let problem = ContextualProblem(
      armCount: 1, dimension: 2, isShared: false, horizon: 40, noiseScale: 1, parameterNorm: 1, featureNorm: 1)
    var learner = try DLinUCB(problem, discount: 0.99, lambda: 0.1, delta: 0.01)
    var radii: [Double] = []
    for count in 0...1000 {
      if [0, 1, 2, 10, 100, 1000].contains(count) { radii.append(learner.radius) }
      learner.observe(reward: 0, of: 0, in: ContextualView(of: problem), at: count + 1)
    }
    #expect(agree(radii, [3.351082025, 3.89307824, 4.056275585, 4.42719548, 4.786659949, 4.818586202]))
  }

  /// Without forgetting it is lin-ucb, when the factor of the width is the same.
  @Test func withoutForgettingItIsLinUCB() throws {
    let world = WorkedWorlds.linear(WorkedWorlds.freshViews(rounds: 50), theta: [0.6, -0.2], rounds: 50, noise: 0)
    let slow = try DLinUCB(world.truth.problem, discount: 1 - 1e-12, lambda: 0.49)
    let plain = try LinUCB(world.truth.problem, alpha: .number(0.7), lambda: 0.49)
    #expect(
      RecordedContexts(learner: slow, world: world).arms == RecordedContexts(learner: plain, world: world).arms)
  }

  @Test func refusals() {
    let problem = ContextualProblem(
      armCount: 2, dimension: 2, isShared: false, horizon: 40, noiseScale: 1, parameterNorm: 1, featureNorm: 1)
    #expect(throws: InvalidSettings.self) { try DLinUCB(problem) }
    #expect(throws: InvalidSettings.self) { try DLinUCB(problem, discount: 1) }
    let shared = ContextualProblem(
      armCount: 2, dimension: 2, isShared: true, horizon: 40, noiseScale: 1, parameterNorm: 1, featureNorm: 1)
    #expect(throws: InvalidSettings.self) { try DLinUCB(shared, discount: 0.9) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: DLinUCB.self) == [])
    #expect(ContextualConformance.violations(of: DLinUCB.self, settings: ["covariance": "single"]) == [])
  }
}
