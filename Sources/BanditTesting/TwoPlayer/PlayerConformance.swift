import BanditCards
import BanditGames
import BanditStreams

/// What every player of a game must do, whatever its rule.
public enum PlayerConformance {
  /// Plays one side through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A strategy is a distribution over the actions. Hostile worlds have one action, one round, costs that are all 0, all 1
  /// or alike, costs that change from one extreme to the other, and a hundred actions.
  ///
  /// - Parameter mayRefuse: whether it may refuse a world; one that needs a certain number of actions may.
  public static func violations<P: Player & Configurable<PlayerProblem>>(
    of type: P.Type, settings: Settings = [:], isRandomized: Bool = false, mayRefuse: Bool = false
  ) -> [String] {
    typealias Suite = GameConformance<ScriptedOpponentGame<Recorder<P, [Double]>>, P, [Double]>
    return Suite(arena(mayRefuse), settings: settings, isRandomized: isRandomized).violations()
  }

  private static func arena(_ mayRefuse: Bool) -> ScriptedArena<ScriptedCosts, PlayerProblem> {
    let hostile = [
      world("one action", mayRefuse, actions: 1), world("one round", mayRefuse, rounds: 1),
      world("a hundred actions", mayRefuse, actions: 100),
      world("costs of 0", mayRefuse) { _, _ in 0 }, world("costs of 1", mayRefuse) { _, _ in 1 },
      world("costs that are alike", mayRefuse) { _, _ in 0.3 },
      world("costs that turn round", mayRefuse) { round, action in (round + action).isMultiple(of: 2) ? 1 : 0 },
    ]
    return ScriptedArena(rounds: 40, hostile: hostile) { world("an ordinary world", false, rounds: $0) }
  }

  private static func world(
    _ name: String, _ mayRefuse: Bool, actions: Int = 3, rounds: Int = 40, cost: ((Int, Int) -> Double)? = nil
  ) -> ScriptedWorld<ScriptedCosts, PlayerProblem> {
    var noise = RandomStream(key: StreamKey(seed: 0))
    let costs = (0..<50).map { round in
      (0..<actions).map { action in
        let draw = noise.uniform()
        return cost?(round, action) ?? draw
      }
    }
    return ScriptedWorld(
      name, ScriptedCosts(costs), PlayerProblem(actionCount: actions, horizon: rounds), rounds: rounds,
      choices: actions,
      mayBeRefused: mayRefuse)
  }
}

/// What each action of a player costs in each round, repeated when the script ends.
public struct ScriptedCosts: Sendable {
  /// Round by round, in [0, 1].
  public let rows: [[Double]]

  /// Creates the script.
  ///
  /// - Precondition: at least one round, all of the same number of actions.
  public init(_ rows: [[Double]]) {
    precondition(
      rows.first.map { first in rows.allSatisfy { $0.count == first.count } } ?? false,
      "a script needs rounds of the same number of actions")
    self.rows = rows
  }

  /// The costs of a round, which counts from 1.
  public func costs(at round: Int) -> [Double] { rows[(round - 1) % rows.count] }
}

/// One player alone against a script of costs.
public struct ScriptedOpponentGame<P: Player>: Game {
  public static var family: Family { .twoPlayer }

  public var environment: ScriptedCosts
  public var learner: P
  private var strategy: [Double]

  public init(environment: ScriptedCosts, learner: P, problem: PlayerProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
    strategy = Array(repeating: 1 / Double(problem.actionCount), count: problem.actionCount)
  }

  public func openAccount(for notions: [Notion], metrics: [Metric]) -> PlayerLedger { PlayerLedger() }

  /// Plays one round; a player that waits is told the costs before.
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout PlayerLedger
  ) {
    let costs = environment.costs(at: round)
    learnerNoise.move(to: 0, occurrence: round)
    learner.choose(&strategy, costs: costs, at: round, noise: &learnerNoise)
    account.record(strategy, costs)
    learner.observe(costs, of: strategy, at: round)
  }

  public func latestRound(_ account: PlayerLedger) -> PlayedRound { PlayedRound(actions: strategy, reward: nil) }
}

/// What a player paid, and what each of its actions would have cost.
public struct PlayerLedger: Ledger {
  public static let definitions = [
    Notion.Definition(
      .external, benchmark: "minus the cost of the best fixed action", value: "minus what the strategies cost",
      formula: "sum_{s<=t} p_s c_s - min_a sum_{s<=t} c_s(a)", unit: "cost")
  ]

  private var paid = 0.0
  private var costs: [Double] = []

  mutating func record(_ strategy: [Double], _ costs: [Double]) {
    if self.costs.isEmpty { self.costs = costs.map { _ in 0 } }
    for (action, cost) in costs.enumerated() {
      self.costs[action] += cost
      paid += strategy[action] * cost
    }
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    LedgerEntry(rounds: Double(round), benchmark: 0 - (costs.min() ?? 0), value: 0 - paid)
  }
}

extension Recorder: Player where Base: Player, Entry == [Double] {
  public var waits: Bool { base.waits }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    base.choose(&strategy, costs: costs, at: round, noise: &noise)
    if fault == nil, strategy.count != choices || !strategy.isDistribution { fault = "plays the strategy \(strategy)" }
    entries.append(strategy)
  }

  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    if fault == nil { base.observe(costs, of: strategy, at: round) }
  }
}
