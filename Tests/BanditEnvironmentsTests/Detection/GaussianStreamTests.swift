import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import Testing

@testable import BanditEnvironments

struct GaussianStreamTests {
  private func numbers(_ model: GaussianStreamModel, rounds: Int) -> [Double] {
    var nothing = RandomStream(key: StreamKey(seed: 0))
    var stream = model.instance(of: 0, from: &nothing)
    var noise = RandomStream(key: StreamKey(seed: 1))
    return (1...rounds).map { round in
      noise.move(to: 0, occurrence: round)
      return stream.next(at: round, noise: &noise)
    }
  }

  /// Means within five standard errors and variances within five of theirs, 20000 numbers of each of two laws.
  @Test func followsItsLaws() throws {
    let model = try GaussianStreamModel(
      segments: [.drawn(length: 20_000, mean: -3, sd: 2), .drawn(length: 1, mean: 100, sd: 0.5)], horizon: 40_000)
    #expect(model.changePoints == [20_001] && model.problem.symbolCount == 0)
    let found = numbers(model, rounds: 40_000)
    for (values, mean, sd) in [(found.prefix(20_000), -3.0, 2.0), (found.suffix(20_000), 100, 0.5)] {
      let average = values.reduce(0, +) / 20_000
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
      #expect(abs(average - mean) < 5 * sd / 20_000.0.squareRoot())
      #expect(abs(variance / (sd * sd) - 1) < 5 * (2 / 20_000.0).squareRoot())
    }
  }

  @Test func givenNumbersComeAsTheyAre() throws {
    let file = try TemporaryTable("year,\"flow, m3\"\r\n1871,1120\r\n1872,96.5\r\n\r\n")
    let settings: Settings = [
      "segments": [["file": .text(file.path), "column": "flow, m3"], ["values": [-1, 2.5]]]
    ]
    #expect(try GaussianStreamModel.rowCount(settings: settings) == 4)
    let model = try GaussianStreamModel(settings: settings, horizon: 4)
    #expect(numbers(model, rounds: 4) == [1120, 96.5, -1, 2.5] && model.changePoints == [3])
    #expect(model.absence(of: .realized) != nil && model.absence(of: .dynamic) != nil)
    let typed = try GaussianStreamModel(
      segments: [.file(DataFile(file.path), column: "flow, m3"), .drawn(length: 1, mean: 5, sd: 1)], horizon: 3)
    #expect(numbers(typed, rounds: 2) == [1120, 96.5])
    #expect(throws: InvalidSettings.self) { try GaussianStreamModel(settings: settings, horizon: 5) }
    #expect(
      throws: InvalidSettings(
        "segments[0].file", #"the file has 2 columns; accepted: one of "year", "flow, m3" in "column""#)
    ) { try GaussianStreamModel(segments: [.file(DataFile(file.path))], horizon: 1) }
  }

  @Test func theLawIsKnownOnlyWhereItIsDrawn() throws {
    let model = try GaussianStreamModel(
      segments: [
        .drawn(length: 2, mean: 0, sd: 2), .drawn(length: 2, mean: 0, sd: 2), .given([7]),
        .drawn(length: 1, mean: 1, sd: 1),
      ], horizon: 6)
    var nothing = RandomStream(key: StreamKey(seed: 0))
    var stream = model.instance(of: 0, from: &nothing)
    // A boundary between equal laws is no change.
    #expect(stream.changes == [LawChange(round: 3, items: []), LawChange(round: 5), LawChange(round: 6)])
    #expect(stream.unknownFrom == 5)
    let densities = (1...6).map { round in
      _ = stream.next(at: round, noise: &nothing)
      return stream.logDensity(of: 1)
    }
    let first = -0.125 - 0.5 * Double.log(8 * .pi)
    #expect(abs((densities[0] ?? 0) - first) < 1e-14 && densities[4] == nil && densities[5] != nil)
  }

  @Test func mistakesAreRefused() {
    for segment: Setting in [
      ["length": 5, "mean": 0, "sd": 0], ["length": 0, "mean": 0, "sd": 1], ["values": []],
      ["length": 5, "mean": 1e200, "sd": 1], ["mean": 0, "sd": 1],
    ] {
      #expect(throws: InvalidSettings.self) {
        try GaussianStreamModel(settings: ["segments": .list([segment])], horizon: 1)
      }
    }
    #expect(throws: InvalidSettings.self) { try GaussianStreamModel(segments: [], horizon: 1) }
  }
}
