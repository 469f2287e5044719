import BanditCards
import BanditGames
import Synchronization

extension Plan {
  /// Simulates the whole plan and holds its results in memory: for small plans, for tests, for notebooks.
  ///
  /// `Runner` with a `ResultFolder` is for what is long: it keeps what is finished.
  ///
  /// A part of the plan is simulated faster, and has the numbers that it has in the whole; it has no `scenario.json`.
  ///
  /// - Parameters:
  ///   - replications: how many of the plan's replications, the first ones; all by default, or as many as its precision
  ///     chooses.
  ///   - threads: how many simulate; cannot be seen in the results.
  ///   - isWanted: which cells of the plan; all by default.
  /// - Precondition: the plan has that many replications, and a cell that is wanted.
  public func run(
    replications: Int? = nil, threads: Int = 1, where isWanted: (Cell) -> Bool = { _ in true }
  ) -> TrialResults {
    precondition(threads >= 1, "a run needs at least one thread")
    let plan = part(replications: replications, where: isWanted)
    if plan.precision != nil { return plan.settleInMemory(threads: threads) }
    var traces: [BlockID: BlockTrace] = [:]
    var times: [BlockID: BlockTime] = [:]
    for slice in plan.distinctBlocks.slices(of: threads) {
      let made = concurrentMap(slice) { block in
        let watch = Stopwatch()
        let trace = plan.cells[block.cell].simulate(block.replications, StopSignal())
        return (trace: trace, time: watch.time)
      }
      for (block, made) in zip(slice, made) { (traces[block], times[block]) = made }
    }
    for block in plan.blocks where plan.originals[block.cell] != block.cell {
      let original = BlockID(cell: plan.originals[block.cell], number: block.number, replications: block.replications)
      (traces[block], times[block]) = (traces[original], times[original])
    }
    return TrialResults(plan: plan, traces: traces, times: times)
  }

  /// Simulates what a precision asks for.
  private func settleInMemory(threads: Int) -> TrialResults {
    let kept = Mutex<(traces: [BlockID: BlockTrace], times: [BlockID: BlockTime])>(([:], [:]))
    let settled = try? Runner(plan: self, threads: threads).settle { block, trace, time in
      kept.withLock { ($0.traces[block], $0.times[block]) = (trace, time) }
    }.plan
    // Nothing stops a run in memory, but a program that is not allowed decides nothing.
    guard let plan = settled else { return run(replications: leastReplications, threads: threads) }
    var (traces, times) = kept.withLock { $0 }
    for block in plan.blocks where plan.originals[block.cell] != block.cell {
      let original = BlockID(cell: plan.originals[block.cell], number: block.number, replications: block.replications)
      (traces[block], times[block]) = (traces[original], times[original])
    }
    return TrialResults(plan: plan, traces: traces, times: times)
  }

  private func part(replications given: Int?, where isWanted: (Cell) -> Bool) -> Plan {
    let replications = given ?? self.replications
    precondition((1...self.replications).contains(replications), "a part has 1...\(self.replications) replications")
    let wanted = cells.filter(isWanted)
    precondition(!wanted.isEmpty, "a part needs at least one cell")
    let isWhole = wanted.count == cells.count && replications == self.replications
    if isWhole && (given == nil || precision == nil) { return self }
    return Plan(
      name: name, replications: replications, precision: given == nil ? precision : nil, confidence: confidence,
      cells: wanted, resolvedScenario: [:],
      facts: facts, caveats: caveats, missing: missing, warnings: warnings, dataFiles: dataFiles,
      programFiles: programFiles,
      changePoints: changePoints, titles: titles, sharesLuck: sharesLuck)
  }
}

/// The results of a plan as values: means, intervals, quantiles, paired differences, and the files that `simulate`
/// writes.
public struct TrialResults: Sendable {
  /// What was simulated.
  public let plan: Plan
  private let traces: [BlockID: BlockTrace]
  private let times: [BlockID: BlockTime]

  init(plan: Plan, traces: [BlockID: BlockTrace], times: [BlockID: BlockTime]) {
    self.plan = plan
    self.traces = traces
    self.times = times
  }

  /// The labels of the algorithms, each once, in the order of the result files.
  public var algorithms: [String] {
    plan.cells.map(\.key.algorithm).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// What became of an algorithm.
  ///
  /// - Precondition: exactly one cell of the plan has this label (see `outcome(of:on:at:)` for the others).
  public subscript(algorithm: String) -> Outcome {
    let cells = plan.cells.indices.filter { plan.cells[$0].key.algorithm == algorithm }
    precondition(
      cells.count == 1,
      "\(counted: cells.count, "cell") are labelled '\(algorithm)'; there are: \(algorithms.joined(separator: ", "))")
    return outcome(cells[0])
  }

  /// What became of an algorithm on an environment, at a point of a sweep; `nil` where there is no such cell.
  public func outcome(of algorithm: String, on environment: String, at point: String = "") -> Outcome? {
    let key = CellKey(point: point, environment: environment, algorithm: algorithm)
    return plan.cells.firstIndex { $0.key == key }.map(outcome)
  }

  /// What became of every algorithm on every environment, in the order of the result files.
  public var outcomes: [Outcome] { plan.cells.indices.map(outcome) }

  private func outcome(_ cell: Int) -> Outcome {
    let blocks = plan.blocks.filter { $0.cell == cell }
    return Outcome(
      cell: plan.cells[cell], confidence: plan.confidence, replications: plan.replications(of: cell),
      traces: blocks.compactMap { traces[$0] })
  }

  /// The paired difference of two algorithms in a notion of regret after the last round: first less second, over the
  /// replications, in which they met the same luck.
  ///
  /// - Precondition: as for `subscript`.
  public func difference(_ first: String, _ second: String, _ notion: Notion, group: String = "") -> PairedDifference {
    PairedDifference(
      self[first].regrets(notion, group: group), self[second].regrets(notion, group: group),
      confidence: plan.confidence)
  }

  /// The failed replications, by cell.
  public var failures: [ResultSummary.Failure] {
    plan.blocks.flatMap { block in
      (traces[block]?.failures ?? []).map {
        ResultSummary.Failure(key: plan.cells[block.cell].key, failure: $0)
      }
    }
  }

  /// Writes the tables that `simulate` writes, byte for byte but for `timing.csv`; and `scenario.json`, if everything
  /// was described as a scenario file describes it. Files of these names are replaced, each when it is complete.
  ///
  /// - Parameter folder: created if it is missing.
  public func write(to folder: String) throws {
    try FileSystem.createFolder(folder)
    try ResultTables.write(
      plan, to: folder, blocks: BlockReader(plan, traces: traces), timings: plan.timings(times))
    if !plan.resolvedScenario.entries.isEmpty {
      try ResultFolder.writeScenario(plan, to: folder)
    }
  }
}

extension TrialResults: CustomStringConvertible {
  /// The table that `simulate` prints at the end.
  public var description: String { table() }

  /// Tables for people, as `simulate` prints them.
  ///
  ///     print(results.table(as: .latex, options: TableOptions(columns: [.regret, .versusBest])))
  public func table(as format: TableFormat = .text, options: TableOptions = TableOptions()) -> String {
    FinalTable(summary, options: options).text(as: format)
  }

  /// What the results say after the last round, from which tables are made.
  public var summary: ResultSummary {
    var (rows, extras): ([FinalRow], [ExtrasRow]) = ([], [])
    for contest in plan.contests {
      var comparison = Comparison()
      for blocks in contest {
        let cell = plan.cells[blocks[0].cell]
        for (track, layout) in cell.layout.tracks.indices.map({ ($0, cell.layout.checkpoints(ofTrack: $0)) }) {
          var sample = RegretSample(checkpoints: layout.count, replications: plan.replications(of: blocks[0].cell))
          for block in blocks { if let trace = traces[block] { sample.add(trace, track: track) } }
          let last = sample.summary(
            of: cell, track: track, checkpoint: layout.count - 1, confidence: plan.confidence)
          comparison.enter(last, sample: sample, largestGap: cell.largestGap)
        }
        for metric in cell.layout.metrics.indices {
          var sample = ExtrasSample(of: cell, metric: metric)
          for case let trace? in blocks.map({ traces[$0] }) { sample.add(trace, of: trace.replications) }
          extras += sample.rows(of: cell, confidence: plan.confidence).suffix(1)
        }
      }
      rows += comparison.finalRows
    }
    return ResultSummary(
      plan, rows: rows, failures: failures, extras: extras, timings: plan.timings(times))
  }
}

/// What became of one algorithm on one environment.
public struct Outcome: Sendable {
  let cell: Cell
  let confidence: Double
  let replications: Int
  let traces: [BlockTrace]

  /// The labels of the sweep's point, the environment and the algorithm.
  public var key: CellKey { cell.key }

  /// The notions and groups that were kept, in the order of the result files.
  public var tracks: [TraceLayout.Track] { cell.layout.tracks }

  /// The number of rounds of a replication.
  public var horizon: Int { cell.horizon }

  /// The rounds after which results were kept.
  public var checkpoints: [Int] { cell.layout.checkpoints }

  /// The rounds after which a notion of regret was kept: of the group's own time, where it has one.
  ///
  /// - Precondition: the notion was asked for.
  public func checkpoints(of notion: Notion, group: String) -> [Int] {
    cell.layout.checkpoints(ofTrack: track(notion, group))
  }

  /// The metrics that were reported, in the order of the result files.
  public var extras: [Metric] { cell.layout.metrics }

  /// The replications that failed.
  public var failures: [BlockTrace.Failure] { traces.flatMap(\.failures) }

  /// Statistics of the regret over the replications after a round, the last one if none is named.
  ///
  /// - Precondition: the notion was asked for, and the round is a checkpoint.
  public func regret(_ notion: Notion, group: String = "", after round: Int? = nil) -> SampleSummary {
    SampleSummary(regrets(notion, group: group, after: round), confidence: confidence)
  }

  /// The regret of every replication after a round; NaN where it is missing or the replication failed.
  ///
  /// - Precondition: the notion was asked for, and the round is a checkpoint.
  public func regrets(_ notion: Notion, group: String = "", after round: Int? = nil) -> [Double] {
    entries(notion, group: group, after: round).map { $0?.regret ?? .nan }
  }

  /// What the ledger said in every replication after a round; `nil` for a replication that failed.
  ///
  /// - Precondition: the notion was asked for, and the round is a checkpoint.
  public func entries(_ notion: Notion, group: String = "", after round: Int? = nil) -> [LedgerEntry?] {
    let track = track(notion, group)
    let checkpoint = place(of: round, among: cell.layout.checkpoints(ofTrack: track))
    return traces.flatMap { trace in
      trace.replications.enumerated().map { place, replication in
        trace.hasFailed(replication)
          ? nil : trace.entry(replication: place, checkpoint: checkpoint, track: track)
      }
    }
  }

  /// Statistics of a metric over the replications after a round.
  ///
  /// - Precondition: the metric was among the extras, and the round is a checkpoint (the last one, for a metric that is
  ///   not cumulative).
  public func metric(_ metric: Metric, after round: Int? = nil) -> SampleSummary {
    SampleSummary(metrics(metric, after: round), confidence: confidence)
  }

  /// The value of a metric in every replication; NaN where it is missing or the replication failed.
  ///
  /// - Precondition: as for `metric(_:after:)`.
  public func metrics(_ metric: Metric, after round: Int? = nil) -> [Double] {
    metrics(named: metric.id, after: round)
  }

  /// The value of a metric in every replication, by its name in `extras.csv`, such as `restarts` or `delay.2001`: for
  /// the metrics that only a learner knows.
  ///
  /// - Precondition: as for `metric(_:after:)`.
  public func metrics(named id: String, after round: Int? = nil) -> [Double] {
    guard let index = extras.firstIndex(where: { $0.id == id }) else {
      preconditionFailure("'\(id)' is not among the extras; there are: \(extras.map(\.id).joined(separator: ", "))")
    }
    let metric = extras[index]
    let last = cell.layout.checkpoints.count - 1
    let checkpoint = place(of: round, among: cell.layout.checkpoints)
    precondition(metric.isCumulative || checkpoint == last, "'\(metric.id)' is reported at the horizon only")
    return traces.flatMap { trace in
      trace.replications.enumerated().map { place, replication in
        trace.hasFailed(replication)
          ? .nan : trace.metric(index, replication: place, checkpoint: metric.isCumulative ? checkpoint : 0)
      }
    }
  }

  private func track(_ notion: Notion, _ group: String) -> Int {
    let tracks = cell.layout.tracks
    guard let track = tracks.firstIndex(where: { $0.notion == notion && $0.group == group }) else {
      let known = tracks.map { $0.group.isEmpty ? $0.notion.id : "\($0.notion.id) of \($0.group)" }
      preconditionFailure("'\(notion.id)' was not asked for; there are: \(known.joined(separator: ", "))")
    }
    return track
  }

  private func place(of round: Int?, among checkpoints: [Int]) -> Int {
    guard let round else { return checkpoints.count - 1 }
    guard let place = checkpoints.firstIndex(of: round) else {
      preconditionFailure("\(round) is no checkpoint; the last one is \(checkpoints.last ?? 0)")
    }
    return place
  }
}
