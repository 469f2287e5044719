import Testing

@testable import BanditFigures

struct PairsForestTests {
  private func data() -> ResultData {
    var data = Examples.data([
      Examples.coins: [
        Examples.curve("a", [1, 2, 9]), Examples.curve("b", [1, 2, 3]), Examples.curve("c", [1, 2, 5]),
      ]
    ])
    // As pairs.csv has them: a less b, and b less c.
    data.add(
      .init(algorithm: "a", mean: 6, low: 5, high: 7, adjustedP: 0.049), isReversed: false, to: Examples.coins)
    data.add(
      .init(algorithm: "c", mean: -2, low: -5, high: 1, adjustedP: 0.05), isReversed: true, to: Examples.coins)
    return data
  }

  @Test func differencesAreToTheBest() throws {
    let panel = try #require(PairsForest.panel(of: Examples.coins, in: data()))
    #expect(panel.x.title.plain == "above that of b")
    #expect(panel.y.ticks.map(\.label.plain) == ["c", "a"])
    #expect(panel.strips.map(\.points) == [[Point(2, 0)], [Point(6, 1)]])
    // The first rule is at 0.
    #expect(panel.rules.dropFirst().map { [$0.start.x, $0.end.x] } == [[-1, 5], [5, 7]])
  }

  /// At a level of 95 %, p = 0.05 is not below 0.05.
  @Test func hollowIsWhatIsNotToldApart() throws {
    let panel = try #require(PairsForest.panel(of: Examples.coins, in: data()))
    #expect(panel.strips.map(\.shape) == [.hollow, .filled])
  }

  @Test func oneAlgorithmHasNoPairs() {
    #expect(
      PairsForest.panel(of: Examples.coins, in: Examples.data([Examples.coins: [Examples.curve("a", [1, 2, 9])]]))
        == nil)
  }
}
