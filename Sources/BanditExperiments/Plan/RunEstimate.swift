import BanditCards
import BanditGames

/// About how long a plan takes and how large its files are, from a moment of it that is simulated and thrown away.
///
/// Rounds are taken to cost the same throughout a run. Where they do not (a detector that keeps more candidates the longer
/// nothing changes), the estimate is too low.
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

  /// What was seen of a pair of an environment and an algorithm.
  private struct Sample {
    /// Of each group of lanes, to begin.
    var setUp: Double
    var secondsPerRound: Double
    /// The mean length of a row of `regret.csv` and of `extras.csv`, without the labels that end before `replicate`.
    var regretRow: Double
    var extrasRow: Double
    /// The mean length of a regret.
    var regret: Double
  }

  /// Plays some rounds of a plan.
  ///
  /// - Parameters:
  ///   - threads: how many will simulate.
  ///   - time: how long rounds are played here.
  public init(_ plan: Plan, threads: Int, time: Duration = .seconds(1)) {
    let distinct = plan.cells.indices.filter { plan.originals[$0] == $0 }
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
      simulating += groups * sample.setUp + Double(plan.replications) * Double(cell.horizon) * sample.secondsPerRound
      chunks += (Double(plan.replications) / Double(cell.chunkSize)).rounded(.up)
    }
    var lengths: [ResultFile: Double] = [:]
    for table in ResultFile.checked { lengths[table] = Double(table.columns.joined(separator: ",").utf8.count + 1) }
    var (rows, blocks) = (0.0, 0.0)
    for (index, cell) in plan.cells.enumerated() {
      let sample = samples[pair(cell)] ?? mean
      let layout = cell.layout
      let replications = Double(plan.replications)
      let labels = Double(Self.labels(of: cell, plan).bytes.count)
      for track in layout.tracks.indices {
        let points = Double(layout.checkpoints(ofTrack: track).count)
        let name = Double(layout.tracks[track].notion.id.utf8.count + layout.tracks[track].group.utf8.count + 2)
        lengths[.regret, default: 0] += replications * points * (labels + name + sample.regretRow)
        // Mean, deviation, error, interval and the inner quantiles have all their digits.
        let row = labels + name + 40 + 8 * 18 + 5 * (sample.regret + 1)
        lengths[.summary, default: 0] += points * row
        lengths[.final, default: 0] += row + 2
        rows += replications * points + points
      }
      let reported = layout.metrics.reduce(0) { $0 + ($1.isCumulative ? layout.checkpoints.count : 1) }
      lengths[.extras, default: 0] += replications * Double(reported) * (labels + sample.extrasRow)
      lengths[.extrasSummary, default: 0] += Double(reported) * (labels + 200)
      rows += replications * Double(reported)
      if plan.originals[index] == index {
        blocks += replications * 8 * Double(layout.valuesPerReplication)
        blocks += 260 * (replications / Double(cell.blockSize)).rounded(.up)
      }
    }
    let contests = Dictionary(grouping: plan.cells) { [$0.key.point, $0.key.environment] }
    for cells in contests.values {
      let rows = Double(cells.count * (cells.count - 1) / 2 * cells[0].layout.tracks.count)
      lengths[.pairs, default: 0] += rows * (Double(Self.labels(of: cells[0], plan).bytes.count) + 140)
    }
    threadSeconds = simulating + rows * Self.secondsPerRow
    seconds = 0.03 + simulating / max(1, min(Double(threads), chunks)) + rows * Self.secondsPerRow / Double(threads)
    files = ResultFile.checked.map { ($0.rawValue, lengths[$0] ?? 0) } + [(ResultFolder.blocksName, blocks)]
  }

  private static func sample(_ cell: Cell, of plan: Plan, time: Duration) -> Sample {
    let signal = StopSignal(after: time)
    let lanes = cell.simulate.laneCount
    var first = 0
    var (regrets, extras, numbers) = (Lengths(), Lengths(), Lengths())
    while first < plan.replications && !signal.isRaised {
      let replications = first..<min(first + lanes, plan.replications)
      guard let trace = cell.simulate(replications, signal) else { break }
      if first == 0 { measure(trace, &regrets, &extras, &numbers) }
      first = replications.upperBound
    }
    let pace = signal.pace
    return Sample(
      setUp: pace.groups == 0 ? 0 : pace.setUp / Double(pace.groups),
      secondsPerRound: pace.rounds == 0 ? 0 : pace.seconds / pace.rounds, regretRow: regrets.mean ?? 100,
      extrasRow: extras.mean ?? 40, regret: numbers.mean ?? 18)
  }

  /// The lengths of the rows of the checkpoints that were reached.
  private static func measure(
    _ trace: BlockTrace, _ regrets: inout Lengths, _ extras: inout Lengths, _ numbers: inout Lengths
  ) {
    for replication in trace.replications.prefix(8) {
      let place = replication - trace.replications.lowerBound
      for track in trace.layout.tracks.indices {
        for (checkpoint, round) in trace.layout.checkpoints(ofTrack: track).enumerated() {
          let entry = trace.entry(replication: place, checkpoint: checkpoint, track: track)
          if entry.rounds.isNaN { continue }
          var row = CSVRow([String]())
          row.add(replication)
          row.add(round)
          row.add(entry)
          regrets.add(row.bytes.count + 2)
          var number = CSVRow([String]())
          number.add(entry.regret)
          numbers.add(number.bytes.count)
        }
      }
      let checkpoints = trace.layout.checkpoints
      for (index, metric) in trace.layout.metrics.enumerated() {
        for checkpoint in 0..<(metric.isCumulative ? checkpoints.count : 1) {
          let value = trace.metric(index, replication: place, checkpoint: checkpoint)
          if value.isNaN { continue }
          var row = CSVRow([String]())
          row.add(replication)
          row.add(metric.isCumulative ? checkpoints[checkpoint] : checkpoints[checkpoints.count - 1])
          row.add(metric.id)
          row.add(value)
          extras.add(row.bytes.count + 2)
        }
      }
    }
  }

  private static func labels(of cell: Cell, _ plan: Plan) -> CSVRow {
    CSVRow([plan.name, cell.key.point, cell.key.environment, cell.key.algorithm])
  }

  private static func mean(_ samples: [Sample]) -> Sample {
    func mean(_ part: (Sample) -> Double) -> Double { samples.map(part).reduce(0, +) / Double(max(1, samples.count)) }
    return Sample(
      setUp: mean(\.setUp), secondsPerRound: mean(\.secondsPerRound), regretRow: mean(\.regretRow),
      extrasRow: mean(\.extrasRow), regret: mean(\.regret))
  }

  /// Lengths of texts, added up.
  private struct Lengths {
    private var sum = 0
    private var count = 0

    mutating func add(_ length: Int) {
      sum += length
      count += 1
    }

    var mean: Double? { count == 0 ? nil : Double(sum) / Double(count) }
  }
}
