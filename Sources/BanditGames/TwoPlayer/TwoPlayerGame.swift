import BanditCards
import BanditComparators
import BanditStreams

/// Two players, each of whom chooses a strategy and learns what its actions would have cost.
public struct TwoPlayerGame<Environment: TwoPlayerEnvironment, Learner: TwoPlayerLearner>: Game {
  /// Strategies out, costs back.
  public static var family: Family { .twoPlayer }

  /// What both pay.
  public var environment: Environment
  /// Who plays.
  public var learner: Learner
  @usableFromInline let costs: CostMatrices
  @usableFromInline let isSampled: Bool
  @usableFromInline let rowInterval: ClosedRange<Double>
  @usableFromInline let columnInterval: ClosedRange<Double>
  @usableFromInline var row: Side
  @usableFromInline var column: Side

  /// What one player does and sees in a round.
  @usableFromInline
  struct Side: Sendable {
    /// Its strategy.
    @usableFromInline var strategy: [Double]
    /// What counts as played: the strategy, or the action drawn from it with probability 1.
    @usableFromInline var play: [Double]
    /// What each action costs against the other's play.
    @usableFromInline var costs: [Double]
    /// The same, mapped to [0, 1].
    @usableFromInline var unitCosts: [Double]
    /// The action drawn.
    @usableFromInline var action = 0

    @usableFromInline
    init(_ count: Int) {
      strategy = Array(repeating: 1 / Double(count), count: count)
      play = strategy
      costs = Array(repeating: 0, count: count)
      unitCosts = costs
    }

    /// Draws the action, the one that takes the running sum of the strategy past a uniform number.
    @inlinable
    mutating func draw(at uniform: Double) {
      play[action] = 0
      var remaining = uniform
      var chosen = -1
      for candidate in strategy.indices where strategy[candidate] > 0 {
        // Where rounding leaves a rest, the last one with a positive probability.
        chosen = candidate
        remaining -= strategy[candidate]
        if remaining < 0 { break }
      }
      action = max(chosen, 0)
      play[action] = 1
    }

    /// Maps the costs to [0, 1].
    @inlinable
    mutating func scale(from interval: ClosedRange<Double>) {
      let length = interval.upperBound - interval.lowerBound
      for action in costs.indices {
        // Sums of products may leave the interval by rounding.
        unitCosts[action] = min(max((costs[action] - interval.lowerBound) / length, 0), 1)
      }
    }
  }

  /// Creates the game of one replication.
  ///
  /// - Precondition: not both players wait for the other's strategy.
  @inlinable
  public init(environment: Environment, learner: Learner, problem: TwoPlayerProblem, coupling: Coupling = .rounds) {
    precondition(!(learner.row.waits && learner.column.waits), "two players cannot wait for each other")
    self.environment = environment
    self.learner = learner
    costs = environment.truth.costs
    isSampled = problem.feedback == .sampled
    rowInterval = problem.rowInterval
    columnInterval = problem.columnInterval
    row = Side(costs.rowCount)
    column = Side(costs.columnCount)
    if isSampled {
      // The first draw clears the place of the action before it.
      for action in row.play.indices { row.play[action] = 0 }
      for action in column.play.indices { column.play[action] = 0 }
    }
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> TwoPlayerLedger {
    TwoPlayerLedger(environment.truth)
  }

  /// Plays one round: both strategies, that of a player that waits last; the draws; the costs against them.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout TwoPlayerLedger
  ) {
    if learner.row.waits {
      chooseColumn(round, &environmentNoise)
      costs.writeRowCosts(against: column.strategy, into: &row.costs)
      row.scale(from: rowInterval)
      chooseRow(round, &learnerNoise)
    } else {
      chooseRow(round, &learnerNoise)
      if learner.column.waits {
        costs.writeColumnCosts(against: row.strategy, into: &column.costs)
        column.scale(from: columnInterval)
      }
      chooseColumn(round, &environmentNoise)
    }
    if isSampled {
      environmentNoise.move(to: 0, occurrence: round)
      row.draw(at: environmentNoise.uniform())
      environmentNoise.move(to: 1, occurrence: round)
      column.draw(at: environmentNoise.uniform())
    } else {
      for action in row.play.indices { row.play[action] = row.strategy[action] }
      for action in column.play.indices { column.play[action] = column.strategy[action] }
    }
    costs.writeRowCosts(against: column.play, into: &row.costs)
    costs.writeColumnCosts(against: row.play, into: &column.costs)
    account.record(row.play, rowCosts: row.costs, column.play, columnCosts: column.costs)
    row.scale(from: rowInterval)
    column.scale(from: columnInterval)
    learner.row.observe(row.unitCosts, of: row.strategy, at: round)
    learner.column.observe(column.unitCosts, of: column.strategy, at: round)
  }

  @inlinable
  mutating func chooseRow(_ round: Int, _ noise: inout RoundNoise) {
    noise.move(to: 0, occurrence: round)
    learner.row.choose(&row.strategy, costs: row.unitCosts, at: round, noise: &noise)
  }

  /// Its noise has an address of its own, so that neither player's draws depend on how many the other makes.
  @inlinable
  mutating func chooseColumn(_ round: Int, _ noise: inout RoundNoise) {
    noise.move(to: 2, occurrence: round)
    learner.column.choose(&column.strategy, costs: column.unitCosts, at: round, noise: &noise)
  }

  /// Both strategies, the row player's first, or both actions; and minus what the row player pays.
  public func latestRound(_ account: TwoPlayerLedger) -> PlayedRound {
    let reward = 0 - account.latestCost
    return isSampled
      ? PlayedRound(actions: [row.action, column.action], reward: reward)
      : PlayedRound(actions: row.strategy + column.strategy, reward: reward)
  }

  /// The row player's, in the units of its costs, where strategies are what counts.
  public var regretBound: RegretBound? {
    guard !isSampled, let bound = (learner.row as? any PlayerBounding)?.strategyBound else { return nil }
    return RegretBound(.external, bound * (rowInterval.upperBound - rowInterval.lowerBound))
  }
}
