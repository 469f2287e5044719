import BanditGames
import Testing

@testable import BanditAlgorithms

struct SwitchingCostTests {
  private func cost(_ given: Double?, _ environments: Double?, range: ClosedRange<Double> = 0...1) throws -> Double {
    let problem = BanditProblem(armCount: 2, horizon: 10, rewardRange: range, switchingCost: environments)
    return SwitchingCost.value(given, problem, rewards: try UnitRewards(problem, range: nil, for: "x"))
  }

  @Test func autoIsTheEnvironmentsAndOneWithoutAny() throws {
    #expect(try cost(nil, 3) == 3)
    #expect(try cost(nil, nil) == 1)
    #expect(try cost(0.5, 3) == 0.5)
  }

  @Test func costsCountInUnitsOfTheRange() throws {
    #expect(try cost(nil, 3, range: -2...2) == 0.75)
    #expect(try cost(1, nil, range: -2...2) == 0.25)
    #expect(try cost(nil, nil, range: -2...2) == 1)
  }
}
