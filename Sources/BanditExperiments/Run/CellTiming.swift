/// How long the simulation of a cell took, in one run of the program; for `timing.csv`.
public struct CellTiming: Hashable, Sendable {
  /// The cell.
  public let key: CellKey
  /// Replications simulated in this run (those of earlier runs are not timed again).
  public var replications: Int
  /// Rounds simulated in this run.
  public var rounds: Int
  /// Seconds that threads spent on them, added up over threads.
  public var seconds: Double

  /// Creates a timing.
  public init(key: CellKey, replications: Int = 0, rounds: Int = 0, seconds: Double = 0) {
    self.key = key
    self.replications = replications
    self.rounds = rounds
    self.seconds = seconds
  }
}
