import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct StochasticallyConstrainedTests {
  /// Phases of floor(1.6^n) = 1, 1, 2, 4, 6, 10, 16, ... rounds.
  @Test func phasesGrow() throws {
    let model = try model(StochasticallyConstrainedModel.self, ["arms": .whole(3)], horizon: 30)
    #expect(model.changePoints == [2, 3, 5, 9, 15, 25])
  }

  @Test func theLongestHorizonHasPhasesToo() throws {
    let model = try model(StochasticallyConstrainedModel.self, ["arms": .whole(3)], horizon: .max)
    #expect(model.changePoints.count > 80)
    #expect(model.changePoints.allSatisfy { $0 > 0 })
  }

  /// Means (0, .1), then (.9, 1), by turns; the gap is .1 throughout.
  @Test func meansJumpTogether() throws {
    let model = try model(
      StochasticallyConstrainedModel.self, ["arms": .whole(3), "best": .whole(1), "noise": .text("deterministic")],
      horizon: 10)
    var stream = RandomStream(key: StreamKey(seed: 1))
    let low = [0.1, 0, 0.1]
    let high = [1, 0.9, 1]
    #expect(
      losses(of: model.instance(of: 0, from: &stream), rounds: 10) == [
        low, high, low, low, high, high, high, high, low, low,
      ])
  }

  @Test func theBestActionIsDrawnUnlessGiven() throws {
    let model = try model(StochasticallyConstrainedModel.self, ["arms": .whole(5), "noise": .text("deterministic")])
    let best = (0..<50).map { replication in
      var stream = RandomStream(key: StreamKey(seed: 1).child(index: replication))
      return losses(of: model.instance(of: 0, from: &stream), rounds: 1)[0].firstIndex(of: 0)
    }
    #expect(Set(best) == [0, 1, 2, 3, 4])
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(
      StochasticallyConstrainedModel.self, ["arms": .whole(3), "gap": .number(0.3), "growth": .number(2)])
    let typed = try StochasticallyConstrainedModel(arms: 3, horizon: 100, gap: 0.3, growth: 2)
    #expect(typed.problem == given.problem && draws(typed) == draws(given))
    #expect(throws: InvalidSettings.self) { try StochasticallyConstrainedModel(arms: 3, horizon: 9, best: -1) }
  }

  @Test func refusesWhatCannotBe() {
    #expect(throws: InvalidSettings("best", "found 3; accepted: an action from 0 to 2, or \"random\"")) {
      try model(StochasticallyConstrainedModel.self, ["arms": .whole(3), "best": .whole(3)])
    }
    #expect(throws: InvalidSettings("growth", "found 1.0, which makes too many phases; accepted: 1.01 or more")) {
      try model(StochasticallyConstrainedModel.self, ["arms": .whole(3), "growth": .number(1)], horizon: 1_000_000_000)
    }
  }
}
