import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct MatchingNestedTests {
  @Test func graph() throws {
    let model = try MatchingNestedModel(g: 2, m: 3, s: 4, horizon: 28)
    let graph = matching(of: model).truth.graph
    #expect(neighborhoods(graph) == [[0, 1, 2, 3, 4, 5, 6], [1, 2, 3], [2], [3], [4, 5, 6], [5], [6]])
    #expect(graph.kinds.map(\.count) == Array(repeating: 4, count: 7))
    #expect(try MatchingNestedModel.rowCount(settings: ["g": 3, "m": 2, "s": 7]) == 49)
  }

  @Test func exactValues() throws {
    let model = try MatchingNestedModel(g: 2, m: 3, s: 2, horizon: 14)
    #expect(model.facts[0].contains("0.605913464") && matching(of: model).truth.symmetricValue != nil)
  }

  @Test func wrongSettingsAreRefused() {
    #expect(wrongSettingsThatPass(MatchingNestedModel.self, valid: ["g": 2, "m": 3, "s": 30]) == [])
    #expect { try MatchingNestedModel(g: 1000, m: 1000, s: 1, horizon: 1) } throws: {
      ($0 as? InvalidSettings)?.path == "m"
    }
  }
}
