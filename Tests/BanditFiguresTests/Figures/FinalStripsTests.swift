import Testing

@testable import BanditFigures

struct FinalStripsTests {
  @Test func theSmallestMeanIsOnTop() throws {
    let data = Examples.data([
      Examples.coins: [
        Examples.curve("a", [1, 2, 9]), Examples.curve("b", [1, 2, 3]), Examples.curve("c", [1, 2, .nan]),
      ]
    ])
    let panel = try #require(FinalStrips.panel(of: Examples.coins, in: data))
    #expect(panel.y.ticks.map(\.label.plain) == ["b", "a"])
    #expect(panel.boxes.map(\.mean) == [3, 9])
    #expect(panel.boxes[0].quantiles == [0.8, 0.9, 1, 1.1, 1.2].map { $0 * 3 })
    #expect(panel.strips.map(\.points.count) == [20, 20])
    // Dots stay on their line.
    #expect(panel.strips[1].points.allSatisfy { abs($0.y - 1) < 0.32 })
  }

  @Test func ofManyReplicationsTheExtremesAreDrawn() {
    let regrets = (0..<10_000).map { Double(($0 * 7919) % 10_007) }
    let some = FinalStrips.some(of: regrets, 400)
    #expect((390...400).contains(some.count))
    #expect(some.map(\.regret).min() == regrets.min() && some.map(\.regret).max() == regrets.max())
    #expect(some.allSatisfy { regrets[$0.number] == $0.regret })
    #expect(FinalStrips.some(of: [3, 1], 400).map(\.regret) == [3, 1])
  }

  @Test func skewedRegretsHaveALogarithmicAxis() throws {
    func scale(_ last: Double) throws -> Axis.Scale {
      let data = Examples.data([Examples.coins: [Examples.curve("a", [1, 2, 1]), Examples.curve("b", [1, 2, last])]])
      return try #require(FinalStrips.panel(of: Examples.coins, in: data)).x.scale
    }
    // From 5 % of one to 95 % of the other: 0.8 to 1.2 times the mean.
    #expect(try scale(30) == .linear)
    #expect(try scale(36) == .logarithmic)
    #expect(try scale(-5) == .linear)
  }
}
