import BanditCards
import BanditGames

/// About how long a plan takes and how large its files are, from a moment of it that is simulated and thrown away.
///
/// Rounds are taken to cost the same throughout a run. Where they do not (a detector that keeps more candidates the longer
/// nothing changes), the estimate is too low. Other programs are not started, and their time is not counted.
public struct RunEstimate: Sendable {
  /// Seconds that threads need, added up.
  public let threadSeconds: Double
  /// Seconds by the clock.
  public let seconds: Double
  /// The bytes of each result file, and of the finished blocks, by name.
  public let files: [(name: String, bytes: Double)]

  /// The bytes of all files together.
  public var bytes: Double { files.reduce(0) { $0 + $1.bytes } }

  /// What a row of a table takes to make, in seconds: text, checksum and the numbers that it sums up.
  private static let secondsPerRow = 1e-6
  /// The most pairs of an environment and an algorithm of which some rounds are played.
  private static let mostSamples = 48
  /// The most replications whose rows are looked at.
  private static let mostReplications = 256
  /// What a row of `pairs.csv` has besides labels, if nothing was seen.
  private static let usualPairRow = 140.0

  /// What was seen of a pair of an environment and an algorithm.
  private struct Sample {
    /// Of the first group of lanes, to begin: with what is made once for all.
    var firstSetUp: Double
    /// Of each other group of lanes, to begin.
    var setUp: Double
    var secondsPerRound: Double
    var lengths: RowLengths
    var finals: [Final]
  }

  /// What is compared by pairs of a track.
  private struct Final {
    let row: SummaryRow
    let regrets: [Double]
  }

  /// How large files are whose rows have given lengths.
  private struct Sizes {
    /// The bytes of each result file, and of the finished blocks, by name.
    let files: [(name: String, bytes: Double)]
    let blocks: Double
    /// The rows of all tables.
    let rows: Double

    /// - Parameter pairRow: of `pairs.csv`, with its labels, where a cell is of the pair.
    init(_ plan: Plan, lengths of: (Cell) -> RowLengths, pairRow: (Cell) -> Double) {
      var lengths: [ResultFile: Double] = [:]
      for table in ResultFile.checked { lengths[table] = Double(table.columns.joined(separator: ",").utf8.count + 1) }
      var (rows, blocks) = (0.0, 0.0)
      for (index, cell) in plan.cells.enumerated() {
        let sample = of(cell)
        let layout = cell.layout
        let replications = Double(plan.replications)
        let labels = Double(RunEstimate.labels(of: cell, plan).bytes.count)
        for track in layout.tracks.indices {
          let points = Double(layout.checkpoints(ofTrack: track).count)
          let name = Double(layout.tracks[track].notion.id.utf8.count + layout.tracks[track].group.utf8.count + 2)
          lengths[.regret, default: 0] += replications * points * (labels + name + sample.regret)
          let row = labels + name + sample.summary
          lengths[.summary, default: 0] += points * row
          lengths[.final, default: 0] += row + 2
          rows += replications * points + points
        }
        let reported = layout.metrics.reduce(0) { $0 + ($1.isCumulative ? layout.checkpoints.count : 1) }
        lengths[.extras, default: 0] += replications * Double(reported) * (labels + sample.extras)
        lengths[.extrasSummary, default: 0] += Double(reported) * (labels + sample.extrasSummary)
        rows += replications * Double(reported)
        // Replication, round, location and score; in blocks, each is a word.
        let alarms = replications * sample.alarms
        lengths[.alarms, default: 0] += alarms * (labels + 33)
        rows += alarms
        if plan.originals[index] == index {
          blocks += replications * 8 * Double(layout.valuesPerReplication) + 32 * alarms
          blocks += 260 * (replications / Double(cell.blockSize)).rounded(.up)
        }
      }
      let contests = Dictionary(grouping: plan.cells) { [$0.key.point, $0.key.environment] }
      for cells in contests.values {
        let rows = Double(cells.count * (cells.count - 1) / 2 * cells[0].layout.tracks.count)
        lengths[.pairs, default: 0] += rows * pairRow(cells[0])
      }
      let alarms: [ResultFile] = plan.cells.contains(where: \.raisesAlarms) ? [.alarms] : []
      files =
        (ResultFile.checked + alarms).map { ($0.rawValue, lengths[$0] ?? 0) } + [(ResultFolder.blocksName, blocks)]
      self.blocks = blocks
      self.rows = rows
    }
  }

  /// Plays some rounds of a plan.
  ///
  /// - Parameters:
  ///   - threads: how many will simulate.
  ///   - time: how long rounds are played here.
  public init(_ plan: Plan, threads: Int, time: Duration = .seconds(1)) {
    // Commands are not started.
    let distinct = plan.cells.indices.filter { plan.originals[$0] == $0 && !plan.cells[$0].simulate.isExternal }
    func pair(_ cell: Cell) -> [String] { [cell.key.environment, cell.key.algorithm] }
    var members: [[String]: [Int]] = [:]
    for cell in distinct { members[pair(plan.cells[cell]), default: []].append(cell) }
    let pairs = members.keys.sorted { byteOrder($0.joined(separator: "\n"), $1.joined(separator: "\n")) }
    let step = max(1, (pairs.count + Self.mostSamples - 1) / Self.mostSamples)
    let chosen = stride(from: 0, to: pairs.count, by: step).map { pairs[$0] }
    let end = ContinuousClock.now + time
    var samples: [[String]: Sample] = [:]
    for (number, pair) in chosen.enumerated() {
      guard let members = members[pair] else { continue }
      let cell = plan.cells[members.sorted { plan.cells[$0].horizon < plan.cells[$1].horizon }[members.count / 2]]
      let share = (end - ContinuousClock.now) / (chosen.count - number)
      samples[pair] = Self.sample(cell, of: plan, time: max(share, .milliseconds(2)))
    }
    let mean = Self.mean(Array(samples.values))

    var (simulating, chunks) = (0.0, 0.0)
    for cell in distinct.map({ plan.cells[$0] }) {
      let sample = samples[pair(cell)] ?? mean
      let groups = (Double(plan.replications) / Double(cell.simulate.laneCount)).rounded(.up)
      simulating +=
        sample.firstSetUp + (groups - 1) * sample.setUp + Double(plan.replications) * Double(cell.horizon)
        * sample.secondsPerRound
      chunks += (Double(plan.replications) / Double(cell.chunkSize)).rounded(.up)
    }
    let environments = Dictionary(grouping: samples.keys.sorted { $0[1] < $1[1] }) { $0[0] }
    let pairRows = environments.mapValues { Self.pairRow($0.compactMap { samples[$0] }, of: plan) }
    let sizes = Sizes(plan, lengths: { samples[pair($0)]?.lengths ?? mean.lengths }) {
      (pairRows[$0.key.environment] ?? nil) ?? Double(Self.labels(of: $0, plan).bytes.count) + Self.usualPairRow
    }
    threadSeconds = simulating + sizes.rows * Self.secondsPerRow
    seconds =
      0.03 + simulating / max(1, min(Double(threads), chunks)) + sizes.rows * Self.secondsPerRow / Double(threads)
    files = sizes.files
  }

  /// More bytes than a plan's files have, without playing a round; of its finished blocks and of its tables.
  static func mostBytes(_ plan: Plan) -> (blocks: Double, tables: Double) {
    let longest = plan.cells.map(\.key.algorithm.utf8.count).max() ?? 0
    let sizes = Sizes(plan, lengths: RowLengths.longest) {
      Double(labels(of: $0, plan).bytes.count + 2 * longest) + 2 * usualPairRow
    }
    return (sizes.blocks, sizes.files.reduce(0) { $0 + $1.bytes } - sizes.blocks)
  }

  private static func sample(_ cell: Cell, of plan: Plan, time: Duration) -> Sample {
    let signal = StopSignal(after: time)
    let lanes = cell.simulate.laneCount
    var first = 0
    var traces: [BlockTrace] = []
    func play(_ signal: StopSignal) -> Bool {
      let replications = first..<min(first + lanes, plan.replications)
      guard let trace = cell.simulate(replications, signal) else { return false }
      if first < mostReplications { traces.append(trace) }
      first = replications.upperBound
      return true
    }
    while first < plan.replications && !signal.isRaised && play(signal) {}
    var pace = signal.pace
    if pace.groups == 1, first < plan.replications {
      // Only a second group tells what of that was made once: a plan, a table of indices.
      let again = StopSignal(after: time)
      if play(again) { pace.add(again.pace) }
    }
    let count = min(plan.replications, max(2, (1 << 18) / max(1, cell.layout.valuesPerReplication)))
    let played = BlockTrace(repeating: traces, count: count).map { ($0, RegretSample.tracks(of: $0)) }
    var lengths =
      played.map { RowLengths($0, samples: $1, of: cell, confidence: plan.confidence) } ?? RowLengths.usual
    lengths.alarms = RowLengths.alarms(of: traces, horizon: cell.horizon)
    return Sample(
      firstSetUp: pace.madeOnce, setUp: pace.groups < 2 ? pace.firstSetUp : pace.laterSetUps / Double(pace.groups - 1),
      secondsPerRound: pace.secondsPerRound,
      lengths: lengths,
      finals: played.map { finals($1, of: cell, confidence: plan.confidence) } ?? [])
  }

  /// What is compared by pairs, of each track.
  private static func finals(_ samples: [RegretSample], of cell: Cell, confidence: Double) -> [Final] {
    samples.enumerated().map { track, sample in
      Final(
        row: sample.summary(
          of: cell, track: track, checkpoint: sample.regrets.count - 1, confidence: confidence),
        // The last checkpoint that was come to stands for the last.
        regrets: sample.regrets.last { $0.contains(where: \.isFinite) } ?? [])
    }
  }

  /// The mean length of a row of `pairs.csv`, of a few algorithms that met the same environment.
  private static func pairRow(_ samples: [Sample], of plan: Plan) -> Double? {
    var comparison = Comparison()
    // Evenly, as neighbours are variants of one algorithm and differ by little.
    let step = max(1, (samples.count + 11) / 12)
    for final in stride(from: 0, to: samples.count, by: step).flatMap({ samples[$0].finals }) {
      comparison.enter(final.row, reward: .nan, regrets: final.regrets)
    }
    var (bytes, rows) = (0, 0)
    try? comparison.forEachPair(scenario: plan.name, confidence: plan.confidence, threads: 1) {
      bytes += $0.bytes.count
      rows += $0.count
    }
    return rows == 0 ? nil : Double(bytes) / Double(rows)
  }

  private static func labels(of cell: Cell, _ plan: Plan) -> CSVRow {
    CSVRow([plan.name, cell.key.point, cell.key.environment, cell.key.algorithm])
  }

  private static func mean(_ samples: [Sample]) -> Sample {
    func mean(_ part: (Sample) -> Double) -> Double { samples.map(part).reduce(0, +) / Double(max(1, samples.count)) }
    return Sample(
      firstSetUp: mean(\.firstSetUp), setUp: mean(\.setUp), secondsPerRound: mean(\.secondsPerRound),
      lengths: samples.isEmpty ? .usual : RowLengths(meanOf: samples.map(\.lengths)), finals: [])
  }
}
