import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct CLUCBTests {
  /// Top 2 of 4, delta .1, t = 75.
  @Test func theExample() throws {
    var learner = try CLUCB(ExplorationExamples.sets, delta: 0.1)
    learner.assume(counts: [10, 20, 5, 40], means: [0.9, 0.6, 0.5, 0.1])
    let radii = [1.898823, 1.342670, 2.685341, 0.949411]
    let bounds = [-0.998823, -0.742670, 3.185341, 1.049411]
    #expect(zip((0..<4).map(learner.radius), radii).allSatisfy { abs($0 - $1) < 5e-7 })
    #expect(zip((0..<4).map(learner.bound), bounds).allSatisfy { abs($0 - $1) < 5e-7 })
    #expect(learner.sides.leader == [0, 1] && learner.sides.rival == [2, 3] && learner.next == 2)
    #expect(learner.answer == [0, 1])
  }

  /// Means (5, 4, .5, .1), 40 each: it stops with the first two.
  @Test func theStop() throws {
    var learner = try CLUCB(ExplorationExamples.sets, delta: 0.1)
    learner.assume(counts: [40, 40, 40, 40], means: [5, 4, 0.5, 0.1])
    #expect(learner.next == nil && learner.answer == [0, 1])
    // Not while the third arm may be better than the second.
    learner.assume(counts: [40, 40, 2, 40], means: [5, 4, 0.5, 0.1])
    #expect(learner.next == 2)
  }

  /// Responses of 0 and 1 have half the radius of normal ones of sd 1.
  @Test func radiiFollowTheNoise() throws {
    var coins = try CLUCB(
      ExplorationProblem(ExplorationExamples.sets.structure, noise: .bernoulli, horizon: 100), delta: 0.1)
    coins.assume(counts: [10, 20, 5, 40], means: [0.9, 0.6, 0.5, 0.1])
    #expect(abs(coins.radius(of: 0) - 1.898823 / 2) < 5e-7)
  }

  @Test func playsAndStops() throws {
    let (learner, queries) = ask(
      try CLUCB(ExplorationExamples.sets, delta: 0.1), responses: [9, 8, 0, 0] + Array(repeating: 8, count: 60))
    #expect(Array(queries.prefix(4)) == [0, 1, 2, 3])
    #expect(learner.measure(.stopped) == (learner.stop.time == nil ? 0 : 1))
    let (early, first) = ask(try CLUCB(ExplorationExamples.sets), responses: [3, 9])
    #expect(first == [0, 1] && early.answer == [0, 1])
  }

  @Test func wrongArgumentsAreRefused() {
    #expect { try CLUCB(ExplorationExamples.sets, delta: 0) } throws: { ($0 as? InvalidSettings)?.path == "delta" }
    #expect { try CLUCB(ExplorationExamples.corner) } throws: {
      ($0 as? InvalidSettings)?.message.contains("best of some sets") == true
    }
  }

  @Test func conforms() {
    #expect(ExplorationConformance.violations(of: CLUCB.self, in: .sets) == [])
  }
}
