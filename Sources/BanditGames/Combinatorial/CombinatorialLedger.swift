import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of a learner of feasible sets.
///
/// The comparator is exact: the set of the least sum of costs so far, by the oracle of the sets. All sums are
/// compensated. Benchmarks and values are minus costs, so that regret is benchmark - value as everywhere.
public struct CombinatorialLedger: Ledger {
  /// `external` and, where costs have means, `pseudo`.
  public static let definitions = [
    Notion.Definition(
      .external, benchmark: "minus the cost of the best fixed set in hindsight", value: "minus the cost paid",
      formula: "sum_{s<=t} c_s . A_s - min_A sum_{s<=t} c_s . A", unit: "cost"),
    Notion.Definition(
      .pseudo, benchmark: "minus t times the mean cost of the best fixed set",
      value: "minus the sum of the mean costs of the sets played",
      formula: "sum_{s<=t} mu . A_s - t min_A mu . A", unit: "cost"),
  ]

  /// `pulls`.
  public static let metrics: [Metric] = [.pulls]

  private let problem: CombinatorialProblem
  private let means: [Double]?
  /// The mean cost of the best set; NaN where costs have no means.
  private let leastMean: Double
  /// The sum of the costs of each element.
  @usableFromInline var columns: [CompensatedSum]
  private var cost = CompensatedSum()
  private var mean = CompensatedSum()
  /// In how many rounds each element was chosen; `nil` unless asked for.
  private var pulls: [Int]?
  /// The set of the latest round.
  public private(set) var latestSet: [Int] = []
  private var switches = 0

  /// Opens the accounts of a run; only what the metrics need is kept.
  public init(_ truth: CombinatorialTruth, metrics: [Metric] = []) {
    problem = truth.problem
    means = truth.means
    leastMean = truth.means.map { truth.problem.sets.least(of: $0) } ?? .nan
    columns = Array(repeating: CompensatedSum(), count: problem.elementCount)
    pulls = metrics.contains { .pulls ~= $0 } ? Array(repeating: 0, count: problem.elementCount) : nil
    latestSet.reserveCapacity(problem.sets.largestSize)
  }

  /// Records a round.
  public mutating func record(_ set: [Int], _ costs: [Double]) {
    for element in set {
      cost.add(costs[element])
      if let means { mean.add(means[element]) }
      pulls?[element] += 1
    }
    for element in columns.indices { columns[element].add(costs[element]) }
    if latestSet != set {
      // The first set is not a change.
      if !latestSet.isEmpty { switches += 1 }
      latestSet.removeAll(keepingCapacity: true)
      latestSet.append(contentsOf: set)
    }
  }

  /// In how many rounds elements were chosen.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    guard let pulls, Metric.pulls ~= metric, let element = metric.event else { return nil }
    return Double(pulls[element]) / Double(round)
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: 0 - cost.value, switches: Double(switches))
    switch notion {
    case .external:
      entry.benchmark = 0 - problem.sets.least(of: columns.map(\.value))
      entry.value = 0 - cost.value
    case .pseudo where means != nil:
      entry.benchmark = 0 - leastMean * Double(round)
      entry.value = 0 - mean.value
    default: break
    }
    return entry
  }
}
