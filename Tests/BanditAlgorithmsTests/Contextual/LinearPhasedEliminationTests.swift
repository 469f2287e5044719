import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LinearPhasedEliminationTests {
  private static let actions: [Double] = [1, 0, 0, 1, 0.6, 0.8, 0.8, -0.6]

  private func world(rounds: Int, actions: [Double] = actions, theta: [Double] = [0.7, 0.1]) -> ScriptedContexts {
    WorkedWorlds.linear([actions], theta: theta, rounds: rounds, noise: 0.5, isFixed: true)
  }

  private func run(_ rounds: Int) throws -> RecordedContexts<LinearPhasedElimination> {
    let world = world(rounds: rounds)
    return RecordedContexts(learner: try LinearPhasedElimination(world.truth.problem, delta: 0.1), world: world)
  }

  /// Four phases, to the last round.
  @Test func phases() throws {
    let first = try run(1).learner
    #expect(first.phase == 1 && first.counts == [5, 5, 5, 5] && first.active == [0, 1, 2, 3])
    let second = try run(21).learner
    #expect(second.phase == 2 && second.counts == [22, 22, 22, 22] && second.active == [0, 1, 2, 3])
    #expect(try run(107).learner.phase == 2)
    let third = try run(108).learner
    #expect(third.phase == 3 && third.counts == [29, 187, 181] && third.active == [0, 2, 3])
    #expect(third.designSteps == 48)
    #expect(agree(try #require(third.designWeights), [0.0728207, 0.471329, 0.45585], within: 1e-6))
    let fourth = try run(505).learner
    #expect(fourth.phase == 4 && fourth.counts == [125, 807, 781] && fourth.active == [0, 2, 3])
    let last = try run(20000)
    #expect(last.learner.active == [0] && last.learner.counts == [])
    #expect((0..<4).map { arm in last.arms.count { $0 == arm } } == [17963, 27, 1021, 989])
    #expect(last.arms.suffix(20000 - 2218).allSatisfy { $0 == 0 } && last.arms[2217] == 3)
    #expect(abs(last.account.entry(for: .pseudo, group: "", after: 20000).regret - 418.2) < 1e-9)
    #expect(last.account.measure(.meanPropensity, after: 20000) == 1)
  }

  /// In a phase arms come in index order; what is cut short drops nothing.
  @Test func armsOfAPhase() throws {
    #expect(try run(30).arms.digits == "000001111122222333330000000000")
    #expect(try run(2217).learner.active == [0, 2, 3])
  }

  /// A set that spans a line only, whose design leaves actions out, and rewards without any noise.
  @Test func lineWithoutNoise() throws {
    let problem = WorkedWorlds.linear(
      [[1, 1, 2, 2, -1, -1]], theta: [0.2, 0.1], rounds: 9, noise: 0, isFixed: true, featureNorm: 3)
    let run = RecordedContexts(learner: try LinearPhasedElimination(problem.truth.problem), world: problem)
    #expect(run.arms == Array(repeating: 1, count: 9))
    #expect(run.learner.active == [1])
  }

  @Test func refusals() throws {
    let fresh = ContextualProblem(armCount: 2, dimension: 2, isShared: false, horizon: 10, noiseScale: 1)
    #expect(throws: InvalidSettings("", "needs a set of actions that is the same in every round")) {
      try LinearPhasedElimination(fresh)
    }
    func fixed(_ set: [[Double]]?, noise: Double? = 1) -> ContextualProblem {
      ContextualProblem(
        armCount: 2, dimension: 2, isShared: false, horizon: 10, noiseScale: noise, hasFixedActions: true,
        fixedActions: set)
    }
    let refusal = #expect(throws: InvalidSettings.self) {
      try LinearPhasedElimination(fixed([[1, 0], [0, 0]]))
    }
    #expect(refusal?.message.hasPrefix("all features of action 1 are 0") == true)
    #expect(throws: InvalidSettings.self) { try LinearPhasedElimination(fixed(nil, noise: nil)) }
    #expect(throws: InvalidSettings.self) { try LinearPhasedElimination(fixed(nil), tolerance: 0) }
    #expect(throws: InvalidSettings.self) { try LinearPhasedElimination(fixed(nil), delta: 1) }
    // A set that nobody told before the first round.
    let world = world(rounds: 5, actions: [1, 0, 0, 0])
    let (game, _) = play(try LinearPhasedElimination(world.truth.problem), world, metrics: [])
    #expect(game.failure?.hasPrefix("all features of action 1 are 0") == true)
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: LinearPhasedElimination.self, in: .fixedActions) == [])
  }
}
