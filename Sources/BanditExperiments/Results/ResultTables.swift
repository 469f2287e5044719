import BanditGames

/// Turns the finished blocks of a plan into its result files.
public enum ResultTables {
  /// Writes all result files of a folder.
  ///
  /// Blocks are read in their order, again for every track of a cell of several, so that memory holds a few blocks,
  /// one number per replication and checkpoint of one track, and the last checkpoints of the algorithms that compete.
  /// Nothing appears before all tables could be made.
  ///
  /// - Parameters:
  ///   - folder: with every block of its plan.
  ///   - toolVersion: the program, for the manifest.
  ///   - extent: `summary` omits `regret.csv`, by far the largest table.
  ///   - threads: how many read blocks and put numbers into text; cannot be seen in the files.
  /// - Throws: `MissingBlock`, `FolderRefusal` or `FileError`.
  public static func write(
    _ folder: ResultFolder, toolVersion: ToolVersion, extent: TableOptions.Extent = .all, threads: Int = 1
  ) throws -> ResultSummary {
    let folder = try folder.settled()
    let timings = folder.plan.timings(try folder.times())
    var tables = try tables(
      folder.plan, in: folder.path, extent: extent, blocks: BlockReader(folder), threads: threads)
    let receipts = try tables.complete(timings: timings, in: folder.path)
    var summary = tables.summary(timings: timings)
    summary.tuning = try folder.tuning()
    // From here on only names change: what a kill leaves has no manifest, or the one that describes it.
    let lock = try folder.beginExchange()
    try tables.putInPlace(in: folder.path)
    try folder.writeManifest(
      Manifest.text(plan: folder.plan, tables: receipts, summary: summary, toolVersion: toolVersion))
    lock.release()
    return summary
  }

  /// What the result files of a folder would say; nothing is written.
  ///
  /// - Parameters: as for `write(_:toolVersion:extent:threads:)`.
  public static func summary(of folder: ResultFolder, threads: Int = 1) throws -> ResultSummary {
    let folder = try folder.settled()
    let tables = try tables(folder.plan, in: nil, extent: .summary, blocks: BlockReader(folder), threads: threads)
    var summary = tables.summary(timings: folder.plan.timings(try folder.times()))
    summary.tuning = try folder.tuning()
    return summary
  }

  /// Writes the tables of a plan whose blocks are in memory, without a manifest.
  static func write(_ plan: Plan, to folder: String, blocks: BlockReader, timings: [CellTiming]) throws {
    var tables = try tables(plan, in: folder, extent: .all, blocks: blocks, threads: 1)
    _ = try tables.complete(timings: timings, in: folder)
    try ResultFolder.removeManifest(in: folder)
    try tables.putInPlace(in: folder)
  }

  private static func tables(
    _ plan: Plan, in folder: String?, extent: TableOptions.Extent, blocks: BlockReader, threads: Int
  ) throws -> Tables {
    var tables = Tables(
      plan: plan, threads: threads, regret: try CSVFile(.regret, in: extent == .all ? folder : nil),
      summary: try CSVFile(.summary, in: folder), final: try CSVFile(.final, in: folder),
      pairs: try CSVFile(.pairs, in: folder), extras: try CSVFile(.extras, in: folder),
      extrasSummary: try CSVFile(.extrasSummary, in: folder),
      alarms: try CSVFile(.alarms, in: plan.cells.contains(where: \.raisesAlarms) ? folder : nil),
      points: try points(of: plan, in: folder))
    try tables.add(blocks)
    return tables
  }

  /// The points of a sweep in the order of the scenario, with the value of each path; not kept without a sweep.
  private static func points(of plan: Plan, in folder: String?) throws(FileError) -> CSVFile {
    let names = Set(plan.cells.map(\.key.point))
    let grid = SweepGrid(of: plan.resolvedScenario, points: names)
    var table = try CSVFile(.points, in: grid.paths.isEmpty ? nil : folder, more: grid.paths)
    let order = grid.order(of: names)
    for name in names.sorted(by: { order[$0, default: 0] < order[$1, default: 0] }) {
      guard let settings = grid.settings(of: name) else { continue }
      try table.append(CSVRow([.text(plan.name), .text(name)] + settings))
    }
    return table
  }
}

/// The tables of a folder while they are being made.
private struct Tables: ~Copyable {
  let plan: Plan
  let threads: Int
  var regret: CSVFile
  var summary: CSVFile
  var final: CSVFile
  var pairs: CSVFile
  var extras: CSVFile
  var extrasSummary: CSVFile
  var alarms: CSVFile
  var points: CSVFile
  var timing: CSVFile?
  var rows: [FinalRow] = []
  var failures: [ResultSummary.Failure] = []
  /// The track that is being added.
  var sample: RegretSample?
  /// The metric that is being added, and the rows of those before it in the cell.
  var metricSample: ExtrasSample?
  var extrasRows: [ExtrasRow] = []
  var finalExtras: [ExtrasRow] = []
  /// The algorithms that are being added.
  var contest = Comparison()

  /// Adds all cells.
  mutating func add(_ blocks: BlockReader) throws {
    let shelf = BlockShelf(blocks)
    let steps = TableSteps(plan, ahead: threads > 1 ? 1 : 0).steps
    let plan = plan
    let keeps = (regrets: regret.isKept, extras: extras.isKept)
    try makeInOrder(steps.count, threads: threads, waiting: threads > 1 ? 2 * threads : 1) {
      step -> (piece: TableSteps.Piece, trace: BlockTrace, rows: TableRows)? in
      switch steps[step] {
      case .read(let reading):
        try shelf.read(reading)
        return nil
      case .rows(let piece):
        let trace = try shelf.trace(of: piece)
        let isKept = piece.part == .metrics ? keeps.extras : keeps.regrets
        return (piece, trace, isKept ? Tables.rows(of: piece, trace, in: plan) : TableRows([]))
      }
    } use: { _, made in
      if let (piece, trace, rows) = made { try add(piece, trace, rows) }
    }
  }

  private static func rows(of piece: TableSteps.Piece, _ trace: BlockTrace, in plan: Plan) -> TableRows {
    let cell = plan.cells[piece.cell]
    let labels = [plan.name, cell.key.point, cell.key.environment, cell.key.algorithm]
    switch piece.part {
    case .regrets(let track):
      let (notion, group) = (cell.layout.tracks[track].notion, cell.layout.tracks[track].group)
      return TableRows(
        regrets: trace, of: piece.replications, track: track, labels: CSVRow(labels + [notion.id, group]))
    case .metrics: return TableRows(metrics: trace, of: piece.replications, labels: CSVRow(labels))
    case .metricSummary: return TableRows([])
    }
  }

  /// Adds a piece, and what is complete with it.
  private mutating func add(_ piece: TableSteps.Piece, _ trace: BlockTrace, _ made: TableRows) throws {
    let cell = plan.cells[piece.cell]
    if piece.notesFailures {
      failures += trace.failures.filter { piece.replications.contains($0.replication) }.map {
        ResultSummary.Failure(key: cell.key, failure: $0)
      }
      try addAlarms(of: piece.replications, trace, cell)
    }
    switch piece.part {
    case .regrets(let track):
      try regret.append(made)
      let checkpoints = cell.layout.checkpoints(ofTrack: track).count
      var sample =
        self.sample.take() ?? RegretSample(checkpoints: checkpoints, replications: plan.replications(of: piece.cell))
      sample.add(trace, of: piece.replications, track: track)
      if piece.end >= .part {
        contest.enter(
          try addSummary(of: sample, track: track, cell: cell), sample: sample, largestGap: cell.largestGap)
      } else {
        self.sample = sample
      }
    case .metrics: try extras.append(made)
    case .metricSummary(let metric):
      var sample = metricSample.take() ?? ExtrasSample(of: cell, metric: metric)
      sample.add(trace, of: piece.replications)
      if piece.end >= .part {
        extrasRows += sample.rows(of: cell, confidence: plan.confidence)
        if piece.end >= .cell { try addExtrasSummary(of: cell) }
      } else {
        metricSample = sample
      }
    }
    if piece.end == .contest { try addContest() }
  }

  /// Adds the alarms of replications; those of one that failed are as absent as its other rows.
  private mutating func addAlarms(of replications: Range<Int>, _ trace: BlockTrace, _ cell: Cell) throws {
    for raised in trace.alarms
    where replications.contains(raised.replication) && !trace.hasFailed(raised.replication) {
      var row = CSVRow([plan.name, cell.key.point, cell.key.environment, cell.key.algorithm])
      row.add(raised.replication)
      row.add(raised.alarm.round)
      row.add(raised.alarm.location)
      row.add(raised.alarm.score ?? .nan)
      try alarms.append(row)
    }
  }

  /// Adds the summaries of a track at all checkpoints; the last one.
  private mutating func addSummary(of sample: RegretSample, track: Int, cell: Cell) throws -> SummaryRow {
    let checkpoints = cell.layout.checkpoints(ofTrack: track).indices
    let (name, confidence) = (plan.name, plan.confidence)
    // Sorting a sample takes about a microsecond for ten replications.
    let pieces = min(threads, 1 + (checkpoints.count * sample.replications) >> 15)
    let made = concurrentMap(checkpoints.slices(of: (checkpoints.count + pieces - 1) / pieces)) { checkpoints in
      let summaries = checkpoints.map {
        sample.summary(of: cell, track: track, checkpoint: $0, confidence: confidence)
      }
      return (
        rows: TableRows(summaries.map { CSVRow($0.fields(scenario: name)) }), last: summaries[summaries.count - 1]
      )
    }
    for rows in made.map(\.rows) { try summary.append(rows) }
    return made[made.count - 1].last
  }

  /// Adds what was reported besides regret in a cell, by round and name.
  private mutating func addExtrasSummary(of cell: Cell) throws {
    let rows = ExtrasRow.inOrder(extrasRows)
    extrasRows = []
    try extrasSummary.append(TableRows(rows.map { CSVRow($0.fields(scenario: plan.name)) }))
    finalExtras += rows.filter { $0.round == cell.layout.checkpoints.last }
  }

  /// Adds what compares the algorithms of a contest.
  private mutating func addContest() throws {
    let finalRows = contest.finalRows
    for row in finalRows { try final.append(CSVRow(row.fields(scenario: plan.name))) }
    try contest.forEachPair(scenario: plan.name, confidence: plan.confidence, threads: threads) {
      try pairs.append($0)
    }
    rows += finalRows
    contest = Comparison()
  }

  /// What the tables say.
  func summary(timings: [CellTiming]) -> ResultSummary {
    ResultSummary(plan, rows: rows, failures: failures, extras: finalExtras, timings: timings)
  }

  /// Makes sure that all tables can be put in place; what a manifest says of them. It says nothing of the times. Where
  /// none is known, a table of earlier ones stays.
  mutating func complete(timings: [CellTiming], in folder: String) throws -> [CSVFile.Receipt] {
    let receipts = [
      try regret.complete(), try summary.complete(), try final.complete(), try pairs.complete(), try extras.complete(),
      try extrasSummary.complete(), try alarms.complete(), try points.complete(),
    ]
    if !timings.isEmpty || !FileSystem.exists("\(folder)/\(ResultFile.timing.rawValue)") {
      timing = try table(of: timings, in: folder)
    }
    return receipts.compactMap { $0 }
  }

  /// Makes all tables appear, one after the other, and stay.
  consuming func putInPlace(in folder: String) throws {
    try regret.putInPlace(in: folder)
    try summary.putInPlace(in: folder)
    try final.putInPlace(in: folder)
    try pairs.putInPlace(in: folder)
    try extras.putInPlace(in: folder)
    try extrasSummary.putInPlace(in: folder)
    try alarms.putInPlace(in: folder)
    try points.putInPlace(in: folder)
    try timing?.putInPlace(in: folder)
    try FileSystem.synchronizeFolder(folder)
  }

  private func table(of timings: [CellTiming], in folder: String) throws -> CSVFile {
    var timing = try CSVFile(.timing, in: folder)
    for figures in timings {
      var row = CSVRow([plan.name, figures.key.point, figures.key.environment, figures.key.algorithm])
      row.add(figures.replications)
      row.add(figures.rounds)
      row.add(figures.time.seconds)
      row.add(Double(figures.rounds) / figures.time.seconds)
      row.add(figures.time.processorSeconds ?? .nan)
      try timing.append(row)
    }
    _ = try timing.complete()
    return timing
  }
}
