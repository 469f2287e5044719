import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct TwoPlayerHedgeTests {
  private func near(_ found: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    found.map { abs($0 - expected) < tolerance } ?? false
  }

  /// Self-play of 1000 rounds, to the digits shown in the worked example.
  @Test func workedExample() throws {
    let problem = TwoPlayerProblem(workedCosts, horizon: 1000)
    let account = playGame(
      workedCosts, problem,
      try Facing(problem, row: TwoPlayerHedge(problem.row), column: TwoPlayerHedge(problem.column)))
    #expect(near(account.measure(.rowPlay.at(0), after: 1000), 0.20802, 5e-6))
    #expect(near(account.measure(.rowPlay.at(1), after: 1000), 0.79198, 5e-6))
    #expect(near(account.measure(.columnPlay.at(0), after: 1000), 0.53891, 5e-6))
    #expect(near(account.measure(.columnPlay.at(1), after: 1000), 0.46109, 5e-6))
    let row = account.entry(for: .external, group: "", after: 1000).regret
    let column = account.entry(for: .columnExternal, group: "", after: 1000).regret
    #expect(near(row, 19.93546, 5e-6) && near(column, 21.02015, 5e-6))
    let exploitability = try #require(account.measure(.exploitability, after: 1000))
    #expect(near(exploitability, 0.0409556, 5e-8))
    #expect(abs(exploitability - (row + column) / 1000) < 1e-9)
  }

  /// epsilon = .5, costs (1,0), (0,1), (1,0): (.5,.5), (1/3,2/3), (.5,.5), the trace of the book's chapter 5.
  @Test func trace() throws {
    let player = try TwoPlayerHedge(PlayerProblem(actionCount: 2, horizon: 3), epsilon: 0.5)
    let expected = [[0.5, 0.5], [1.0 / 3, 2.0 / 3], [0.5, 0.5]]
    for (found, wanted) in zip(strategies(player, [[1, 0], [0, 1], [1, 0]]), expected) {
      #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-14 })
    }
  }

  /// sqrt(ln 2 / 2000) = .018616, and 1/2 at most.
  @Test func theStepForTheHorizon() throws {
    let long = strategies(try TwoPlayerHedge(PlayerProblem(actionCount: 2, horizon: 1000)), [[1, 0], [0, 0]])[1]
    #expect(abs(long[0] / long[1] - (1 - (log(2) / 2000).squareRoot())) < 1e-12)
    let short = strategies(
      try TwoPlayerHedge(PlayerProblem(actionCount: 9, horizon: 1)),
      [[1] + Array(repeating: 0, count: 8)] + [Array(repeating: 0, count: 9)])[1]
    #expect(abs(short[0] / short[1] - 0.5) < 1e-12)
  }

  /// The bound holds after every round against every kind of opponent, and is not idle: against an opponent who waits the
  /// regret reaches a third of it.
  @Test(arguments: [nil, 1e-9, 0.01, 0.3, 0.9]) func bound(_ epsilon: Double?) throws {
    var closest = 0.0
    for (number, costs) in randomGames(12, seed: 5).enumerated() {
      let problem = TwoPlayerProblem(costs, horizon: 60)
      let opponents: [any Player] = [
        BestResponse(problem.column), BestResponse(problem.column, against: .past), RegretMatching(problem.column),
        try LossLearner(problem.column), try TwoPlayerHedge(problem.column, epsilon: 0.4),
      ]
      for opponent in opponents {
        let row = try TwoPlayerHedge(problem.row, epsilon: epsilon)
        _ = playGame(costs, problem, try Facing(problem, row: row, column: opponent), seed: UInt64(number + 1)) {
          game, account, round in
          let regret = account.entry(for: .external, group: "", after: round).regret
          let bound = game.regretBound?.value ?? .nan
          #expect(regret <= bound + 1e-9)
          if epsilon == nil, bound > 0 { closest = max(closest, regret / bound) }
        }
      }
    }
    #expect(epsilon != nil || closest > 1.0 / 3)
  }

  /// eta = -ln .9 = .105361: ln 3 / eta + 3 eta / 8 = 10.466683 after three rounds, of costs in an interval of length 6 six
  /// times that.
  @Test func boundByHand() throws {
    let costs = CostMatrices(row: [[5, -1], [2, 2], [0, 4]])
    let problem = TwoPlayerProblem(costs, horizon: 3)
    let facing = try Facing(
      problem, row: TwoPlayerHedge(problem.row, epsilon: 0.1), column: RegretMatching(problem.column))
    var bound = 0.0
    _ = playGame(costs, problem, facing) { game, _, _ in bound = game.regretBound?.value ?? .nan }
    #expect(abs(bound - 6 * 10.466683) < 1e-5)
  }

  /// No bound on drawn actions.
  @Test func noBoundOfSampledPlay() throws {
    let problem = TwoPlayerProblem(workedCosts, horizon: 5, feedback: .sampled)
    let facing = try Facing(problem, row: TwoPlayerHedge(problem.row), column: RegretMatching(problem.column))
    _ = playGame(workedCosts, problem, facing) { game, _, _ in #expect(game.regretBound == nil) }
  }

  @Test func conforms() {
    #expect(PlayerConformance.violations(of: TwoPlayerHedge.self) == [])
    for epsilon in [0, 1, -0.1, .nan] {
      #expect(throws: InvalidSettings.self) {
        try TwoPlayerHedge(PlayerProblem(actionCount: 2, horizon: 3), epsilon: epsilon)
      }
    }
  }
}
