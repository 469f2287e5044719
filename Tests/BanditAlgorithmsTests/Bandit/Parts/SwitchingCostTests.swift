import BanditGames
import Testing

@testable import BanditAlgorithms

struct SwitchingCostTests {
  @Test func autoIsTheEnvironmentsAndOneWithoutAny() {
    func problem(_ cost: Double?) -> BanditProblem {
      BanditProblem(armCount: 2, horizon: 10, rewardRange: 0...1, switchingCost: cost)
    }
    #expect(SwitchingCost.value(nil, problem(3)) == 3)
    #expect(SwitchingCost.value(nil, problem(nil)) == 1)
    #expect(SwitchingCost.value(0.5, problem(3)) == 0.5)
  }
}
