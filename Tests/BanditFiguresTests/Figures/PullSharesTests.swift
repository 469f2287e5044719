import BanditExperiments
import Testing

@testable import BanditFigures

struct PullSharesTests {
  private let key = CellKey(point: "", environment: "coins", algorithm: "a")

  private func data(actions: Int) -> ResultData {
    var data = Examples.data([Examples.coins: [Examples.curve("a", [1, 2, 3])]])
    let total = Double(actions * (actions + 1) / 2)
    data.shares[key] = (0..<actions).map { action in
      ResultData.Share(action: "\(action)", points: [1, 10, 100].map { Point($0, Double(action + 1) / total) })
    }
    return data
  }

  @Test func sharesAreStacked() throws {
    let panel = try #require(PullShares.panel(of: key, in: data(actions: 3)))
    #expect(panel.bands.map(\.name) == ["0", "1", "2"])
    #expect(panel.bands.map { $0.spans[1].low } == [0, 1.0 / 6, 0.5])
    #expect(panel.bands[2].spans[1].high == 1)
    #expect(panel.y.range.upperBound == 1)
    #expect(panel.labels.map(\.text.plain) == ["0", "1", "2"])
  }

  @Test func theLeastPlayedOfManyAreOneArea() throws {
    let panel = try #require(PullShares.panel(of: key, in: data(actions: 20)))
    #expect(panel.bands.map(\.name) == ["13", "14", "15", "16", "17", "18", "19", "others"])
    #expect(abs((panel.bands.last?.spans.last?.high ?? 0) - 1) < 1e-12)
  }

  @Test func thereIsNoneWithoutTheExtra() {
    let data = Examples.data([Examples.coins: [Examples.curve("a", [1, 2, 3])]])
    #expect(Figures(data, kinds: [.pulls]).all.isEmpty)
  }
}
