import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct MatchingStarTests {
  @Test func graph() throws {
    let model = try MatchingStarModel(r: 3, s: 4, horizon: 12)
    let graph = matching(of: model).truth.graph
    #expect(neighborhoods(graph) == [[0, 1, 2], [1], [2]] && graph.kinds.map(\.count) == [4, 4, 4])
    #expect(try MatchingStarModel.rowCount(settings: ["r": 5, "s": 7]) == 35)
  }

  @Test func exactValues() throws {
    let model = try MatchingStarModel(r: 3, s: 2, horizon: 6)
    let value = try #require(matching(of: model).truth.symmetricValue)
    #expect(abs(value / 3 - 0.6666666667) < 1e-9 && model.facts[0].contains("0.6097749"))
  }

  @Test func wrongSettingsAreRefused() {
    #expect(wrongSettingsThatPass(MatchingStarModel.self, valid: ["r": 4, "s": 30]) == [])
  }
}
