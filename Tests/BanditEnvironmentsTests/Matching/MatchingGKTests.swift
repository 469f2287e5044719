import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct MatchingGKTests {
  @Test func graph() throws {
    let model = try MatchingGKModel(k: 3, s: 4, horizon: 12)
    let graph = matching(of: model).truth.graph
    #expect(neighborhoods(graph) == [[0, 1, 2], [1, 2], [2]] && graph.kinds.map(\.count) == [4, 4, 4])
    #expect(graph.arrivals.joined().allSatisfy { $0.probability == 0.25 } && graph.weights == [1, 1, 1])
    #expect(model.problem == MatchingProblem(vertexCount: 3, horizon: 12))
    #expect(model.commonInstance?.truth.graph == graph)
    #expect(try MatchingGKModel.rowCount(settings: ["k": 5, "s": 7]) == 35)
  }

  /// The exact values are in the facts, and on the record of whole runs.
  @Test func exactValues() throws {
    let model = try MatchingGKModel(k: 3, s: 2, horizon: 6)
    let value = try #require(matching(of: model).truth.symmetricValue)
    #expect(abs(value / 3 - 0.6649305556) < 1e-9)
    #expect(model.facts.count == 1 && model.facts[0].contains("\(value)") && model.facts[0].contains("0.62091615"))
    #expect(matching(of: try MatchingGKModel(k: 3, s: 2, horizon: 5)).truth.symmetricValue == nil)
    #expect(try MatchingGKModel(k: 20, s: 2, horizon: 40).facts == [])
  }

  @Test func horizons() throws {
    #expect(matching(of: try MatchingGKModel(k: 2, s: 3, horizon: 4)).truth.graph.arrivals.count == 4)
    #expect {
      try MatchingGKModel(k: 2, s: 3, horizon: 7)
    } throws: {
      ($0 as? InvalidSettings)?.message
        == "the horizon is 7, but there are 6 arrivals; accepted: at most as many, or \"arrivals\""
    }
    #expect { try MatchingGKModel(k: 1000, s: 1_000_000, horizon: 7) } throws: { ($0 as? InvalidSettings)?.path == "s" }
  }

  @Test func absences() throws {
    let model = try MatchingGKModel(k: 3, s: 50, horizon: 150)
    #expect(model.absence(of: .clairvoyant) == nil && model.absence(of: .configuration) != nil)
    #expect(try MatchingGKModel(k: 13, s: 2, horizon: 26).absence(of: .clairvoyant) != nil)
  }

  @Test func wrongSettingsAreRefused() {
    #expect(wrongSettingsThatPass(MatchingGKModel.self, valid: ["k": 4, "s": 30]) == [])
  }
}
