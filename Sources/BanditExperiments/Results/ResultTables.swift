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
  ///   - timings: of the cells simulated in this run.
  ///   - toolVersion: the version of the program.
  ///   - threads: how many slices of a block are put into text at the same time; cannot be seen in the files.
  /// - Throws: `MissingBlock`, `FolderRefusal` or `FileError`.
  public static func write(
    _ folder: ResultFolder, timings: [CellTiming], toolVersion: String, threads: Int = 1
  ) throws -> ResultSummary {
    let (summary, receipts) = try write(
      folder.plan, to: folder.path, blocks: BlockReader(folder), timings: timings, threads: threads)
    // The manifest comes last: where it is, everything is.
    try folder.writeManifest(Manifest.text(plan: folder.plan, tables: receipts, toolVersion: toolVersion))
    return summary
  }

  /// Writes the tables of a plan to a folder, wherever its blocks are; what is made of them, and what a manifest says
  /// of the files.
  static func write(
    _ plan: Plan, to folder: String, blocks: BlockReader, timings: [CellTiming], threads: Int
  ) throws -> (summary: ResultSummary, receipts: [CSVFile.Receipt]) {
    var tables = Tables(
      folder: folder, plan: plan, threads: threads, blocks: blocks,
      regret: try CSVFile(.regret, in: folder),
      summary: try CSVFile(.summary, in: folder), final: try CSVFile(.final, in: folder),
      pairs: try CSVFile(.pairs, in: folder), extras: try CSVFile(.extras, in: folder))
    for contest in plan.contests { try tables.add(contest) }
    return try tables.finish(timings: timings)
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
  var rows: [FinalRow] = []
  var failures: [ResultSummary.Failure] = []

  /// Adds the cells of one point and environment, each by its blocks.
  mutating func add(_ blocksByCell: [[BlockID]]) throws {
    var contest = Comparison()
    for ids in blocksByCell {
      let cell = plan.cells[ids[0].cell]
      for track in cell.layout.tracks.indices {
        let sample = try addRegrets(of: track, cell: cell, blocks: ids)
        let last = try addSummary(of: sample, track: track, cell: cell)
        contest.enter(last, sample: sample)
      }
      try addExtras(of: cell, blocks: ids)
    }
    let finalRows = contest.finalRows
    for row in finalRows { try final.append(CSVRow(row.fields(scenario: plan.name))) }
    for row in contest.pairRows(scenario: plan.name, confidence: plan.confidence) { try pairs.append(row) }
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

  private func row(_ cell: Cell, _ others: String...) -> CSVRow {
    CSVRow([plan.name, cell.key.point, cell.key.environment, cell.key.algorithm] + others)
  }

  consuming func finish(
    timings: [CellTiming]
  ) throws -> (summary: ResultSummary, receipts: [CSVFile.Receipt]) {
    var timing = try CSVFile(.timing, in: folder)
    for figures in timings.sorted(by: { $0.key < $1.key }) {
      var row = CSVRow([plan.name, figures.key.point, figures.key.environment, figures.key.algorithm])
      row.add(figures.replications)
      row.add(figures.rounds)
      row.add(figures.seconds)
      row.add(Double(figures.rounds) / figures.seconds)
      try timing.append(row)
    }
    let (plan, rows, failures) = (plan, rows, failures)
    let receipts = [
      try regret.finish(), try summary.finish(), try final.finish(), try pairs.finish(), try extras.finish(),
    ]
    _ = try timing.finish()
    let summary = ResultSummary(
      scenario: plan.name, replications: plan.replications, confidence: plan.confidence, rows: rows, failures: failures,
      missing: plan.missing)
    return (summary, receipts)
  }
}
