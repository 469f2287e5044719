import BanditComparators
import BanditGames
import BanditStreams

@testable import BanditAlgorithms

/// The worked game of the book's section 9: value 1/2, equilibrium (1/4, 3/4) against (1/2, 1/2).
let workedCosts = CostMatrices(row: [[1, 0], [1.0 / 3, 2.0 / 3]])

struct GivenGame: TwoPlayerEnvironment {
  let truth: TwoPlayerTruth
}

/// Plays a game to its horizon, and lets somebody look at the accounts after each round.
func playGame<L: TwoPlayerLearner>(
  _ costs: CostMatrices, _ problem: TwoPlayerProblem, _ learner: L, seed: UInt64 = 1,
  inspect: (TwoPlayerGame<GivenGame, L>, TwoPlayerLedger, Int) -> Void = { _, _, _ in }
) -> TwoPlayerLedger {
  var game = TwoPlayerGame(environment: GivenGame(truth: TwoPlayerTruth(costs)), learner: learner, problem: problem)
  var account = game.openAccount(for: TwoPlayerLedger.notions, metrics: TwoPlayerLedger.metrics)
  var environment = RandomStream(key: StreamKey(seed: seed), itemCount: problem.addressCount)
  var own = RandomStream(key: StreamKey(seed: seed + 1000))
  for round in 1...problem.horizon {
    game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
    inspect(game, account, round)
  }
  return account
}

/// The strategies of a player against given costs in [0, 1].
func strategies<P: Player>(_ player: P, _ costs: [[Double]], seed: UInt64 = 1) -> [[Double]] {
  var player = player
  var noise = RandomStream(key: StreamKey(seed: seed))
  var strategy = Array(repeating: 1 / Double(costs[0].count), count: costs[0].count)
  return costs.enumerated().map { round, row in
    noise.move(to: 0, occurrence: round + 1)
    player.choose(&strategy, costs: row, at: round + 1, noise: &noise)
    player.observe(row, of: strategy, at: round + 1)
    return strategy
  }
}

/// Random games of up to 6 by 6 actions, a third with costs in [0, 1], a third of small whole numbers.
func randomGames(_ count: Int, seed: UInt64) -> [CostMatrices] {
  var noise = RandomStream(key: StreamKey(seed: seed))
  return (0..<count).map { number in
    let (rows, columns) = (1 + noise.integer(below: 6), 1 + noise.integer(below: 6))
    return CostMatrices(
      row: (0..<rows).map { _ in
        (0..<columns).map { _ in
          switch number % 3 {
          case 0: noise.uniform()
          case 1: Double(noise.integer(below: 4)) - 1
          default: 5 * noise.uniform() - 3
          }
        }
      })
  }
}
