import BanditCards

/// The accounts of one run: sufficient statistics, updated every round and read at checkpoints.
///
/// Only the ledger learns means and optima; the learner never sees it.
public protocol Ledger: Sendable {
  /// The notions of regret that it can compute, and what they mean here; the family's main notion among them.
  static var definitions: [Notion.Definition] { get }
  /// The metrics that it can supply, whichever learner plays.
  static var metrics: [Metric] { get }

  /// Told before the first round, of a line that is read in its group's own time: after which rounds of that
  /// time, in increasing order, `entry` will be asked when the run is over.
  mutating func keep(_ notion: Notion, group: String, at rounds: [Int])

  /// The state of one notion after a round. Called at checkpoints only, so comparators that need
  /// optimisation are solved here.
  func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry

  /// The value of a metric after a round; `nil` where this ledger does not know it.
  func measure(_ metric: Metric, after round: Int) -> Double?
}

extension Ledger {
  /// The notions of regret that it can compute.
  public static var notions: [Notion] { definitions.map(\.notion) }

  /// No metrics.
  public static var metrics: [Metric] { [] }

  /// Nothing: all lines are read in the rounds of the run.
  public mutating func keep(_ notion: Notion, group: String, at rounds: [Int]) {}

  /// No metrics.
  public func measure(_ metric: Metric, after round: Int) -> Double? { nil }
}

/// What a ledger says of one notion (and group) at one checkpoint. NaN stands for missing.
public struct LedgerEntry: Sendable {
  /// Rounds that count for this line (all of them, or those inside the group).
  public var rounds: Double
  /// What the comparator would have had; the notion's unit.
  public var benchmark: Double
  /// What the learner has; the notion's unit.
  public var value: Double
  /// The reward really collected.
  public var reward: Double
  /// How often the action changed.
  public var switches: Double
  /// Switching cost, payment or spend so far.
  public var cost: Double
  /// A lower bound on the expected regret of every consistent algorithm, where one is known.
  public var lowerBound: Double

  /// Creates an entry; what is left out is missing.
  @inlinable
  public init(
    rounds: Double, benchmark: Double = .nan, value: Double = .nan, reward: Double = .nan,
    switches: Double = .nan, cost: Double = .nan, lowerBound: Double = .nan
  ) {
    self.rounds = rounds
    self.benchmark = benchmark
    self.value = value
    self.reward = reward
    self.switches = switches
    self.cost = cost
    self.lowerBound = lowerBound
  }

  /// Benchmark - value; NaN if either is missing.
  @inlinable
  public var regret: Double { benchmark - value }
}

// The order of the numbers of an entry in a trace, and so in kept blocks: written and read here and nowhere else.
extension LedgerEntry {
  /// How many numbers an entry has.
  public static let fieldCount = 7

  /// Reads the numbers that begin at an index.
  public init(from values: [Double], at start: Int) {
    self.init(
      rounds: values[start], benchmark: values[start + 1], value: values[start + 2], reward: values[start + 3],
      switches: values[start + 4], cost: values[start + 5], lowerBound: values[start + 6])
  }

  /// Writes the numbers from an index on; none as -0.0, which minus the sum of no losses is and no reader expects.
  public func write(into values: inout [Double], at start: Int) {
    values[start] = rounds
    values[start + 1] = benchmark.withoutMinusZero
    values[start + 2] = value.withoutMinusZero
    values[start + 3] = reward.withoutMinusZero
    values[start + 4] = switches
    values[start + 5] = cost.withoutMinusZero
    values[start + 6] = lowerBound.withoutMinusZero
  }
}

extension Double {
  /// 0 for -0.0, and every other number itself.
  package var withoutMinusZero: Double { self + 0 }
}
