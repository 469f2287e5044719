import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FullFeedbackTests {
  /// 101 mistakes, where lin-ucb makes 120.
  @Test func table() throws {
    let world = WorkedWorlds.table()
    let (_, account) = play(try FullFeedback(world.truth.problem, truth: world.truth), world, metrics: [])
    #expect(account.entry(for: .pseudo, group: "", after: 600).regret == 101)
  }

  /// Whatever it plays, all arms learn: the same as a regression of each on all rows.
  @Test func learnsOfAllArms() throws {
    let world = WorkedWorlds.table()
    var learner = try FullFeedback(world.truth.problem, truth: world.truth, lambda: 0.5)
    var ridges = Array(repeating: RidgeInverse(dimension: 4, lambda: 0.5), count: 3)
    var environment = world
    var view = ContextualView(of: world.truth.problem)
    var noise = RandomStream(key: StreamKey(seed: 0))
    for round in 1...200 {
      environment.show(&view, at: round, noise: &noise)
      let scores = ridges.map { $0.prediction(of: view.features, from: 0) }
      let best = scores.indices.max { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) }
      #expect(learner.selectArm(view, at: round, noise: &noise) == best)
      learner.observe(reward: 99, of: 0, in: view, at: round)
      for arm in 0..<3 {
        ridges[arm].add(view.features, from: 0, target: WorkedWorlds.classes[round - 1] == arm ? 1 : 0)
      }
    }
    #expect(learner.propensity == 1 && learner.failure == nil)
  }

  @Test func refusals() throws {
    let noisy = WorkedWorlds.disjoint()
    let sentence = "learns from the rewards of all arms; the environment has only their means"
    #expect(throws: InvalidSettings("", sentence)) {
      try FullFeedback.check(settings: ["lambda": 1], problem: noisy.truth.problem, truth: nil)
    }
    #expect(throws: InvalidSettings("", sentence)) { try FullFeedback(noisy.truth.problem, truth: noisy.truth) }
    let table = WorkedWorlds.table()
    #expect(throws: InvalidSettings.self) {
      try FullFeedback.check(settings: ["lambda": 0], problem: table.truth.problem, truth: nil)
    }
    #expect(throws: Never.self) {
      try FullFeedback.check(settings: ["lambda": 1], problem: table.truth.problem, truth: table.truth)
    }
  }
}
