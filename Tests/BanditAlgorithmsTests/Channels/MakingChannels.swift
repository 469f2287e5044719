import BanditCards
import BanditComparators
import BanditGames
import BanditTesting

/// Auctions from pairs of value and cost.
func auctions(_ pairs: (Double, Double)...) -> [Auction] { pairs.map { Auction(value: $0.0, cost: $0.1) } }

/// A learner with some settings and the defaults of its card.
func make<Policy: ChannelsLearner & Configurable<ChannelsProblem>>(
  _ type: Policy.Type, _ settings: Settings = [:], for world: ScriptedChannels
) throws(InvalidSettings) -> Policy {
  try Policy(settings: Settings(defaultsOf: Policy.card.parameters, given: settings), problem: world.problem)
}

/// The channels of Tests/Reference/sgd_ucb.py.
enum Cycles {
  static let script = [
    [auctions((4, 1), (1, 1), (1, 2)), auctions((2, 1), (2, 2), (1, 1))],
    [auctions((3, 1), (2, 2), (1, 1)), auctions((5, 2), (1, 1), (1, 3)), auctions((2, 1), (3, 2), (1, 1))],
  ]

  /// The shorter run: rho = 3, gamma = 1.3, 400 periods; the longer one: 6, 1.8, 1500.
  static func world(isLong: Bool, _ charge: Charge) -> ScriptedChannels {
    isLong
      ? ScriptedChannels(script, horizon: 1500, budget: 6, targetReturn: 1.8, charge: charge)
      : ScriptedChannels(script, horizon: 400, budget: 3, targetReturn: 1.3, charge: charge)
  }

  static func arms(isLong: Bool) -> Setting {
    .list((isLong ? [0, 1, 2, 3, 4, 5, 6] : [0, 0.5, 1.1, 1.7, 2.3, 3]).map { .number($0) })
  }

  /// What the script prints of a run.
  struct Outcome: Sendable {
    let isLong: Bool
    let charge: Charge
    let stoppingTime: Double
    let budgets: [Double]
    let value: Double
    let spend: Double
    var multipliers = [0.0, 0]
  }
}
