import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct IIDLossesTests {
  @Test func problemAndDefaults() throws {
    let model = try model(IIDLossesModel.self, ["means": list([0.2, 0.4, 0.6])])
    #expect(
      model.problem == ExpertsProblem(actionCount: 3, horizon: 100, feedback: .bandit, switchingCost: 1))
    #expect(model.changePoints == [])
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(
      IIDLossesModel.self,
      [
        "means": list([0.2, 0.4]), "bestArm": .text("random"), "switchingCost": .number(2),
        "feedback": .object(["extra": .whole(9)]),
      ])
    let typed = try IIDLossesModel(
      means: [0.2, 0.4], horizon: 100, bestArm: .random, switchingCost: 2, feedback: .extra(9))
    #expect(typed.problem == given.problem && draws(typed) == draws(given))
    #expect(throws: InvalidSettings.self) { try IIDLossesModel(means: [0.2, .nan], horizon: 100) }
    #expect(throws: InvalidSettings.self) { try IIDLossesModel(means: [0.2], horizon: 9, switchingCost: -1) }
    #expect(throws: InvalidSettings.self) { try IIDLossesModel(means: [0.2], horizon: 9, feedback: .extra(1)) }
  }

  @Test func wrongSettingsAreRefused() throws {
    let segment: Setting = .object(["length": .whole(3), "means": list([0.5])])
    #expect(wrongSettingsThatPass(IIDLossesModel.self, valid: ["means": list([0.5])]) == [])
    #expect(wrongSettingsThatPass(PiecewiseLossesModel.self, valid: ["segments": .list([segment])]) == [])
    #expect(wrongSettingsThatPass(StochasticallyConstrainedModel.self, valid: ["arms": .whole(3)]) == [])
    #expect(wrongSettingsThatPass(MultiScaleRandomWalkModel.self, valid: ["arms": .whole(3)]) == [])
    let table = try TemporaryTable("0,1\n1,0\n")
    #expect(wrongSettingsThatPass(LossTableModel.self, valid: ["file": .text(table.path)], horizon: 2) == [])
    #expect(throws: InvalidSettings.self) { try LossTableModel.rowCount(settings: [:]) }
    #expect(throws: InvalidSettings.self) { try LossTableModel.rowCount(settings: ["file": .flag(true)]) }
  }

  @Test func withoutNoiseTheLossesAreTheMeans() throws {
    var stream = RandomStream(key: StreamKey(seed: 1))
    let model = try model(IIDLossesModel.self, ["means": list([0.2, 0.4]), "noise": .text("deterministic")])
    #expect(losses(of: model.instance(of: 0, from: &stream), rounds: 2) == [[0.2, 0.4], [0.2, 0.4]])
  }

  @Test func shufflesActionsOnDemand() throws {
    let means = [0.1, 0.2, 0.3, 0.4]
    let model = try model(
      IIDLossesModel.self, ["means": list(means), "bestArm": .text("random"), "noise": .text("deterministic")])
    let orders = (0..<20).map { replication in
      var stream = RandomStream(key: StreamKey(seed: 1).child(index: replication))
      return losses(of: model.instance(of: 0, from: &stream), rounds: 1)[0]
    }
    #expect(orders.allSatisfy { $0.sorted() == means } && Set(orders).count > 1)
  }
}
