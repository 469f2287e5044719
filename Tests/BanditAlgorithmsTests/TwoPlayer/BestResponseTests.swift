import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct BestResponseTests {
  private let problem = PlayerProblem(actionCount: 3, horizon: 4)

  @Test func responses() {
    let costs = [[0.5, 0.2, 0.9], [0.1, 0.9, 0.1], [0.7, 0.7, 0.0], [0.5, 0.5, 0.5]]
    // Told first; ties to the lowest.
    #expect(strategies(BestResponse(problem), costs) == [[0, 1, 0], [1, 0, 0], [0, 0, 1], [1, 0, 0]])
    // Sums before each round: 0; (.5, .2, .9); (.6, 1.1, 1); (1.3, 1.8, 1).
    let past = BestResponse(problem, against: .past)
    #expect(strategies(past, costs) == [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]])
    #expect(BestResponse(problem).waits && !past.waits)
  }

  /// A learner against best responses plays on average within its regret over t of minimax (theorems 9.1 and 9.3), in every
  /// round of every game; the one who responds has no regret.
  @Test func averagePlayIsNearlyMinimax() throws {
    for (number, costs) in randomGames(25, seed: 8).enumerated() {
      let problem = TwoPlayerProblem(costs, horizon: 120)
      let rows: [any Player] = [try TwoPlayerHedge(problem.row), RegretMatching(problem.row)]
      for row in rows {
        let facing = try Facing(problem, row: Anyone(row), column: BestResponse(problem.column))
        _ = playGame(costs, problem, facing, seed: UInt64(number + 1)) { _, account, round in
          let regret = account.entry(for: .external, group: "", after: round).regret
          #expect(account.entry(for: .columnExternal, group: "", after: round).regret < 1e-9)
          #expect((account.measure(.rowGap, after: round) ?? 9) <= regret / Double(round) + 1e-9)
          // Who responds gets the value at least.
          #expect((account.measure(.valueGap, after: round) ?? -9) >= -1e-9)
        }
      }
    }
  }

  /// Fictitious play of the worked game approaches the equilibrium, in either seat.
  @Test func fictitiousPlay() throws {
    let problem = TwoPlayerProblem(workedCosts, horizon: 2000)
    let facing = try Facing(
      problem, row: BestResponse(problem.row, against: .past), column: BestResponse(problem.column, against: .past))
    let account = playGame(workedCosts, problem, facing)
    #expect((account.measure(.exploitability, after: 2000) ?? 9) < 0.05)
  }

  @Test func conforms() {
    #expect(PlayerConformance.violations(of: BestResponse.self) == [])
    #expect(PlayerConformance.violations(of: BestResponse.self, settings: ["against": "past"]) == [])
  }
}

/// A player whose type is not known, as row player.
struct Anyone: Player, Configurable {
  static let card = AlgorithmCard(id: "anyone", family: .twoPlayer, summary: "Anybody.")
  var player: any Player

  init(_ player: any Player) { self.player = player }

  init(settings: Settings, problem: PlayerProblem) { player = RegretMatching(problem) }

  var waits: Bool { player.waits }

  mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    player.choose(&strategy, costs: costs, at: round, noise: &noise)
  }

  mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    player.observe(costs, of: strategy, at: round)
  }
}
