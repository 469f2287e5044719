import BanditCards
import BanditNumerics

/// The accounts of grouped data: for every report group the learner's loss inside the group, and what the
/// best linear model for this group alone is found from.
///
/// Lines are in the group's own time: the t-th round of a group is the t-th whose example is in it. What is
/// to be read of a line after the run, at rounds of its own time that lie in between, is announced before
/// the run by `keep`.
public struct GroupedLedger: Ledger {
  /// `group`.
  public static let definitions = [
    Notion.Definition(
      .group, benchmark: "minus the loss inside the group of the best model in hindsight for the group alone",
      value: "minus the learner's loss inside the group",
      formula: "sum_{s<=t, x_s in g} l(yhat_s, y_s) - min_theta sum_{s<=t, x_s in g} l(theta . x_s, y_s)",
      unit: "loss")
  ]

  /// The largest regret of a group.
  public static let metrics: [Metric] = [.maxGroupRegret]

  /// What is known of one report group.
  private struct Account {
    let name: String
    var rounds = 0
    var loss = CompensatedSum()
    var sums: LeastSquaresSums
    /// The latest row, where the comparator is not fitted to it yet.
    var heldFeatures: [Double]
    var heldLabel = 0.0
    /// When the line is to be read, in increasing order, and what was read.
    var moments: [Int] = []
    var kept: [LedgerEntry] = []

    init(name: String, dimension: Int) {
      self.name = name
      sums = LeastSquaresSums(dimension: dimension)
      heldFeatures = Array(repeating: 0, count: dimension)
    }

    mutating func record(_ features: [Double], _ label: Double, loss: Double, _ comparatorRows: ComparatorRows) {
      rounds += 1
      self.loss.add(loss)
      switch comparatorRows {
      case .exact: sums.add(features, label)
      case .paperOffByOne:
        if rounds > 1 { sums.add(heldFeatures, heldLabel) }
        // Element by element, because sharing the array would make its owner copy it.
        for place in heldFeatures.indices { heldFeatures[place] = features[place] }
        heldLabel = label
      }
      if kept.count < moments.count && moments[kept.count] == rounds { kept.append(entry) }
    }

    /// The state kept after a round, found by halving.
    func keptEntry(after round: Int) -> LedgerEntry? {
      var (low, high) = (0, kept.count)
      while low < high {
        let middle = (low + high) / 2
        if moments[middle] < round { low = middle + 1 } else { high = middle }
      }
      return low < kept.count && moments[low] == round ? kept[low] : nil
    }

    /// The state now.
    var entry: LedgerEntry {
      LedgerEntry(rounds: Double(rounds), benchmark: -sums.residual, value: -loss.value, reward: -loss.value)
    }
  }

  private let comparatorRows: ComparatorRows
  private var accounts: [Account]

  /// Opens the accounts of a run.
  public init(truth: GroupedTruth) {
    comparatorRows = truth.comparatorRows
    accounts = truth.reportGroups.map { Account(name: $0, dimension: truth.featureCount) }
  }

  /// Keeps the state of a group after some rounds of its own time, in increasing order.
  public mutating func keep(_ notion: Notion, group: String, at rounds: [Int]) {
    guard let place = accounts.firstIndex(where: { $0.name == group }) else { return }
    accounts[place].moments = rounds
    accounts[place].kept.reserveCapacity(rounds.count)
  }

  /// Records a round.
  ///
  /// - Complexity: O(d^2) for every report group of the example; O(d^3) where a state is to be kept.
  public mutating func record(_ features: [Double], _ outcome: GroupedOutcome, loss: Double) {
    for group in outcome.reportGroups {
      accounts[group].record(features, outcome.label, loss: loss, comparatorRows)
    }
  }

  /// The state of a group after a round of its own time: now, or at one of the rounds kept; else missing.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    guard let account = accounts.first(where: { $0.name == group }) else {
      return LedgerEntry(rounds: Double(round))
    }
    if account.rounds == round { return account.entry }
    return account.keptEntry(after: round) ?? LedgerEntry(rounds: Double(round))
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    guard metric == .maxGroupRegret else { return nil }
    return accounts.filter { $0.rounds > 0 }.map(\.entry.regret).max()
  }
}

extension Metric {
  /// The largest regret of a report group.
  public static let maxGroupRegret = Metric(
    "max_group_regret", "The largest regret so far among the report groups, each against its own best model.",
    unit: "loss", isCumulative: true)
}

extension Notion {
  /// The loss inside a group, above that of the best model in hindsight for this group alone.
  public static let group = Notion("group")
}
