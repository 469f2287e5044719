import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RiverSwimModelTests {
  private func model(_ settings: Settings, horizon: Int = 100) throws -> RiverSwimModel {
    try RiverSwimModel(
      settings: Settings(defaultsOf: RiverSwimModel.card.parameters, given: settings), horizon: horizon)
  }

  private func truth(_ model: RiverSwimModel, replication: Int = 0) -> AverageRewardTruth {
    var stream = RandomStream(key: StreamKey(seed: 5).child(index: replication))
    return model.instance(of: 0, from: &stream).truth
  }

  @Test func sixStatesByDefault() throws {
    let model = try model([:])
    #expect(truth(model).segments.map(\.process) == [.riverSwim(stateCount: 6)])
    #expect(model.facts[0].contains("optimal gain 0.42862243"))
    #expect(
      truth(try self.model(["leftSlip": .flag(true), "states": .whole(3)])).segments[0].process
        == .riverSwim(stateCount: 3, leftSlip: true))
  }

  @Test func riverOrRewardsSwap() throws {
    let points: Setting = .list([.whole(11), .whole(51), .whole(999)])
    let river = try model(["changePoints": points, "swap": .text("river"), "states": .whole(4)])
    #expect(river.changePoints == [11, 51] && river.problem.changeCount == 2)
    let plain = MarkovDecisionProcess.riverSwim(stateCount: 4)
    #expect(truth(river).segments.map(\.process) == [plain, plain.mirrored, plain])
    #expect(river.facts.count == 3)
    let rewards = try model(["changePoints": points, "states": .whole(4)])
    let swapped = truth(rewards).segments[1].process
    #expect(swapped.transitions == plain.transitions && swapped.rewards == [1, 0, 0, 0, 0, 0, 0, 0.05])
    // To rest at the near end is now best.
    #expect(abs(truth(rewards).segments[1].optimum!.gain - 1) < 1e-9)
  }

  @Test func changesMayBeDrawn() throws {
    let model = try model(["changeRate": .number(0.05), "minimumGap": .whole(10)], horizon: 1000)
    #expect(model.changePoints.isEmpty && model.problem.changeCount == nil && model.facts.isEmpty)
    let (one, other) = (truth(model).changePoints, truth(model, replication: 1).changePoints)
    #expect(one != other && one.count > 10 && one.count < 60)
    #expect(zip([1] + one, one).allSatisfy { $1 - $0 >= 10 })
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(["changePoints": .list([.whole(11)]), "swap": .text("river"), "states": .whole(4)])
    let typed = try RiverSwimModel(horizon: 100, states: 4, swap: .river, changePoints: [11])
    #expect(typed.problem == given.problem && truth(typed) == truth(given))
    let drawn = try model(["changeRate": .number(0.1), "minimumGap": .whole(3)])
    #expect(truth(try RiverSwimModel(horizon: 100, changeRate: 0.1, minimumGap: 3)) == truth(drawn))
    #expect(throws: InvalidSettings.self) { try RiverSwimModel(horizon: 100, changePoints: [1]) }
    #expect(throws: InvalidSettings.self) { try RiverSwimModel(horizon: 100, changeRate: .nan) }
  }

  @Test func problemsAreNamed() {
    for (settings, path): (Settings, String) in [
      (["changePoints": .list([.whole(9), .whole(9)])], "changePoints[1]"),
      (["changePoints": .list([.whole(9)]), "changeRate": .number(0.1)], "changeRate"),
      (["minimumGap": .whole(9)], "minimumGap"),
      (["changeRate": .number(1e-20)], "changeRate"),
      (["initial": .whole(6)], "initial"),
    ] {
      #expect { try model(settings) } throws: { ($0 as? InvalidSettings)?.path == path }
    }
    #expect { try model(["changeRate": .number(1)], horizon: 1_000_000_000) } throws: {
      ($0 as? InvalidSettings)?.path == "changeRate"
    }
  }
}
