import BanditGames

/// `trace.csv`: what happened in every round of a few replications, played again apart from the results.
public enum RoundTrace {
  /// The name of the file.
  public static let fileName = "trace.csv"
  /// The most rows that a file may have.
  public static let mostRows = 1_000_000

  static let columns = ["scenario", "point", "environment", "algorithm", "replicate", "t", "action", "reward"]

  /// How many rows the file would have: one for each round of the first replications of every cell.
  public static func rows(of plan: Plan, replications: Int) -> Int {
    plan.cells.reduce(0) { sum, cell in
      let (rows, isTooLarge) = cell.horizon.multipliedReportingOverflow(by: replications)
      let (total, overflows) = sum.addingReportingOverflow(isTooLarge ? .max : rows)
      return overflows ? .max : total
    }
  }

  /// Plays the first replications of every cell again, and writes their rounds; a replication that fails ends with the
  /// round before. Appears complete or not at all.
  ///
  /// - Parameters:
  ///   - folder: where the file goes.
  ///   - replications: how many; at most those of the plan.
  ///   - stop: looked at in every round.
  /// - Returns: whether the file was written; it was not if it was stopped.
  /// - Throws: `FileError`.
  public static func write(_ plan: Plan, replications: Int, to folder: String, stop: StopSignal) throws -> Bool {
    var writer = try CheckedWriter(path: "\(folder)/\(fileName)")
    try writer.append(TableRows([CSVRow(columns)]).bytes)
    for cell in plan.cells {
      let labels = CSVRow([plan.name, cell.key.point, cell.key.environment, cell.key.algorithm])
      for replication in 0..<min(replications, plan.replications) {
        var rows = TableRows([])
        var row = labels
        row.add(replication)
        let labelled = row.bytes.count
        try cell.simulate.replay(replication) { round, played in
          row.removeFields(after: labelled)
          row.add(round)
          row.add(played.action)
          row.add(played.reward ?? .nan)
          rows.append(row)
          return !stop.isRaised
        }
        if stop.isRaised { return false }
        try writer.append(rows.bytes)
      }
    }
    _ = try writer.finish()
    return true
  }
}
