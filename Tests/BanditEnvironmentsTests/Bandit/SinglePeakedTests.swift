import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct SinglePeakedModelTests {
  /// From Tests/Reference/memory_bandits.py.
  @Test func bestSequences() throws {
    let bandit = try bandit(
      SinglePeakedModel.self, tables([0.1, 0.9, 0.3, 0.2], [0.2, 0.3, 0.8, 0.1], [0.4, 0.3]), horizon: 9)
    let optimum = try #require(bandit.truth.sequences?.optimum)
    for (place, best) in [0.4, 1, 1.4, 1.7, 2.3, 2.7, 3, 3.3, 3.6].enumerated() {
      #expect(abs(optimum.total(through: place + 1) - best) < 1e-12)
    }
  }

  @Test func armsWithTwoPeaksAreRefused() {
    #expect(throws: InvalidSettings("arms[0]", "its means must rise to a peak, then fall")) {
      try bandit(SinglePeakedModel.self, tables([0.1, 0.5, 0.3, 0.4]), horizon: 4)
    }
    #expect(throws: InvalidSettings.self) { try bandit(SinglePeakedModel.self, tables([0.3, 0.2, 0.5]), horizon: 3) }
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let typed = try SinglePeakedModel(arms: [.table([0.5, 1, 0.2])], noise: .deterministic, horizon: 6)
    #expect(
      typed.instances.prototype.means == (try bandit(SinglePeakedModel.self, tables([0.5, 1, 0.2]), horizon: 6)).means)
  }
}
