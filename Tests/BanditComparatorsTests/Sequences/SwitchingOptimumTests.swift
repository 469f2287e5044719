import BanditComparators
import Testing

struct SwitchingOptimumTests {
  @Test func nothingIsLostBeforeTheFirstRound() {
    #expect(SwitchingOptimum(actionCount: 2, switchingCost: 1).total == 0)
  }

  /// The first action is free to choose, each change costs; by hand.
  @Test func workedExample() {
    var optimum = SwitchingOptimum(actionCount: 2, switchingCost: 0.5)
    var totals: [Double] = []
    for losses in [[0, 1], [1, 0], [1, 0], [0, 0.25], [0.25, 0]] as [[Double]] {
      optimum.add(losses)
      totals.append(optimum.total)
    }
    #expect(totals == [0, 0.5, 0.5, 0.75, 0.75])
  }
}
