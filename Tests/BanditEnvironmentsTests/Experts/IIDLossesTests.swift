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
