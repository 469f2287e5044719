import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of a game of losses.
///
/// The comparator is exact: the running sum of each action's losses. All sums are compensated. Benchmarks and values
/// are minus losses, so that regret is benchmark - value as everywhere.
public struct ExpertsLedger: Ledger {
  /// `external`, `switching`, `policy` and, where losses have means, `pseudo`.
  public static let definitions = [
    Notion.Definition(
      .external, benchmark: "minus the loss of the best fixed action in hindsight", value: "minus the loss suffered",
      formula: "sum_{s<=t} l_s(A_s) - min_a sum_{s<=t} l_s(a)", unit: "loss"),
    Notion.Definition(
      .switching, benchmark: "the benchmark of external", value: "minus the loss suffered, less the switching cost",
      formula: "sum_{s<=t} l_s(A_s) + c (number of s<=t with A_s != A_{s-1}) - min_a sum_{s<=t} l_s(a)", unit: "loss"),
    Notion.Definition(
      .policy, benchmark: "minus the smallest loss and switching cost of any sequence of actions in hindsight",
      value: "minus the loss suffered, less the switching cost",
      formula:
        "sum_{s<=t} (l_s(A_s) + c 1{A_s != A_{s-1}}) - min_{a_1..a_t} sum_{s<=t} (l_s(a_s) + c 1{a_s != a_{s-1}})",
      unit: "loss"),
    Notion.Definition(
      .pseudo, benchmark: "minus the sum of the mean losses of the best fixed action",
      value: "minus the sum of the mean losses of the actions played",
      formula: "sum_{s<=t} mu_s(A_s) - min_a sum_{s<=t} mu_s(a)", unit: "loss"),
  ]

  /// What was observed, and `pulls`.
  public static let metrics: [Metric] = [.observations, .budgetLeft, .pulls]

  /// The sum of the losses of each action.
  @usableFromInline var columns: [CompensatedSum]
  @usableFromInline var loss = CompensatedSum()
  @usableFromInline var switches = 0
  @usableFromInline var latestAction = -1
  /// The sum of the mean losses of each action; `nil` unless asked for.
  @usableFromInline var meanColumns: [CompensatedSum]?
  @usableFromInline var mean = CompensatedSum()
  /// The best sequences of actions; `nil` unless asked for.
  @usableFromInline var sequences: SwitchingOptimum?
  /// How often each action was played; `nil` unless asked for.
  @usableFromInline var pulls: [Int]?
  @usableFromInline let switchingCost: Double

  /// Opens the accounts of a run; only what the notions and metrics need is kept.
  public init(actionCount: Int, switchingCost: Double, notions: [Notion], metrics: [Metric] = []) {
    pulls = metrics.contains { .pulls ~= $0 } ? Array(repeating: 0, count: actionCount) : nil
    columns = Array(repeating: CompensatedSum(), count: actionCount)
    self.switchingCost = switchingCost
    meanColumns = notions.contains(.pseudo) ? columns : nil
    sequences =
      notions.contains(.policy) ? SwitchingOptimum(actionCount: actionCount, switchingCost: switchingCost) : nil
  }

  /// Whether the means of losses are wanted.
  @inlinable
  var keepsMeans: Bool { meanColumns != nil }

  /// Records a round.
  @inlinable
  public mutating func record(_ action: Int, _ losses: [Double]) {
    loss.add(losses[action])
    pulls?[action] += 1
    for other in columns.indices { columns[other].add(losses[other]) }
    sequences?.add(losses)
    // The first action is not a change.
    if action != latestAction {
      if latestAction >= 0 { switches += 1 }
      latestAction = action
    }
  }

  /// Records the mean loss of an action in the round last recorded.
  @usableFromInline
  mutating func recordMean(_ mean: Double?, of action: Int) {
    let number = mean ?? .nan
    meanColumns?[action].add(number)
    if action == latestAction { self.mean.add(number) }
  }

  /// How often actions were played.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    guard let pulls, Metric.pulls ~= metric, let action = metric.event else { return nil }
    return Double(pulls[action]) / Double(round)
  }

  /// The cost of switching so far.
  public var cost: Double { switchingCost * Double(switches) }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(
      rounds: Double(round), reward: 0 - loss.value, switches: Double(switches), cost: cost)
    switch notion {
    case .external:
      entry.benchmark = 0 - columns.map(\.value).min()!
      entry.value = 0 - loss.value
    case .switching:
      entry.benchmark = 0 - columns.map(\.value).min()!
      entry.value = 0 - (loss.value + cost)
    case .policy:
      guard let best = sequences?.total else { break }
      entry.benchmark = 0 - best
      entry.value = 0 - (loss.value + cost)
    case .pseudo:
      // NaN, the missing value, spreads through sums.
      guard let means = meanColumns?.map(\.value), !mean.value.isNaN else { break }
      entry.benchmark = 0 - means.min()!
      entry.value = 0 - mean.value
    default:
      break
    }
    return entry
  }
}

extension Metric {
  /// How much the learner has seen.
  public static let observations = Metric(
    "observations", "How many entries of the table of losses the learner has seen.", unit: "entries",
    isCumulative: true)

  /// How much the learner may still see.
  public static let budgetLeft = Metric(
    "budget_left",
    "How many entries beyond the free ones may still be asked for; missing where all are free.", unit: "entries",
    isCumulative: true)

  /// How often the learner drew its action anew.
  public static let resamples = Metric(
    "resamples",
    "How often an action was drawn anew after the first; the same action may come again, so switches are fewer.",
    unit: "draws", isCumulative: true)
}

extension Notion {
  /// `external`, with the cost of switching on the learner's side.
  public static let switching = Notion("switching")
}
