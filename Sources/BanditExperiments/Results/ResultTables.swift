import BanditGames

/// Turns the finished blocks of a plan into its result files.
public enum ResultTables {
  /// Writes all result files of a folder.
  ///
  /// Blocks are read one at a time, again for every track, so that memory holds one number per
  /// replication and checkpoint of one track, and the last checkpoints of the algorithms that compete.
  /// Nothing appears before all tables could be made.
  ///
  /// - Parameters:
  ///   - folder: with every block of its plan.
  ///   - toolVersion: the program, for the manifest.
  ///   - threads: how many slices of a block are put into text at the same time; cannot be seen in the files.
  /// - Throws: `MissingBlock`, `FolderRefusal` or `FileError`.
  public static func write(
    _ folder: ResultFolder, toolVersion: ToolVersion, threads: Int = 1
  ) throws -> ResultSummary {
    let timings = folder.plan.timings(try folder.seconds())
    var tables = try tables(folder.plan, in: folder.path, blocks: BlockReader(folder), threads: threads)
    let receipts = try tables.complete(timings: timings)
    let summary = tables.summary(timings: timings)
    // From here on only names change: what a kill leaves has no manifest, or the one that describes it.
    let lock = try folder.beginExchange()
    try tables.putInPlace()
    try folder.writeManifest(
      Manifest.text(plan: folder.plan, tables: receipts, summary: summary, toolVersion: toolVersion))
    lock.release()
    return summary
  }

  /// Writes the tables of a plan whose blocks are in memory, without a manifest.
  static func write(_ plan: Plan, to folder: String, blocks: BlockReader, timings: [CellTiming]) throws {
    var tables = try tables(plan, in: folder, blocks: blocks, threads: 1)
    _ = try tables.complete(timings: timings)
    try ResultFolder.removeManifest(in: folder)
    try tables.putInPlace()
  }

  private static func tables(
    _ plan: Plan, in folder: String, blocks: BlockReader, threads: Int
  ) throws -> Tables {
    var tables = Tables(
      folder: folder, plan: plan, threads: threads, blocks: blocks,
      regret: try CSVFile(.regret, in: folder),
      summary: try CSVFile(.summary, in: folder), final: try CSVFile(.final, in: folder),
      pairs: try CSVFile(.pairs, in: folder), extras: try CSVFile(.extras, in: folder),
      extrasSummary: try CSVFile(.extrasSummary, in: folder))
    for contest in plan.contests { try tables.add(contest) }
    return tables
  }
}

/// The tables of a folder while they are being made.
private struct Tables: ~Copyable {
  let folder: String
  let plan: Plan
  let threads: Int
  var blocks: BlockReader
  var regret: CSVFile
  var summary: CSVFile
  var final: CSVFile
  var pairs: CSVFile
  var extras: CSVFile
  var extrasSummary: CSVFile
  var timing: CSVFile?
  var rows: [FinalRow] = []
  var failures: [ResultSummary.Failure] = []
  var finalExtras: [ExtrasRow] = []

  /// Adds the cells of one point and environment, each by its blocks.
  mutating func add(_ blocksByCell: [[BlockID]]) throws {
    var contest = Comparison()
    for ids in blocksByCell {
      let cell = plan.cells[ids[0].cell]
      for track in cell.layout.tracks.indices {
        let sample = try addRegrets(of: track, cell: cell, blocks: ids)
        let last = try addSummary(of: sample, track: track, cell: cell)
        contest.enter(last, sample: sample, largestGap: cell.largestGap)
      }
      try addExtras(of: cell, blocks: ids)
      try addExtrasSummary(of: cell, blocks: ids)
    }
    let finalRows = contest.finalRows
    for row in finalRows { try final.append(CSVRow(row.fields(scenario: plan.name))) }
    try contest.forEachPair(scenario: plan.name, confidence: plan.confidence) { try pairs.append($0) }
    rows += finalRows
  }

  private mutating func addRegrets(of track: Int, cell: Cell, blocks ids: [BlockID]) throws -> RegretSample {
    let layout = cell.layout
    var sample = RegretSample(
      checkpoints: layout.checkpoints(ofTrack: track).count, replications: plan.replications)
    let labels = row(cell, layout.tracks[track].notion.id, layout.tracks[track].group)
    for id in ids {
      let trace = try blocks.trace(id)
      // Putting numbers into text is most of the work; slices of a few replications share it.
      for slices in trace.replications.slices(of: 8).slices(of: threads) {
        for rows in concurrentMap(slices, { RegretRows(trace, of: $0, track: track, labels: labels) }) {
          try regret.append(rows)
        }
      }
      sample.add(trace, track: track)
    }
    return sample
  }

  /// Adds the summaries of a track at all checkpoints; the last one.
  private mutating func addSummary(
    of sample: RegretSample, track: Int, cell: Cell
  ) throws -> SummaryRow {
    let summaries = cell.layout.checkpoints(ofTrack: track).indices.map {
      sample.summary(of: cell, track: track, checkpoint: $0, confidence: plan.confidence)
    }
    for row in summaries { try summary.append(CSVRow(row.fields(scenario: plan.name))) }
    return summaries[summaries.count - 1]
  }

  /// Adds the metrics of a cell, and notes its failures.
  private mutating func addExtras(of cell: Cell, blocks ids: [BlockID]) throws {
    let layout = cell.layout
    let labels = row(cell)
    for id in ids {
      let trace = try blocks.trace(id)
      failures += trace.failures.map { ResultSummary.Failure(key: cell.key, failure: $0) }
      for (place, replication) in id.replications.enumerated() where !trace.hasFailed(replication) {
        for (checkpoint, round) in layout.checkpoints.enumerated() {
          let isLast = checkpoint == layout.checkpoints.count - 1
          for (index, metric) in layout.metrics.enumerated() where metric.isCumulative || isLast {
            var row = labels
            row.add(replication)
            row.add(round)
            row.add(metric.id)
            row.add(
              trace.metric(index, replication: place, checkpoint: metric.isCumulative ? checkpoint : 0))
            try extras.append(row)
          }
        }
      }
    }
  }

  private mutating func addExtrasSummary(of cell: Cell, blocks ids: [BlockID]) throws {
    let rows = try ExtrasRow.rows(of: cell, blocks: ids, from: &blocks, confidence: plan.confidence)
    for row in rows { try extrasSummary.append(CSVRow(row.fields(scenario: plan.name))) }
    finalExtras += rows.filter { $0.round == cell.layout.checkpoints.last }
  }

  private func row(_ cell: Cell, _ others: String...) -> CSVRow {
    CSVRow([plan.name, cell.key.point, cell.key.environment, cell.key.algorithm] + others)
  }

  /// What the tables say.
  func summary(timings: [CellTiming]) -> ResultSummary {
    ResultSummary(plan, rows: rows, failures: failures, extras: finalExtras, timings: timings)
  }

  /// Makes sure that all tables can be put in place; what a manifest says of them. It says nothing of the times. Where
  /// none is known, a table of earlier ones stays.
  mutating func complete(timings: [CellTiming]) throws -> [CSVFile.Receipt] {
    let receipts = [
      try regret.complete(), try summary.complete(), try final.complete(), try pairs.complete(), try extras.complete(),
      try extrasSummary.complete(),
    ]
    if !timings.isEmpty || !FileSystem.exists("\(folder)/\(ResultFile.timing.rawValue)") {
      timing = try table(of: timings)
    }
    return receipts
  }

  /// Makes all tables appear, one after the other.
  consuming func putInPlace() throws {
    try regret.putInPlace()
    try summary.putInPlace()
    try final.putInPlace()
    try pairs.putInPlace()
    try extras.putInPlace()
    try extrasSummary.putInPlace()
    try timing?.putInPlace()
  }

  private func table(of timings: [CellTiming]) throws -> CSVFile {
    var timing = try CSVFile(.timing, in: folder)
    for figures in timings {
      var row = CSVRow([plan.name, figures.key.point, figures.key.environment, figures.key.algorithm])
      row.add(figures.replications)
      row.add(figures.rounds)
      row.add(figures.seconds)
      row.add(Double(figures.rounds) / figures.seconds)
      try timing.append(row)
    }
    _ = try timing.complete()
    return timing
  }
}
