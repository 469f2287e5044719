import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import Foundation
import Testing

struct DuelsTests {
  private func matrix(_ preferences: DuelsModel.Preferences) throws -> [[Double]] {
    let instance = try #require(try DuelsModel(preferences: preferences, horizon: 10).commonInstance)
    let truth = instance.truth.preferences
    return (0..<truth.armCount).map { first in
      (0..<truth.armCount).map { (truth(first, beats: $0) * 1e12).rounded() / 1e12 }
    }
  }

  private func file(_ text: String) throws -> DataFile {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("duels-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: place)
    return DataFile(place.path)
  }

  private func refusal(_ settings: Settings) -> String {
    do throws(InvalidSettings) {
      _ = try DuelsModel(settings: settings, horizon: 10)
      return "accepted"
    } catch {
      return "\(error.path): \(error.message)"
    }
  }

  @Test func models() throws {
    #expect(
      try matrix(.bradleyTerry(strengths: [4, 2, 1])) == [
        [0.5, 0.666666666667, 0.8], [0.333333333333, 0.5, 0.666666666667], [0.2, 0.333333333333, 0.5],
      ])
    #expect(
      try matrix(.condorcet(arms: 4, gap: 0.2, rest: 0.3)) == [
        [0.5, 0.7, 0.7, 0.7], [0.3, 0.5, 0.8, 0.2], [0.3, 0.2, 0.5, 0.8], [0.3, 0.8, 0.2, 0.5],
      ])
    #expect(try matrix(.condorcet(arms: 3)) == [[0.5, 0.6, 0.6], [0.4, 0.5, 0.5], [0.4, 0.5, 0.5]])
    #expect(try matrix(.condorcet(arms: 1)) == [[0.5]])
    #expect(try matrix(.condorcet(arms: 2, gap: 0.5, rest: 0.5)) == [[0.5, 1], [0, 0.5]])
    #expect(try matrix(.cyclic(arms: 3, gap: 0.2)) == [[0.5, 0.7, 0.3], [0.3, 0.5, 0.7], [0.7, 0.3, 0.5]])
    // Opposite ones are even.
    #expect(
      try matrix(.cyclic(arms: 4, gap: 0.2)) == [
        [0.5, 0.7, 0.5, 0.3], [0.3, 0.5, 0.7, 0.5], [0.5, 0.3, 0.5, 0.7], [0.7, 0.5, 0.3, 0.5],
      ])
    let five = try matrix(.cyclic(arms: 5, gap: 0.1))
    #expect(five.allSatisfy { row in row.count { $0 > 0.5 } == 2 && row.count { $0 < 0.5 } == 2 })
  }

  @Test func listsAndFiles() throws {
    let rows = [[0.5, 0.25], [0.75, 0.5]]
    #expect(try matrix(.rows(rows)) == rows)
    #expect(try matrix(.file(file("0.5,0.25\n0.75,0.5\n"))) == rows)
    let model = try DuelsModel(preferences: .rows(rows), horizon: 10)
    #expect(model.facts == ["arm 1 is the Condorcet winner"])
    #expect(model.problem == DuelsProblem(armCount: 2, horizon: 10) && model.problem.items == [0, 1])
    #expect(DuelsLedger.notions.allSatisfy { model.absence(of: $0) == nil })
    let around = try DuelsModel(preferences: .cyclic(arms: 3), horizon: 10)
    #expect(DuelsLedger.notions.filter { around.absence(of: $0) != nil } == [.strong, .weak, .average])
    #expect(around.facts[0].hasPrefix("no arm beats every other one"))
  }

  /// Settings of files and typed calls say the same, for every way to write preferences.
  @Test func settingsAndTypedCalls() throws {
    func agree(_ setting: Setting, _ preferences: DuelsModel.Preferences) throws {
      let read = try DuelsModel(settings: ["preferences": setting], horizon: 10)
      let typed = try DuelsModel(preferences: preferences, horizon: 10)
      #expect(read.commonInstance?.truth == typed.commonInstance?.truth)
    }
    try agree([[0.5, 0.25], [0.75, 0.5]], [[0.5, 0.25], [0.75, 0.5]])
    let whole: Setting = ["model": "condorcet", "arms": 5, "gap": 0.2, "rest": 0.1]
    try agree(whole, .condorcet(arms: 5, gap: 0.2, rest: 0.1))
    try agree(["model": "condorcet", "arms": 5], .condorcet(arms: 5))
    try agree(["model": "bradley-terry", "strengths": [3, 1]], .bradleyTerry(strengths: [3, 1]))
    try agree(["model": "cyclic", "arms": 4], .cyclic(arms: 4))
  }

  /// Each pair wins as often as its matrix says: five standard deviations. Whichever arm is named first, the same one
  /// wins.
  @Test func oddsAreThoseOfTheMatrix() throws {
    let model = try DuelsModel(preferences: [[0.5, 0.1, 0.7], [0.9, 0.5, 0.35], [0.3, 0.65, 0.5]], horizon: 10)
    var duels = try #require(model.commonInstance)
    var noise = RandomStream(key: StreamKey(seed: 11))
    let rounds = 4000
    for first in 0..<3 {
      for second in 0..<3 {
        var (wins, agreements) = (0, 0)
        for round in 1...rounds {
          noise.move(to: 0, occurrence: round)
          let won = duels.duel(DuelPair(first, second), at: round, noise: &noise)
          noise.move(to: 0, occurrence: round)
          if duels.duel(DuelPair(second, first), at: round, noise: &noise) != won { agreements += 1 }
          if won { wins += 1 }
        }
        let odds = duels.truth.preferences(first, beats: second)
        let deviation = (odds * (1 - odds) * Double(rounds)).squareRoot()
        #expect(abs(Double(wins) - odds * Double(rounds)) < 5 * deviation)
        #expect(agreements == (first == second ? 0 : rounds))
      }
    }
  }

  /// Shuffled arms are the same arms.
  @Test func everyReplicationHasItsOwnOrder() throws {
    let model = try DuelsModel(preferences: .bradleyTerry(strengths: [8, 4, 2, 1]), bestArm: .random, horizon: 10)
    #expect(model.commonInstance == nil && model.facts == ["there is a Condorcet winner"])
    var winners: Set<Int> = []
    for replication in 0..<60 {
      var stream = RandomStream(key: StreamKey(seed: 4).child(index: replication))
      let truth = model.instance(of: replication, from: &stream).truth
      winners.insert(try #require(truth.preferences.condorcetWinner))
      // (8/12 + 8/10 + 8/9) / 3.
      let best: Double = 212.0 / 270
      #expect(abs(truth.bestBorda - best) < 1e-12)
    }
    #expect(winners == [0, 1, 2, 3])
  }

  @Test func mistakesAreNamed() throws {
    #expect(refusal(["preferences": [[0.5, 0.7], [0.4, 0.5]]]).hasPrefix("preferences[1][0]: found 0.4, and 0.7"))
    #expect(refusal(["preferences": [[0.5, 0.7], [0.3]]]).hasPrefix("preferences[1]: found 1 probabilities"))
    #expect(refusal(["preferences": [[0.6]]]).hasPrefix("preferences[0][0]: found 0.6"))
    #expect(refusal(["preferences": [[0.5, 1.2], [-0.2, 0.5]]]).hasPrefix("preferences"))
    #expect(refusal(["preferences": ["model": "cyclic", "arms": 2]]).hasPrefix("preferences"))
    #expect(refusal(["preferences": ["model": "cyclic", "arms": 3, "gap": 0]]).hasPrefix("preferences"))
    #expect(refusal(["preferences": ["model": "condorcet", "arms": 1001]]).hasPrefix("preferences"))
    #expect(refusal(["preferences": "nowhere.csv"]).contains("cannot be read"))
    for (text, part) in [
      ("0.5,x\n", "line 1: column 2: found \"x\""), ("0.5,1.5\n", "line 1: column 2: found \"1.5\""), ("", "empty"),
      ("0.5,0.5\n0.5\n", "line 2: 1 field"),
    ] {
      let message = refusal(["preferences": .file(try file(text))])
      #expect(message.hasPrefix("preferences: ") && message.contains(part), "\(message)")
    }
    #expect(refusal(["preferences": .file(try file("0.5,0.7\n"))]).hasPrefix("preferences[0]: found 2 probabilities"))
    #expect(wrongSettingsThatPass(DuelsModel.self, valid: DuelsModel.card.example) == [])
  }
}
