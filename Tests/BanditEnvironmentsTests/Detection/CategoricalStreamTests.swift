import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct CategoricalStreamTests {
  private func drawn(_ length: Int, _ probabilities: [Double]) -> Setting {
    .object(["length": .whole(length), "probabilities": .list(probabilities.map { .number($0) })])
  }

  private func given(_ values: [Int]) -> Setting { .object(["values": .list(values.map { .whole($0) })]) }

  private func model(_ segments: [Setting], symbols: Int? = nil, horizon: Int) throws(InvalidSettings)
    -> CategoricalStreamModel
  {
    var settings: Settings = ["segments": .list(segments)]
    if let symbols { settings = Settings(settings.entries + [.init("symbols", .whole(symbols))]) }
    return try CategoricalStreamModel(settings: settings, horizon: horizon)
  }

  private func symbols(_ model: CategoricalStreamModel, rounds: Int, seed: UInt64 = 1) -> [Int] {
    var nothing = RandomStream(key: StreamKey(seed: 0))
    var stream = model.instance(of: 0, from: &nothing)
    var noise = RandomStream(key: StreamKey(seed: seed))
    return (1...rounds).map { round in
      noise.move(to: 0, occurrence: round)
      return stream.next(at: round, noise: &noise)
    }
  }

  /// Frequencies of every symbol in each of three segments, 20000 rounds each: chi-square, level 1e-6.
  @Test func followsItsLaws() throws {
    let laws = [[0.2, 0.3, 0.5], [0.6, 0.1, 0.3], [0.05, 0.9, 0.05]]
    let model = try model(laws.map { drawn(20_000, $0) }, horizon: 60_000)
    #expect(model.changePoints == [20_001, 40_001])
    let found = symbols(model, rounds: 60_000)
    for (index, law) in laws.enumerated() {
      let segment = found[(20_000 * index)..<(20_000 * (index + 1))]
      let statistic = (0..<3).reduce(0.0) { sum, symbol in
        let expected = 20_000 * law[symbol]
        let difference = Double(segment.count { $0 == symbol }) - expected
        return sum + difference * difference / expected
      }
      // The upper 1e-6 quantile of chi-square with 2 degrees of freedom.
      #expect(statistic < 27.63)
    }
  }

  @Test func givenValuesComeAsTheyAre() throws {
    let model = try model([given([2, 0, 1]), drawn(5, [0, 1, 0]), given([2, 2])], horizon: 10)
    #expect(symbols(model, rounds: 10) == [2, 0, 1, 1, 1, 1, 1, 1, 2, 2])
    #expect(model.changePoints == [4, 9])
    var nothing = RandomStream(key: StreamKey(seed: 0))
    var stream = model.instance(of: 0, from: &nothing)
    let known = (1...9).map { round in
      _ = stream.next(at: round, noise: &nothing)
      return stream.probabilities
    }
    #expect(known == [nil, nil, nil] + Array(repeating: [0, 1, 0], count: 5) + [nil])
  }

  @Test func gapsOfChanges() throws {
    var nothing = RandomStream(key: StreamKey(seed: 0))
    let model = try model([drawn(5, [0.2, 0.8]), drawn(5, [0.5, 0.5]), given([0])], horizon: 11)
    let stream = model.instance(of: 0, from: &nothing)
    let gaps = try #require(stream.gaps(atChange: 6))
    #expect(gaps.count == 2 && gaps.allSatisfy { abs($0 - 0.3) < 1e-15 })
    #expect(stream.gaps(atChange: 11) == nil && stream.gaps(atChange: 7) == nil)
  }

  /// Only what is known and differs is a change of something; where symbols are given nobody knows.
  @Test func changesOfTheLaw() throws {
    var nothing = RandomStream(key: StreamKey(seed: 0))
    let laws = [drawn(5, [0.2, 0.8]), drawn(5, [0.2, 0.8]), drawn(5, [0.5, 0.5])]
    let known = try model(laws, horizon: 20).instance(of: 0, from: &nothing)
    #expect(known.changes == [LawChange(round: 6, items: []), LawChange(round: 11)] && known.unknownFrom == nil)
    let given = try model(laws + [given([0, 1]), drawn(5, [0.5, 0.5])], horizon: 20).instance(of: 0, from: &nothing)
    #expect(given.changes.map(\.round) == [6, 11, 16, 18] && given.unknownFrom == 16)
  }

  @Test func theLastLawLastsAndTheRestIsLeftOut() throws {
    let long = try model([drawn(3, [1, 0]), drawn(3, [0, 1])], horizon: 50)
    #expect(symbols(long, rounds: 50) == [0, 0, 0] + Array(repeating: 1, count: 47))
    let short = try model([drawn(3, [1, 0]), drawn(3, [0, 1]), drawn(9, [1, 0])], horizon: 6)
    #expect(short.changePoints == [4])
  }

  @Test func numberOfSymbols() throws {
    #expect(try model([given([0, 0]), drawn(3, [0.5, 0.25, 0.25])], horizon: 5).problem.symbolCount == 3)
    #expect(try model([given([0, 4])], horizon: 2).problem.symbolCount == 5)
    #expect(try model([given([0])], horizon: 1).problem.symbolCount == 2)
    #expect(try model([given([0, 4])], symbols: 9, horizon: 2).problem == DetectionProblem(symbolCount: 9, horizon: 2))
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model([given([2, 0, 1]), drawn(5, [0.2, 0.3, 0.5])], horizon: 30)
    let typed = try CategoricalStreamModel(
      segments: [.given([2, 0, 1]), .drawn(length: 5, probabilities: [0.2, 0.3, 0.5])], horizon: 30)
    #expect(typed.problem == given.problem && symbols(typed, rounds: 30) == symbols(given, rounds: 30))
    #expect(throws: InvalidSettings.self) { try CategoricalStreamModel(segments: [.given([-1])], horizon: 1) }
    #expect(throws: InvalidSettings.self) {
      try CategoricalStreamModel(segments: [.drawn(length: 1, probabilities: [.nan, 1])], horizon: 1)
    }
  }

  @Test func wrongSettingsAreRefused() {
    #expect(
      wrongSettingsThatPass(CategoricalStreamModel.self, valid: ["segments": .list([drawn(5, [0.5, 0.5])])]) == [])
  }

  @Test func refusals() {
    let problems: [(path: String, segments: [Setting], symbols: Int?)] = [
      ("segments[1].probabilities", [drawn(5, [0.5, 0.5]), drawn(5, [0.2, 0.3, 0.5])], nil),
      ("segments[0].probabilities", [drawn(5, [0.5, 0.49])], nil),
      ("segments[0].probabilities", [drawn(5, [0.5, 0.5])], 3),
      ("segments[0].values[1]", [given([0, 2])], 2),
      ("segments", [given([0, 1])], nil),
    ]
    for (path, segments, symbols) in problems {
      let problem = #expect(throws: InvalidSettings.self) { try model(segments, symbols: symbols, horizon: 10) }
      #expect(problem?.path == path)
    }
  }
}
