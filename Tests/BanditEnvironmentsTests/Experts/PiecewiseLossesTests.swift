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

  @Test func refusesSegmentsOfDifferentWidths() {
    #expect(throws: InvalidSettings.self) {
      try model(PiecewiseLossesModel.self, ["segments": .list([segment(2, [0.1, 0.5]), segment(1, [0.9])])])
    }
  }
}
