import BanditComparators
import BanditGames
import Testing

struct RecoveringArmsTests {
  /// Only arms that need no rest have a best fixed set; an arm that costs stays out of it.
  @Test func bestFixedMeans() {
    func mean(_ tables: [[Double]], _ capacity: Int) -> Double? {
      RecoveringArms(curves: tables.map { RecoveryCurve($0) }, capacity: capacity).bestFixedMean
    }
    #expect(mean([[0.25], [0.75], [0.5]], 2) == 1.25)
    #expect(mean([[0.25], [-1]], 2) == 0.25)
    #expect(mean([[0.25], [0.5, 0.5]], 2) == nil)
  }

  /// The schedule is made for min over d' >= d of R(d'): of (.2, .9, .1) nothing above .1 is counted on.
  @Test func plansForTheMinorant() {
    let arms = RecoveringArms(curves: [RecoveryCurve([0.2, 0.9, 0.1])], capacity: 1)
    #expect(arms.plan.turns == [.init(arm: 0, period: 1, residue: 0)])
    #expect(arms.plan.value == 0.1 && arms.plan.value(on: arms.curves) == 0.2)
  }
}
