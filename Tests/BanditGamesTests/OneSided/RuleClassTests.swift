import BanditGames
import Testing

struct RuleClassTests {
  /// 8 directions times 9 offsets, accept all, reject all: no two of them alike.
  @Test func halfPlanesOfTheSquare() {
    let rules = RuleClass.linear
    #expect(rules.count == 74 && rules.targetCount == 72 && rules.contextCount == nil)
    func accepts(_ rule: Int, _ x: Double, _ y: Double) -> Bool { rules.accepts(Individual(x: x, y: y), by: rule) }
    // Direction 0 is x: the third offset is .3.
    #expect(accepts(2, 0.31, 0.9) && !accepts(2, 0.29, 0.9))
    // Direction 4 is -x, from -1 to 0: its third offset is -.7.
    #expect(accepts(9 * 4 + 2, 0.69, 0.5) && !accepts(9 * 4 + 2, 0.71, 0.5))
    // Direction 1 is (x + y) / sqrt 2: the fifth offset is x + y >= 1.
    #expect(accepts(9 + 4, 0.5, 0.51) && !accepts(9 + 4, 0.5, 0.49))
    // Direction 3 is (y - x) / sqrt 2, from -1 / sqrt 2 to 1 / sqrt 2: the ninth offset is y - x >= .8.
    #expect(accepts(9 * 3 + 8, 0.1, 0.91) && !accepts(9 * 3 + 8, 0.1, 0.89))
    #expect(rules.acceptAll == 72 && rules.rejectAll == 73)
    for point in [(0.0, 0.0), (1, 1), (0, 1), (0.5, 0.5)] {
      #expect(accepts(72, point.0, point.1) && !accepts(73, point.0, point.1))
    }
    var decisions: Set<[Bool]> = []
    let grid = (0..<400).map { Individual(x: (Double($0 / 20) + 0.5) / 20, y: (Double($0 % 20) + 0.5) / 20) }
    for rule in 0..<74 { decisions.insert(grid.map { rules.accepts($0, by: rule) }) }
    #expect(decisions.count == 74)
  }

  @Test func tables() {
    let rules = RuleClass(tables: [[true, false], [false, false]])
    #expect(rules.count == 2 && rules.targetCount == 2 && rules.contextCount == 2)
    #expect(rules.accepts(Individual(context: 0), by: 0) && !rules.accepts(Individual(context: 1), by: 0))
    #expect(rules.acceptAll == nil && rules.rejectAll == 1)
  }
}
