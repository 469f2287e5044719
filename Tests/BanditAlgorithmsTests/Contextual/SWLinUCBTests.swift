import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SWLinUCBTests {
  @Test func trace() throws {
    let world = DLinUCBTests.world
    let learner = try SWLinUCB(world.truth.problem, window: 10, delta: 0.1)
    #expect(abs(learner.radius - 1.306609862) < 1e-8)
    let run = RecordedContexts(learner: learner, world: world)
    #expect(run.arms.digits == "0300000300003000300111222222222212222222")
    #expect(abs(run.rewards.reduce(0, +) - 27.2) < 1e-9)
  }

  /// The window of `auto` is at least 1 and at most the horizon, also where nothing changes.
  @Test func longWindowsAreLinUCB() throws {
    let problem = ContextualProblem(
      armCount: 3, dimension: 2, isShared: false, horizon: 50, noiseScale: 0, parameterNorm: 1, featureNorm: 1,
      variation: 0)
    let views = WorkedWorlds.freshViews(rounds: 50)
    let world = ScriptedContexts(problem, views: views) { _, features, _ in
      0.6 * features[features.startIndex] - 0.2 * features[features.startIndex + 1]
    }
    let windowed = RecordedContexts(learner: try SWLinUCB(problem, lambda: 0.49), world: world)
    let plain = RecordedContexts(learner: try LinUCB(problem, alpha: .number(0.7), lambda: 0.49), world: world)
    #expect(windowed.arms == plain.arms)
    #expect(agree(windowed.learner.estimate, plain.learner.estimate, within: 1e-10))
  }

  /// After the window has passed over everything, it is a ridge regression on the last rewards.
  @Test func forgetsWhatLeftTheWindow() throws {
    let world = WorkedWorlds.linear(WorkedWorlds.freshViews(rounds: 50), theta: [0.6, -0.2], rounds: 50)
    func learner() throws -> SWLinUCB { try SWLinUCB(world.truth.problem, window: 7, lambda: 0.5) }
    let (long, short) = (RecordedContexts(learner: try learner(), world: world), try learner())
    var fresh = short
    for round in 44...50 {
      var view = ContextualView(of: world.truth.problem)
      view.features = WorkedWorlds.freshViews(rounds: 50)[round - 1]
      fresh.observe(reward: long.rewards[round - 1], of: long.arms[round - 1], in: view, at: round)
    }
    #expect(agree(long.learner.estimate, fresh.estimate, within: 1e-12))
  }

  @Test func refusals() {
    let problem = ContextualProblem(
      armCount: 2, dimension: 2, isShared: false, horizon: 40, noiseScale: 1, parameterNorm: 1, featureNorm: 1)
    #expect(throws: InvalidSettings.self) { try SWLinUCB(problem) }
    #expect(throws: InvalidSettings.self) { try SWLinUCB(problem, window: 0) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: SWLinUCB.self) == [])
    #expect(ContextualConformance.violations(of: SWLinUCB.self, settings: ["window": 5], in: .fixedActions) == [])
  }
}
