import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct RegretMatchingTests {
  private func near(_ found: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    found.map { abs($0 - expected) < tolerance } ?? false
  }

  /// Self-play of 100 rounds, to the digits shown in the worked example.
  @Test func workedExample() throws {
    let problem = TwoPlayerProblem(workedCosts, horizon: 100)
    let account = playGame(
      workedCosts, problem,
      try Facing(problem, row: RegretMatching(problem.row), column: RegretMatching(problem.column)))
    #expect(near(account.measure(.rowPlay.at(0), after: 100), 0.232153, 5e-7))
    #expect(near(account.measure(.rowPlay.at(1), after: 100), 0.767847, 5e-7))
    #expect(near(account.measure(.columnPlay.at(0), after: 100), 0.469653, 5e-7))
    #expect(near(account.measure(.columnPlay.at(1), after: 100), 0.530347, 5e-7))
    #expect(near(account.measure(.exploitability, after: 100), 0.0422455, 5e-8))
  }

  /// Costs (1, 0, 1/2): own 1/2, regrets (-1/2, 1/2, 0): all on 1. Then (0, 1, 1): own 1, regrets (1/2, 1/2, 0). Then
  /// (0, 0, 0), which changes nothing; (1, 1, 0): own 1, regrets (1/2, 1/2, 1).
  @Test func trace() {
    let player = RegretMatching(PlayerProblem(actionCount: 3, horizon: 5))
    let found = strategies(player, [[1, 0, 0.5], [0, 1, 1], [0, 0, 0], [1, 1, 0], [0, 0, 0]])
    #expect(found[0].allSatisfy { $0 == 1.0 / 3 })
    #expect(found[1] == [0, 1, 0])
    #expect(found[2] == [0.5, 0.5, 0] && found[3] == [0.5, 0.5, 0])
    #expect(found[4] == [0.25, 0.25, 0.5])
  }

  /// Negative sums are made up for before an action is played again.
  @Test func debtsAreKept() {
    let player = RegretMatching(PlayerProblem(actionCount: 2, horizon: 4))
    // Regrets (-1/2, 1/2); (0, 1): own 1, (1/2, 1/2); (0, 1): own 1/2, (1, 0); (1, 1): none, (1, 0).
    #expect(strategies(player, [[1, 0], [0, 1], [0, 1], [1, 1]]) == [[0.5, 0.5], [0, 1], [0.5, 0.5], [1, 0]])
  }

  /// Holds after every round, against opponents that know the strategy; reached by four tenths at least.
  @Test func bound() throws {
    var closest = 0.0
    for (number, costs) in randomGames(20, seed: 6).enumerated() {
      let problem = TwoPlayerProblem(costs, horizon: 50)
      let opponents: [any Player] = [
        BestResponse(problem.column), try TwoPlayerHedge(problem.column), RegretMatchingPlus(problem.column),
      ]
      for opponent in opponents {
        let facing = try Facing(problem, row: RegretMatching(problem.row), column: opponent)
        _ = playGame(costs, problem, facing, seed: UInt64(number + 1)) { game, account, round in
          let regret = account.entry(for: .external, group: "", after: round).regret
          let bound = game.regretBound?.value ?? .nan
          #expect(regret <= bound + 1e-9)
          if bound > 0 { closest = max(closest, regret / bound) }
        }
      }
    }
    #expect(closest > 0.4)
  }

  /// Three actions after eight rounds: sqrt(2 * 8).
  @Test func boundByHand() {
    var matcher = RegretMatcher(actionCount: 3, truncates: false)
    for _ in 0..<8 { matcher.record([0, 1, 0], of: [1, 0, 0]) }
    #expect(matcher.bound == 4)
    #expect(matcher.regrets == [0, -8, 0])
  }

  @Test func conforms() {
    #expect(PlayerConformance.violations(of: RegretMatching.self) == [])
  }
}
