import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct RegretMatchingPlusTests {
  /// What a debt of 1/2 would have delayed: (1, 0) leaves (0, 1/2), then (0, 1) leaves (1, 1/2), where regret-matching has
  /// (1/2, 1/2).
  @Test func debtsAreForgotten() {
    let player = RegretMatchingPlus(PlayerProblem(actionCount: 2, horizon: 3))
    let found = strategies(player, [[1, 0], [0, 1], [0, 0]])
    #expect(found[1] == [0, 1])
    #expect(abs(found[2][0] - 2.0 / 3) < 1e-15 && abs(found[2][1] - 1.0 / 3) < 1e-15)
  }

  /// The worked game of 100 rounds, by ten lines of NumPy: closer to equilibrium than regret-matching's .0422.
  @Test func workedGame() throws {
    let problem = TwoPlayerProblem(workedCosts, horizon: 100)
    let facing = try Facing(
      problem, row: RegretMatchingPlus(problem.row), column: RegretMatchingPlus(problem.column))
    let account = playGame(workedCosts, problem, facing)
    for (metric, expected) in [
      (Metric.rowPlay.at(0), 0.25623718), (.columnPlay.at(0), 0.56402363),
      (.exploitability, 0.025499329809247684),
    ] {
      #expect(abs((account.measure(metric, after: 100) ?? 9) - expected) < 5e-9)
    }
  }

  @Test func bound() throws {
    for (number, costs) in randomGames(20, seed: 7).enumerated() {
      let problem = TwoPlayerProblem(costs, horizon: 50)
      let opponents: [any Player] = [BestResponse(problem.column), try LossLearner(problem.column)]
      for opponent in opponents {
        let facing = try Facing(problem, row: RegretMatchingPlus(problem.row), column: opponent)
        _ = playGame(costs, problem, facing, seed: UInt64(number + 1)) { game, account, round in
          let regret = account.entry(for: .external, group: "", after: round).regret
          #expect(regret <= (game.regretBound?.value ?? .nan) + 1e-9)
        }
      }
    }
  }

  @Test func conforms() {
    #expect(PlayerConformance.violations(of: RegretMatchingPlus.self) == [])
  }
}
