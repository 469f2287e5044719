import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct CongestedModelTests {
  private func losses(_ lists: [Double]...) -> Settings {
    ["losses": .list(lists.map { .list($0.map { .number($0) }) })]
  }

  /// From Tests/Reference/memory_bandits.py: rotating beats staying.
  @Test func bestSequences() throws {
    let bandit = try bandit(
      CongestedModel.self, losses([0.1, 0.5, 0.9], [0.2, 0.3, 0.8], [0.4, 0.4, 0.4]), horizon: 9)
    let sequences = try #require(bandit.truth.sequences)
    for (place, loss) in [0.1, 0.3, 0.6, 0.7, 1.0, 1.3, 1.4, 1.7, 2.0].enumerated() {
      #expect(abs(sequences.optimum!.total(through: place + 1) + loss) < 1e-12)
    }
    #expect(abs(sequences.bestRepeatedTotal(through: 9) + 3.6) < 1e-12)
    #expect(bandit.truth.rewardOffset == 1)
    #expect(means(bandit, [1, 1, 1, 0]) == [-0.2, -0.3, -0.8, -0.1])
  }

  @Test func contradictorySettingsAreRefused() {
    func path(_ settings: Settings) -> String? {
      #expect(throws: InvalidSettings.self) { try bandit(CongestedModel.self, settings, horizon: 4) }?.path
    }
    #expect(path(losses([0.1, 0.2], [0.1])) == "losses[1]")
    #expect(path(losses([0.2, 0.1])) == "losses[0]")
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let typed = try CongestedModel(losses: [[0.1, 0.2], [0.3, 0.3]], noise: .deterministic, horizon: 4)
    let read = try bandit(CongestedModel.self, losses([0.1, 0.2], [0.3, 0.3]), horizon: 4)
    #expect(typed.instances.prototype.means == read.means)
    #expect(throws: InvalidSettings.self) { try CongestedModel(losses: [[]], horizon: 4) }
  }
}
