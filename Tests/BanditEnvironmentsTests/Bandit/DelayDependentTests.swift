import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct DelayDependentModelTests {
  private func settings(_ means: [Double], gamma: Double, cap: Int) -> Settings {
    ["means": .list(means.map { .number($0) }), "gamma": .number(gamma), "cap": .whole(cap)]
  }

  /// (1 - 2^-tau): after one round 1/2, two 3/4, three or more 7/8.
  @Test func meansGrowWithTheWait() throws {
    let bandit = try bandit(DelayDependentModel.self, settings([1, 0], gamma: 0.5, cap: 3), horizon: 9)
    #expect(
      means(bandit, [0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0]).enumerated().filter { [0, 1, 3, 6, 10].contains($0.offset) }
        .map(\.element) == [0.875, 0.5, 0.75, 0.875, 0.875])
  }

  /// From Tests/Reference/memory_bandits.py.
  @Test func bestSequences() throws {
    let bandit = try bandit(DelayDependentModel.self, settings([0.9, 0.6, 0.5], gamma: 0.6, cap: 4), horizon: 9)
    let optimum = try #require(bandit.truth.sequences?.optimum)
    let best = [0.78336, 1.3056, 1.8816, 2.4464, 2.9168, 3.4928, 4.0144, 4.51264, 5.104]
    for (place, best) in best.enumerated() { #expect(abs(optimum.total(through: place + 1) - best) < 1e-12) }
  }

  @Test func tablesThatDoNotFitAreRefused() {
    #expect(throws: InvalidSettings.self) {
      try bandit(
        DelayDependentModel.self, settings(Array(repeating: 0.5, count: 11), gamma: 0.5, cap: 1_000_000), horizon: 4)
    }
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let typed = try DelayDependentModel(means: [1, 0], gamma: 0.5, cap: 3, noise: .deterministic, horizon: 9)
    let read = try bandit(DelayDependentModel.self, settings([1, 0], gamma: 0.5, cap: 3), horizon: 9)
    #expect(typed.instances.prototype.means == read.means)
    #expect(throws: InvalidSettings.self) { try DelayDependentModel(means: [1], gamma: 0.5, cap: 0, horizon: 9) }
  }
}
