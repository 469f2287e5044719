import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct MatchingZGraphTests {
  @Test func graph() throws {
    let model = try MatchingZGraphModel(n: 4, a: 0.5, s: 3, horizon: 18)
    let graph = matching(of: model).truth.graph
    #expect(neighborhoods(graph) == [[0, 2, 3, 4, 5], [1, 2, 3, 4, 5], [2], [3], [4], [5]])
    #expect(graph.kinds.map(\.count) == Array(repeating: 3, count: 6))
    #expect(MatchingLP(graph).value.map { abs($0 - 6) < 1e-12 } == true)
    #expect(try MatchingZGraphModel.rowCount(settings: ["n": 4, "a": 0.5, "s": 7]) == 42)
    #expect(model.facts.count == 1)
  }

  /// 0.58826 for a = 0.42 and n = 20000; other a are no worse.
  @Test func balanceInTheLimit() {
    func ratio(_ a: Double, _ n: Int) -> Double {
      MatchingZGraphModel.balanceRatio(firstCount: Int((a * Double(n)).rounded()), secondCount: n)
    }
    #expect(abs(ratio(0.42, 20_000) - 0.58826) < 5e-6)
    #expect([0.2, 0.3, 0.6, 0.8].allSatisfy { ratio($0, 2000) > ratio(0.42, 2000) })
    // Two batches by hand: vertex 0 of U1 gets nothing, all goes to U2.
    #expect(abs(MatchingZGraphModel.balanceRatio(firstCount: 1, secondCount: 1) - 0.5) < 1e-15)
  }

  @Test func wrongSettingsAreRefused() {
    #expect(wrongSettingsThatPass(MatchingZGraphModel.self, valid: ["n": 4, "a": 0.5, "s": 30]) == [])
  }
}
