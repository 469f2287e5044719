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
