import BanditGames
import BanditStreams

/// Losses from a table that starts over when it ends: no noise, so a policy's actions can be worked out by hand.
public struct ScriptedLosses: ExpertsEnvironment, Hashable {
  /// The losses of all actions, round by round.
  public let rows: [[Double]]

  /// Creates a source from the losses of all actions in each round.
  ///
  /// - Precondition: at least one row; all have the same length, at least 1.
  public init(rows: [[Double]]) {
    precondition(
      rows.first?.isEmpty == false && rows.allSatisfy { $0.count == rows[0].count },
      "a table needs at least one row, all of the same length")
    self.rows = rows
  }

  public var actionCount: Int { rows[0].count }

  /// Copies a row; draws nothing.
  public mutating func writeLosses(into losses: inout [Double], at round: Int, noise: inout RoundNoise) {
    let row = rows[(round - 1) % rows.count]
    for action in row.indices { losses[action] = row[action] }
  }
}
