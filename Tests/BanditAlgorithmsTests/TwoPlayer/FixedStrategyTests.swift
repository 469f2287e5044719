import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FixedStrategyTests {
  @Test func neverChanges() throws {
    let problem = PlayerProblem(actionCount: 2, horizon: 3)
    let costs = [[1.0, 0], [0, 1], [1, 1]]
    let given = try FixedStrategy(problem, strategy: [0.25, 0.75])
    #expect(strategies(given, costs) == Array(repeating: [0.25, 0.75], count: 3))
    #expect(strategies(try FixedStrategy(problem), costs) == Array(repeating: [0.5, 0.5], count: 3))
  }

  /// A minimax strategy pays the value on average, whatever the other does: here exactly 1/2 in each round.
  @Test func minimaxPaysTheValue() throws {
    let problem = TwoPlayerProblem(workedCosts, horizon: 20)
    for column in [BestResponse(problem.column) as any Player, RegretMatching(problem.column)] {
      let facing = try Facing(problem, row: FixedStrategy(problem.row, strategy: [0.25, 0.75]), column: column)
      let account = playGame(workedCosts, problem, facing)
      #expect(abs(account.entry(for: .external, group: "", after: 20).value + 10) < 1e-12)
      #expect(abs(account.measure(.rowGap, after: 20) ?? 9) < 1e-12)
    }
  }

  @Test func refusals() {
    let problem = PlayerProblem(actionCount: 2, horizon: 3)
    for strategy in [[0.5], [0.5, 0.6], [1, 0, 0], [1.5, -0.5], []] {
      #expect(throws: InvalidSettings.self) { try FixedStrategy(problem, strategy: strategy) }
    }
  }

  @Test func conforms() {
    #expect(PlayerConformance.violations(of: FixedStrategy.self, mayRefuse: true) == [])
  }
}
