import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of a game of two players: what both paid, what each of their actions would have cost, their average play.
///
/// All sums are compensated. Benchmarks and values are minus costs, so that regret is benchmark - value as everywhere.
public struct TwoPlayerLedger: Ledger {
  /// `external` and `column-external`.
  public static let definitions = [
    Notion.Definition(
      .external, benchmark: "minus what the row player's best fixed action would have cost against the same play",
      value: "minus what the row player paid", formula: "sum_{s<=t} x_s A y_s - min_i sum_{s<=t} (A y_s)_i",
      unit: "cost"),
    Notion.Definition(
      .columnExternal,
      benchmark: "minus what the column player's best fixed action would have cost it against the same play",
      value: "minus what the column player paid: what the row player paid, in a zero-sum game",
      formula: "sum_{s<=t} x_s B y_s - min_j sum_{s<=t} (x_s B)_j; B = -A in a zero-sum game", unit: "cost"),
  ]

  /// How far the average play is from an equilibrium, and what it is.
  public static let metrics: [Metric] = [
    .exploitability, .exploitabilityError, .correlatedGap, .valueGap, .rowGap, .columnGap, .rowPlay, .columnPlay,
  ]

  private let truth: TwoPlayerTruth
  private var row: Account
  private var column: Account
  private var rounds = 0
  private(set) var latestCost = 0.0

  /// What a player did and paid.
  private struct Account: Sendable {
    var cost = CompensatedSum()
    /// The sum of the costs of each action.
    var costs: [CompensatedSum]
    /// The sum of the probabilities with which each action was played.
    var play: [CompensatedSum]

    init(_ count: Int) {
      costs = Array(repeating: CompensatedSum(), count: count)
      play = costs
    }

    mutating func record(_ play: [Double], _ costs: [Double]) -> Double {
      var paid = 0.0
      for action in play.indices {
        paid += play[action] * costs[action]
        self.costs[action].add(costs[action])
        self.play[action].add(play[action])
      }
      cost.add(paid)
      return paid
    }

    var benchmark: Double { costs.map(\.value).min() ?? 0 }
    var regret: Double { cost.value - benchmark }

    /// The average play so far; its sum is 1 but for rounding.
    func average(_ rounds: Int) -> [Double] { play.map { $0.value / Double(rounds) } }
  }

  /// Opens the accounts of a run.
  public init(_ truth: TwoPlayerTruth) {
    self.truth = truth
    row = Account(truth.costs.rowCount)
    column = Account(truth.costs.columnCount)
  }

  /// Records what both played, as distributions, and what each of their actions cost against that.
  ///
  /// - Complexity: O(rows + columns).
  @usableFromInline
  mutating func record(_ rowPlay: [Double], rowCosts: [Double], _ columnPlay: [Double], columnCosts: [Double]) {
    rounds += 1
    latestCost = row.record(rowPlay, rowCosts)
    _ = column.record(columnPlay, columnCosts)
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: 0 - row.cost.value)
    let account = notion == .columnExternal ? column : row
    entry.benchmark = 0 - account.benchmark
    entry.value = 0 - account.cost.value
    return entry
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    guard rounds > 0 else { return nil }
    switch metric {
    case .exploitability: return error.map { $0 <= tolerance } ?? true ? responses.row + responses.column : nil
    case .exploitabilityError: return error
    case .correlatedGap: return max(0, row.regret, column.regret) / Double(rounds)
    case .valueGap: return truth.equilibrium.map { row.cost.value / Double(rounds) - $0.value }
    case .rowGap: return truth.equilibrium.map { minimax.worst - $0.value }
    case .columnGap: return truth.equilibrium.map { $0.value - minimax.best }
    case .rowPlay: return metric.event.map { row.average(rounds)[$0] }
    case .columnPlay: return metric.event.map { column.average(rounds)[$0] }
    default: return nil
    }
  }

  /// What is rounding in an identity between sums: 1e-9, times the largest cost where that is above 1.
  private var tolerance: Double {
    1e-9 * max(1, (truth.costs.row + truth.costs.column).reduce(0) { max($0, abs($1)) })
  }

  /// What each player would gain by the best response to the other's average play.
  private var responses: (row: Double, column: Double) {
    let (x, y) = (row.average(rounds), column.average(rounds))
    var (rowCosts, columnCosts) = (x, y)
    truth.costs.writeRowCosts(against: y, into: &rowCosts)
    truth.costs.writeColumnCosts(against: x, into: &columnCosts)
    return (gain(x, rowCosts), gain(y, columnCosts))
  }

  private func gain(_ strategy: [Double], _ costs: [Double]) -> Double {
    var paid = CompensatedSum()
    for action in strategy.indices { paid.add(strategy[action] * costs[action]) }
    return paid.value - (costs.min() ?? 0)
  }

  /// In a zero-sum game: how far exploitability, from the average play, is from the sum of both regrets over t.
  private var error: Double? {
    guard truth.costs.isZeroSum else { return nil }
    return abs(responses.row + responses.column - (row.regret + column.regret) / Double(rounds))
  }

  /// The most that the row player's average play can be made to pay, the least that the column player's gets.
  private var minimax: (worst: Double, best: Double) {
    var (rowCosts, columnCosts) = (row.average(rounds), column.average(rounds))
    truth.costs.writeRowCosts(against: column.average(rounds), into: &rowCosts)
    truth.costs.writeColumnCosts(against: row.average(rounds), into: &columnCosts)
    return (0 - (columnCosts.min() ?? 0), rowCosts.min() ?? 0)
  }
}

extension Notion {
  /// `external` of the column player.
  public static let columnExternal = Notion("column-external")
}

extension Metric {
  /// How far the average play is from a Nash equilibrium.
  public static let exploitability = Metric(
    "exploitability",
    """
    The sum over both players of what the best response to the other's average play so far would gain above the own \
    average play. In a zero-sum game that is the largest cost of the row player's average play less the least of the \
    column player's, and equals the sum of both external regrets over t: both are computed, and where they differ by \
    more than rounding the value is missing.
    """,
    unit: "cost", isCumulative: true)

  /// How far two ways to compute exploitability are apart.
  public static let exploitabilityError = Metric(
    "exploitability_error",
    """
    How far `exploitability` is from the sum of both external regrets over t, an identity of zero-sum games: rounding. \
    Missing in other games.
    """,
    unit: "cost", isCumulative: true)

  /// How far the joint play is from a coarse correlated equilibrium.
  public static let correlatedGap = Metric(
    "correlated_gap",
    """
    The larger of both external regrets over t, and at least 0: no player gains more per round by one fixed action \
    instead of its part in the play so far, which is a coarse correlated equilibrium up to that.
    """,
    unit: "cost", isCumulative: true)

  /// How far what is paid is from the value.
  public static let valueGap = Metric(
    "value_gap",
    """
    What the row player paid per round so far, less the value of the zero-sum game: between minus the column player's \
    regret over t and the row player's. Missing in other games.
    """,
    unit: "cost", isCumulative: true)

  /// How far the row player's average play is from a minimax strategy.
  public static let rowGap = Metric(
    "row_gap",
    "The most that the row player's average play so far can be made to pay, less the value of the zero-sum game.",
    unit: "cost", isCumulative: true)

  /// How far the column player's average play is from a maximin strategy.
  public static let columnGap = Metric(
    "column_gap",
    "The value of the zero-sum game, less the least that the column player's average play so far gets.",
    unit: "cost", isCumulative: true)

  /// The row player's average play.
  public static let rowPlay = Metric(
    "row_play",
    "The row player's average play so far, one value for each of its actions: `row_play.0`, `row_play.1`, ....",
    unit: "probability", isCumulative: true, scope: .action)

  /// The column player's average play.
  public static let columnPlay = Metric(
    "column_play",
    "The column player's average play so far, one value for each of its actions: `column_play.0`, ....",
    unit: "probability", isCumulative: true, scope: .item)
}
