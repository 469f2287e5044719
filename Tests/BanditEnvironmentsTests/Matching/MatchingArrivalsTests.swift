import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct MatchingArrivalsTests {
  @Test func graph() throws {
    let model = try MatchingArrivalsModel(
      arrivals: [[0.5, 0, 0.25], [], [0, 1]], weights: [1, 2, 0.5], copies: 2, horizon: 5)
    let graph = matching(of: model).truth.graph
    #expect(graph.weights == [1, 2, 0.5])
    let first = [MatchingEdge(vertex: 0, probability: 0.5), MatchingEdge(vertex: 2, probability: 0.25)]
    #expect(graph.arrivals == [first, first, [], [], [MatchingEdge(vertex: 1, probability: 1)]])
    #expect(
      matching(of: try MatchingArrivalsModel(arrivals: [[0.5], [0, 0.5]], horizon: 1)).truth.graph.weights == [1, 1])
    let settings: Settings = ["arrivals": .list([numbers([0.5]), numbers([0.1])]), "copies": 3]
    #expect(try MatchingArrivalsModel.rowCount(settings: settings) == 6)
  }

  @Test func wrongSettingsAreRefused() {
    let valid: Settings = [
      "arrivals": .list([numbers([0.5, 0.2])]), "weights": numbers([1, 2]), "copies": .whole(100),
    ]
    #expect(wrongSettingsThatPass(MatchingArrivalsModel.self, valid: valid) == [])
    let calls: [(String, () throws -> MatchingArrivalsModel)] = [
      ("arrivals[1]", { try MatchingArrivalsModel(arrivals: [[0.5], [0.5, 0.5]], weights: [1], horizon: 1) }),
      ("arrivals", { try MatchingArrivalsModel(arrivals: [[], []], horizon: 1) }),
      ("arrivals", { try MatchingArrivalsModel(arrivals: [[1.5]], horizon: 1) }),
      ("", { try MatchingArrivalsModel(arrivals: [[0.5]], horizon: 2) }),
      ("copies", { try MatchingArrivalsModel(arrivals: [[0.5]], copies: 0, horizon: 1) }),
      ("weights", { try MatchingArrivalsModel(arrivals: [[0.5]], weights: [-1], horizon: 1) }),
    ]
    for (path, call) in calls { #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path } }
  }
}
