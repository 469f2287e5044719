import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ContextMeshTests {
  private func problem(
    arms: Int = 2, horizon: Int = 10000, lipschitz: Double? = 1, dimension: Int = 1
  ) -> ContextualProblem {
    ContextualProblem(
      armCount: arms, dimension: dimension + 1, isShared: true, horizon: horizon, rewardRange: 0...1,
      lipschitz: lipschitz)
  }

  @Test func cellsByTheRule() throws {
    #expect(try ContextMesh(problem()).side == 9)
    #expect(try ContextMesh(problem(lipschitz: 0.6 * .pi)).side == 13)
    #expect(try ContextMesh(problem(arms: 4, horizon: 20000, dimension: 2)).side == 5)
    // No slope, or no time, needs no cells.
    #expect(try ContextMesh(problem(lipschitz: 0)).side == 1)
    #expect(try ContextMesh(problem(horizon: 1)).side == 1)
  }

  @Test func cellsOfContexts() throws {
    let problem = problem(dimension: 2)
    let mesh = try ContextMesh(problem, cells: 4)
    func cell(_ x: [Double]) -> Int {
      var view = ContextualView(of: problem)
      view.features = [1] + x
      return mesh.cell(of: view)
    }
    #expect(cell([0.25, 0.5]) == 6 && cell([0.999, 0.1]) == 12 && cell([1, 1]) == 15 && cell([0, 0]) == 0)
    // What lies outside belongs to the border; what is no number, somewhere.
    #expect(cell([-3, 1e300]) == 3 && cell([.nan, 0.3]) == 1)
  }

  /// What each cell sees is a run of the base alone, its clock the visits.
  @Test func playsABaseInEachCell() throws {
    let points = (1...300).map { WorkedWorlds.fraction(Double($0) * WorkedWorlds.golden) }
    let problem = problem(arms: 3, horizon: 300)
    @Sendable func mean(_ arm: Int, _ x: Double) -> Double { arm == 1 ? 0.5 : arm == 0 ? x : 1 - x }
    let world = ScriptedContexts(problem, views: points.map { [1, $0] }) { arm, features, _ in
      mean(arm, features[features.startIndex + 1])
    }
    let run = RecordedContexts(learner: try ContextMesh(problem, cells: 3), world: world)
    for cell in 0..<3 {
      let rounds = points.indices.filter { Int(3 * points[$0]) == cell }
      var base = try UCB1(problem.withoutContexts)
      var noise = RandomStream(key: StreamKey(seed: 0))
      var arms: [Int] = []
      for (visit, round) in rounds.enumerated() {
        let arm = base.selectArm(at: visit + 1, noise: &noise)
        base.observe(reward: mean(arm, points[round]), of: arm, at: visit + 1)
        arms.append(arm)
      }
      #expect(rounds.map { run.arms[$0] } == arms && Set(arms).count > 1)
    }
    let one = RecordedContexts(learner: try ContextMesh(problem, cells: 1), world: world)
    let blind = RecordedContexts(learner: try PerContext(problem, contexts: .none), world: world)
    #expect(one.arms == blind.arms && one.arms != run.arms)
  }

  @Test func refusals() {
    let sentence = "needs contexts in a cube and a Lipschitz constant, which the environment does not tell"
    #expect(throws: InvalidSettings("", sentence)) { try ContextMesh(problem(lipschitz: nil)) }
    #expect(throws: InvalidSettings("", sentence)) { try ContextMesh(problem(dimension: 0), cells: 2) }
    #expect(throws: InvalidSettings.self) { try ContextMesh(problem(), cells: 0) }
    let many = #expect(throws: InvalidSettings.self) { try ContextMesh(problem(dimension: 2), cells: 1001) }
    #expect(
      many == InvalidSettings("cells", "found 1001 on each of 2 sides; accepted: at most 1000000 cells in all"))
    #expect(throws: InvalidSettings.self) { try ContextMesh(problem(lipschitz: 1e300, dimension: 2)) }
    let losses = ContextualProblem(armCount: 2, dimension: 2, isShared: true, horizon: 10, lipschitz: 1)
    #expect(throws: InvalidSettings.self) { try ContextMesh(losses, base: .init(.exp3)) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: ContextMesh.self, in: .cube) == [])
    #expect(
      ContextualConformance.violations(
        of: ContextMesh.self, settings: ["base": ["id": "exp3"], "cells": 4], isRandomized: true, in: .cube) == [])
  }
}
