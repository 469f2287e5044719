import Foundation
import Testing

@testable import BanditFigures

struct VegaLiteTests {
  @Test func aSpecificationHasItsData() throws {
    let data = Examples.data([
      Examples.coins: [Examples.curve("ucb1", [1, 20, 300]), Examples.curve("moss", [1, 2, 3])]
    ])
    let chart = try #require(Figures(data)["regret-pseudo"])
    let text = chart.vegaLite()
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(root["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v5.json")
    let layers = try #require(root["layer"] as? [[String: Any]])
    let line = try #require(
      layers.first { (($0["mark"] as? [String: Any])?["type"] as? String) == "line" })
    let rows = try #require((line["data"] as? [String: Any])?["values"] as? [[String: Double]])
    #expect(rows.map { $0["x"] } == [1, 10, 100] && rows.map { $0["y"] } == [1, 2, 3])
    let encoding = try #require(line["encoding"] as? [String: [String: Any]])
    #expect((encoding["y"]?["scale"] as? [String: Any])?["type"] as? String == "log")
    #expect(((encoding["x"]?["axis"] as? [String: Any])?["labelExpr"] as? String)?.contains("10²") == true)
  }

  @Test func panelsAreConcatenated() throws {
    let contests = ["a", "b", "c"].map { ResultData.Contest(environment: $0, notion: "pseudo") }
    let data = Examples.data(
      Dictionary(uniqueKeysWithValues: contests.map { ($0, [Examples.curve("ucb1", [1, 2, 3])]) }))
    let chart = try #require(Figures(data)["regret-pseudo"])
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(chart.vegaLite().utf8)) as? [String: Any])
    #expect((root["concat"] as? [Any])?.count == 3)
    #expect(root["layer"] == nil)
  }
}
