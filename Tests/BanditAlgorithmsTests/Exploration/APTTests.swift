import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct APTTests {
  /// theta = .5, eps = .1, (n, m) = (4, .6), (9, .52): .4 and .36, the second arm.
  @Test func theExample() throws {
    var learner = try APT(ExplorationExamples.level)
    for round in 1...4 { learner.observe(round <= 2 ? 1 : 0.2, to: 0, at: round) }
    for round in 5...13 { learner.observe(0.52, to: 1, at: round) }
    #expect(abs(learner.certainty(of: 0) - 0.4) < 1e-12 && abs(learner.certainty(of: 1) - 0.36) < 1e-12)
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(learner.selectQuery(at: 14, noise: &noise) == 1 && learner.answer == [0, 1])
  }

  /// Each arm once; then both are at .6 and the first one is asked: at sqrt 2 * .1 and sqrt 3 * .2667 it stays the harder
  /// one. A mean at the level is in.
  @Test func beginsWithEachArm() throws {
    let (learner, queries) = ask(try APT(ExplorationExamples.level), responses: [1, 0, 0, 0, 1])
    #expect(queries == [0, 1, 0, 0, 0])
    #expect(learner.answer == [0])
  }

  @Test func wrongStructuresAreRefused() {
    #expect { try APT(ExplorationExamples.sets) } throws: {
      ($0 as? InvalidSettings)?.message.contains("compares arms with a level") == true
    }
  }

  @Test func conforms() {
    #expect(ExplorationConformance.violations(of: APT.self, in: .levels) == [])
  }
}
