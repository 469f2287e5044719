import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct PiecewiseLossesTests {
  private func segment(_ length: Int, _ means: [Double]) -> Setting {
    .object(["length": .whole(length), "means": list(means)])
  }

  @Test func playsItsSegments() throws {
    let model = try model(
      PiecewiseLossesModel.self,
      [
        "segments": .list([segment(2, [0.1, 0.5]), segment(1, [0.9, 0.5]), segment(5, [0.3, 0.3])]),
        "noise": .text("deterministic"),
      ], horizon: 5)
    #expect(model.changePoints == [3, 4])
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(
      losses(of: model.instance(of: 0, from: &stream), rounds: 5)
        == [[0.1, 0.5], [0.1, 0.5], [0.9, 0.5], [0.3, 0.3], [0.3, 0.3]])
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(
      PiecewiseLossesModel.self, ["segments": .list([segment(7, [0.1, 0.5]), segment(9, [0.9, 0.2])])])
    let typed = try PiecewiseLossesModel(
      segments: [.init(length: 7, means: [0.1, 0.5]), .init(length: 9, means: [0.9, 0.2])], horizon: 100)
    #expect(typed.problem == given.problem && draws(typed) == draws(given))
    #expect(throws: InvalidSettings.self) {
      try PiecewiseLossesModel(segments: [.init(length: 0, means: [0.1])], horizon: 9)
    }
  }

  @Test func refusesSegmentsOfDifferentWidths() {
    #expect(throws: InvalidSettings.self) {
      try model(PiecewiseLossesModel.self, ["segments": .list([segment(2, [0.1, 0.5]), segment(1, [0.9])])])
    }
  }
}
