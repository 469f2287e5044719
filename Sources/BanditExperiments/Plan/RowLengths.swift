import BanditGames

/// How long the rows of a cell's tables are, on average, in bytes: without scenario, point, environment and algorithm,
/// and without notion and group.
struct RowLengths: Sendable {
  var regret: Double
  var extras: Double
  var summary: Double
  var extrasSummary: Double
  /// How many alarms a replication has.
  var alarms = 0.0

  /// Longer than any row is: numbers have up to 17 digits, a point, a sign and an exponent.
  static func longest(of cell: Cell) -> RowLengths {
    let name = Double(cell.layout.metrics.map(\.id.utf8.count).max() ?? 0)
    let (count, number) = (21.0, 26.0)
    var lengths = RowLengths(
      regret: 4 * count + 5 * number, extras: name + 2 * count + number, summary: 2 * count + 14 * number,
      extrasSummary: name + 2 * count + 12 * number)
    // An alarm restarts its learner, which then takes a while.
    if cell.raisesAlarms { lengths.alarms = Double(cell.horizon) / 20 }
    return lengths
  }

  /// What rows have of which nothing was seen.
  static let usual = RowLengths(regret: 100, extras: 40, summary: 250, extrasSummary: 200)

  init(regret: Double, extras: Double, summary: Double, extrasSummary: Double) {
    self.regret = regret
    self.extras = extras
    self.summary = summary
    self.extrasSummary = extrasSummary
  }

  /// The mean of some.
  init(meanOf lengths: [RowLengths]) {
    func mean(_ part: (RowLengths) -> Double) -> Double {
      lengths.map(part).reduce(0, +) / Double(max(1, lengths.count))
    }
    self.init(
      regret: mean(\.regret), extras: mean(\.extras), summary: mean(\.summary), extrasSummary: mean(\.extrasSummary))
    alarms = mean(\.alarms)
  }

  /// Of the rows that a trace makes. The last checkpoint that it has come to stands for those after it.
  ///
  /// - Parameter samples: of the trace, one for each track.
  init(_ trace: BlockTrace, samples: [RegretSample], of cell: Cell, confidence: Double) {
    var (regrets, extras, summaries, statistics) = (Mean(), Mean(), Mean(), Mean())
    let layout = cell.layout
    let few = trace.replications.prefix(8)
    let lastRound = RowLengths.lastRound(trace)
    for (track, sample) in samples.enumerated() {
      let name = layout.tracks[track].notion.id.utf8.count + layout.tracks[track].group.utf8.count + 2
      let rounds = layout.checkpoints(ofTrack: track)
      let reached = rounds.indices.last { !trace.entry(replication: 0, checkpoint: $0, track: track).rounds.isNaN }
      guard let reached else { continue }
      for (place, round) in RowLengths.some(of: Array(rounds.enumerated())) {
        let checkpoint = min(place, reached)
        for replication in few {
          var row = CSVRow([String]())
          row.add(replication)
          row.add(round)
          row.add(trace.entry(replication: replication, checkpoint: checkpoint, track: track))
          regrets.add(row.bytes.count + 2)
        }
        let row = sample.summary(of: cell, track: track, checkpoint: checkpoint, confidence: confidence)
        summaries.add(CSVRow(row.fields(scenario: "")).bytes.count - CSVRow(cell.key).bytes.count + 1 - name)
      }
    }
    for index in RowLengths.some(of: Array(layout.metrics.indices)) {
      let metric = layout.metrics[index]
      var sample = ExtrasSample(of: cell, metric: index)
      sample.add(trace, of: trace.replications)
      let rows = sample.rows(of: cell, confidence: confidence)
      // A value that is missing in a round that was played has a row all the same.
      for (checkpoint, row) in rows.enumerated() where row.statistics.count > 0 || row.round <= lastRound {
        statistics.add(CSVRow(row.fields(scenario: "")).bytes.count - CSVRow(cell.key).bytes.count + 1)
        for replication in few {
          let value = trace.metric(index, replication: replication, checkpoint: checkpoint)
          var line = CSVRow([String]())
          line.add(replication)
          line.add(row.round)
          line.add(metric.id)
          line.add(value)
          extras.add(line.bytes.count + 2)
        }
      }
    }
    let usual = RowLengths.usual
    self.init(
      regret: regrets.value ?? usual.regret, extras: extras.value ?? usual.extras,
      summary: summaries.value ?? usual.summary, extrasSummary: statistics.value ?? usual.extrasSummary)
  }

  /// How many alarms a replication has of traces that have come some way.
  static func alarms(of traces: [BlockTrace], horizon: Int) -> Double {
    let rounds = traces.reduce(0) { $0 + $1.replications.count * lastRound($1) }
    let count = traces.reduce(0) { $0 + $1.alarms.count }
    return rounds == 0 ? 0 : Double(count) / Double(rounds) * Double(horizon)
  }

  /// The last checkpoint of the rounds that were played; 0 before the first.
  private static func lastRound(_ trace: BlockTrace) -> Int {
    let layout = trace.layout
    let ofTracks = layout.tracks.indices.lazy.filter { layout.tracks[$0].group.isEmpty }.map { track in
      layout.checkpoints(ofTrack: track).enumerated()
        .last { !trace.entry(replication: 0, checkpoint: $0.offset, track: track).rounds.isNaN }?.element ?? 0
    }
    let ofMetrics = layout.metrics.indices.lazy.filter { layout.metrics[$0].isCumulative }.map { metric in
      layout.checkpoints.enumerated()
        .last { !trace.metric(metric, replication: 0, checkpoint: $0.offset).isNaN }?.element ?? 0
    }
    return max(ofTracks.max() ?? 0, ofMetrics.max() ?? 0)
  }

  /// Up to sixteen, evenly, with the last.
  private static func some<Element>(of all: [Element]) -> [Element] {
    let step = max(1, (all.count + 15) / 16)
    return stride(from: all.count - 1, through: 0, by: -step).map { all[$0] }
  }

  /// Of lengths.
  private struct Mean {
    private var sum = 0
    private var count = 0

    mutating func add(_ length: Int) {
      sum += length
      count += 1
    }

    var value: Double? { count == 0 ? nil : Double(sum) / Double(count) }
  }
}

extension BlockTrace {
  /// A trace of so many replications as are wanted, made of those that were played, again and again; `nil` if each of them
  /// failed.
  ///
  /// - Precondition: the traces have one layout.
  init?(repeating traces: [BlockTrace], count: Int) {
    guard let layout = traces.first?.layout else { return nil }
    let size = layout.valuesPerReplication
    var played: [ArraySlice<Double>] = []
    for trace in traces {
      for (place, replication) in trace.replications.enumerated() where !trace.hasFailed(replication) {
        played.append(trace.values[place * size..<(place + 1) * size])
      }
    }
    if played.isEmpty { return nil }
    var values: [Double] = []
    values.reserveCapacity(count * size)
    for replication in 0..<count { values += played[replication % played.count] }
    self.init(replications: 0..<count, layout: layout, values: values)
  }
}

extension RegretSample {
  /// The regrets of a trace that begins with replication 0, of each track.
  static func tracks(of trace: BlockTrace) -> [RegretSample] {
    trace.layout.tracks.indices.map { track in
      var sample = RegretSample(
        checkpoints: trace.layout.checkpoints(ofTrack: track).count, replications: trace.replications.count)
      sample.add(trace, track: track)
      return sample
    }
  }
}

extension CSVRow {
  /// The labels of a cell, without the scenario.
  fileprivate init(_ key: CellKey) { self.init(["", key.point, key.environment, key.algorithm]) }
}
