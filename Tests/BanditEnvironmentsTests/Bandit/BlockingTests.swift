import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct BlockingModelTests {
  private func settings(_ means: [Double], _ delays: [Int]) -> Settings {
    ["means": .list(means.map { .number($0) }), "delays": .list(delays.map { .whole($0) })]
  }

  /// mu = (1, 0.9), D = (3, 2): the best 12 rounds earn 8.5, greedy play 7.6.
  @Test func workedExample() throws {
    let bandit = try bandit(BlockingModel.self, settings([1, 0.9], [3, 2]), horizon: 12)
    let sequences = try #require(bandit.truth.sequences)
    // From Tests/Reference/memory_bandits.py.
    for (place, best) in [1, 1.9, 2.8, 2.9, 3.8, 4.7, 5.6, 5.7, 6.6, 7.5, 8.4, 8.5].enumerated() {
      #expect(abs(sequences.optimum!.total(through: place + 1) - best) < 1e-12)
    }
    let greedy = means(bandit, greedySequence(bandit, 12))
    #expect(abs(greedy.reduce(0, +) - 7.6) < 1e-12)
    #expect(greedy == [1, 0.9, 0, 1, 0.9, 0, 1, 0.9, 0, 1, 0.9, 0])
    // Arm 1 every second round.
    #expect(abs(sequences.bestRepeatedTotal(through: 12) - 5.4) < 1e-12)
  }

  @Test func contradictorySettingsAreRefused() {
    func path(_ settings: Settings) -> String? {
      #expect(throws: InvalidSettings.self) { try bandit(BlockingModel.self, settings, horizon: 4) }?.path
    }
    #expect(path(settings([1, 0.5], [1])) == "delays")
    #expect(path(settings(Array(repeating: 0.5, count: 11), Array(repeating: 1_000_000, count: 11))) == "delays")
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let typed = try BlockingModel(means: [1, 0.9], delays: [3, 2], noise: .deterministic, horizon: 12)
    #expect(
      typed.instances.prototype.means
        == (try bandit(BlockingModel.self, settings([1, 0.9], [3, 2]), horizon: 12)).means)
    #expect(throws: InvalidSettings.self) { try BlockingModel(means: [1], delays: [0], horizon: 12) }
  }
}
