/// How large a dynamic program over sequences of arms may be: what is larger is not solved, its optimum is missing.
public enum SequenceLimits {
  /// Updates of a value, over the whole run: states times arms times rounds.
  public static let updates = 100_000_000
  /// Pairs of a state and an arm.
  public static let pairs = 4_000_000

  /// Whether a machine is small enough; `states` is `nil` for more than can be counted.
  public static func allow(states: Int?, armCount: Int, horizon: Int) -> Bool {
    guard let states, armCount <= 1 << 16 else { return false }
    let (pairs, overflows) = states.multipliedReportingOverflow(by: armCount)
    return !overflows && pairs <= Self.pairs && pairs <= updates / max(1, horizon)
  }

  /// The limits in words.
  public static let description = """
    at most 10^8 for states times arms times horizon, 4 million for states times arms
    """
}
