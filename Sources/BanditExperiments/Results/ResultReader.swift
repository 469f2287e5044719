import BanditCards
import BanditGames
import BanditNumerics

/// Reads the tables of a result folder and what they say, without its blocks and without a catalogue.
public enum ResultReader {
  /// What the results of a folder say; `nil` unless it has a manifest that describes its files as they are, with
  /// `regret.csv`, whose replications are compared by pairs.
  ///
  /// - Parameter others: tables of other programs' regret that join them.
  /// - Throws: `FileError` if a file cannot be read, `BadRegrets` if another program's table is wrong.
  /// - Complexity: every byte of the tables is read twice; memory for the last checkpoint of every replication.
  public static func summary(of folder: String, with others: [String] = []) throws -> ResultSummary? {
    let check = try FolderCheck(folder)
    guard let manifest = check.manifest, !check.leavesRegretOut, try check.differences().isEmpty else { return nil }
    // Tables of a version that wrote fewer are made again, where that is possible.
    if !check.isComplete && ResultFolder.holdsResults(folder) { return nil }
    return try summary(of: folder, manifest: manifest, hasRemarks: check.isComplete, with: others)
  }

  /// A row of `final.csv`, and its replications.
  struct Standing {
    let key: CellKey
    let track: TraceLayout.Track
    let round: Int
    let lowerBound: Double
    var regrets: [Double]
    var reward = RunningMean()
  }

  private static func summary(
    of folder: String, manifest: [String: JSONNode], hasRemarks: Bool, with others: [String]
  ) throws -> ResultSummary {
    let scenario = manifest["scenario"] ?? .object([:])
    let confidence = scenario["confidence"]?.number ?? 0.95
    let choices = (manifest["precision"]?.elements ?? []).map { ReplicationChoice($0) }
    let given = scenario["replications"]?.whole
    let replications = given ?? choices.map(\.replications).max() ?? 0
    var standings = try standings(in: folder, replications: given)
    let joined = try others.reduce(into: OtherRegrets()) {
      try $0.add($1, joining: scenario["name"]?.text ?? "", standings)
    }
    if !joined.tracks.isEmpty {
      standings += joined.tracks.map(Standing.init)
      standings.sort { OtherRegrets.comesBefore($0.key, $0.track, $1.key, $1.track) }
    }
    let voids = Set(
      (manifest["voidBounds"]?.elements ?? []).map {
        [$0["point"]?.text ?? "", $0["environment"]?.text ?? "", $0["notion"]?.text ?? ""]
      })
    var rows: [FinalRow] = []
    let contests = standings.chunked { $0.key.point == $1.key.point && $0.key.environment == $1.key.environment }
    for contest in contests {
      var comparison = Comparison()
      for standing in contest {
        let row = SummaryRow(
          key: standing.key, track: standing.track, round: standing.round,
          regret: SampleSummary(standing.regrets, confidence: confidence), confidence: confidence,
          lowerBound: standing.lowerBound)
        comparison.enter(row, reward: standing.reward.value, regrets: standing.regrets)
      }
      rows += comparison.finalRows.map { row in
        var row = row
        let place = [row.summary.key.point, row.summary.key.environment, row.summary.track.notion.id]
        row.hasBound = hasRemarks && row.summary.lowerBound.isFinite && !voids.contains(place)
        return row
      }
    }
    let resolved = if case .object(let settings) = scenario.setting { settings } else { Settings() }
    return ResultSummary(
      scenario: scenario["name"]?.text ?? "", replications: replications, confidence: confidence, rows: rows,
      failures: (manifest["failures"]?.elements ?? []).map(failure),
      missing: (manifest["missing"]?.elements ?? []).map(absence), titles: Titles(of: resolved),
      resolvedScenario: resolved, sharesLuck: resolved["coupling"] != .text(Coupling.independent.rawValue),
      extras: try extras(in: folder), timings: try timings(in: folder), others: joined,
      tuning: TuningRecord.list(manifest["tuning"]?.elements ?? []), chosen: ReplicationChoices(choices))
  }

  /// The rows of `final.csv`, with the regrets and rewards of `regret.csv` at their checkpoints.
  ///
  /// - Parameter replications: how many every cell has; `nil` for as many as each one's rows show.
  static func standings(in folder: String, replications: Int?) throws -> [Standing] {
    var standings: [Standing] = []
    var places: [ArraySlice<UInt8>: Int] = [:]
    let bound = ResultFile.final.columns.firstIndex(of: "lower_bound") ?? 0
    try CSVReader.forEachRow(of: .final, in: folder) { row in
      places[ArraySlice(Array(row.bytes(through: 5)))] = standings.count
      standings.append(
        Standing(
          key: CellKey(point: row.text(1), environment: row.text(2), algorithm: row.text(3)),
          track: .init(notion: Notion(row.text(4)), group: row.text(5)), round: try row.whole(6),
          lowerBound: try row.number(bound), regrets: Array(repeating: .nan, count: replications ?? 0)))
    }
    var latest: (labels: [UInt8], place: Int, round: String) = ([], -1, "")
    try CSVReader.forEachRow(of: .regret, in: folder) { row in
      let found = row.bytes(through: 5)
      if !latest.labels.elementsEqual(found) {
        let place = places[found] ?? -1
        latest = (Array(found), place, place < 0 ? "" : "\(standings[place].round)")
      }
      guard latest.place >= 0, row.holds(latest.round, in: 7) else { return }
      let replication = try row.whole(6)
      if replications == nil, (0..<mostReplications).contains(replication) {
        let more = replication + 1 - standings[latest.place].regrets.count
        if more > 0 { standings[latest.place].regrets += Array(repeating: .nan, count: more) }
      }
      guard standings[latest.place].regrets.indices.contains(replication) else { return }
      standings[latest.place].regrets[replication] = try row.number(9)
      let reward = try row.number(12)
      if reward.isFinite { standings[latest.place].reward.add(reward) }
    }
    return standings
  }

  /// More than a run can have, so that an edited table does not fill the memory.
  private static let mostReplications = 1 << 28

  /// The last checkpoints of `extras_summary.csv`.
  private static func extras(in folder: String) throws -> [ExtrasRow] {
    var rows: [ExtrasRow] = []
    try CSVReader.forEachRow(of: .extrasSummary, in: folder) { row in
      let statistics = SampleSummary(
        count: try row.whole(6), mean: try row.number(7), sd: try row.number(8), se: try row.number(9),
        interval: ConfidenceInterval(low: try row.number(10), high: try row.number(11)),
        quantiles: try (12...18).map { try row.number($0) })
      let key = CellKey(point: row.text(1), environment: row.text(2), algorithm: row.text(3))
      // Rounds increase: of a cell, only the last ones stay.
      let round = try row.whole(4)
      if let last = rows.last, last.key == key, last.round < round {
        while let last = rows.last, last.key == key { rows.removeLast() }
      }
      rows.append(ExtrasRow(key: key, round: round, name: row.text(5), statistics: statistics))
    }
    return rows
  }

  private static func timings(in folder: String) throws -> [CellTiming] {
    var timings: [CellTiming] = []
    try CSVReader.forEachRow(of: .timing, in: folder) { row in
      let key = CellKey(point: row.text(1), environment: row.text(2), algorithm: row.text(3))
      timings.append(
        CellTiming(
          key: key, replications: try row.whole(4), rounds: try row.whole(5),
          time: BlockTime(seconds: try row.number(6), processorSeconds: try row.number(8))))
    }
    return timings
  }

  private static func failure(_ node: JSONNode) -> ResultSummary.Failure {
    ResultSummary.Failure(
      key: CellKey(
        point: node["point"]?.text ?? "", environment: node["environment"]?.text ?? "",
        algorithm: node["algorithm"]?.text ?? ""),
      failure: .init(replication: node["replicate"]?.whole ?? 0, reason: node["reason"]?.text ?? ""))
  }

  private static func absence(_ node: JSONNode) -> MissingNotion {
    MissingNotion(
      point: node["point"]?.text ?? "", environment: node["environment"]?.text ?? "",
      notion: Notion(node["notion"]?.text ?? ""), reason: node["reason"]?.text ?? "")
  }
}
