import BanditCards
import BanditExperiments

extension ResultData {
  /// Reads the tables of a result folder. Blocks are not needed.
  ///
  /// Memory holds a few numbers for each row of `summary.csv`, and one for each replication of each row of `final.csv`.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - changePoints: the rounds in which environments change, which no table says.
  ///   - keepsFinals: whether the regrets of all replications are wanted, for which `regret.csv` is read.
  ///   - joined: what the folder and other programs' tables say together, where such tables join it.
  /// - Throws: `FolderRefusal.noResults`, `FileError` or `DamagedTable`.
  public init(folder: String, changePoints: [ChangePoints] = [], keepsFinals: Bool = true, joined: ResultSummary? = nil)
    throws
  {
    guard var summary = try CSVReader.reading("\(folder)/\(ResultFile.summary.rawValue)") else {
      throw FolderRefusal.noResults(path: folder)
    }
    var name = ""
    var level = 0.95
    var curves = OrderedCurves()
    let labels = try Labels(summary)
    let columns = try ["t", "replications", "mean", "ci_low", "ci_high", "max", "lower_bound", "ci_level", "scenario"]
      .map { try summary.column($0) }
    let quantiles = try ["q05", "q25", "median", "q75", "q95"].map { try summary.column($0) }
    while try summary.next() {
      name = summary.text(columns[8])
      let confidence = try summary.number(columns[7])
      if confidence.isFinite { level = confidence }
      let moment = Moment(
        round: try summary.whole(columns[0]), count: try summary.whole(columns[1]),
        mean: try summary.number(columns[2]), low: try summary.number(columns[3]), high: try summary.number(columns[4]),
        quantiles: try quantiles.map { try summary.number($0) }, maximum: try summary.number(columns[5]),
        lowerBound: try summary.number(columns[6]))
      curves.add(moment, to: labels.contest(summary), algorithm: labels.algorithm(summary))
    }
    self.init(scenario: name, confidence: level)
    joined?.others.forEachTrack(confidence: level) { summaries, _ in
      for summary in summaries {
        curves.add(Moment(summary), to: Contest(summary), algorithm: summary.key.algorithm)
      }
    }
    self.curves = curves.byContest
    // Beyond that nothing is drawn of them.
    if keepsFinals && Set(self.curves.keys.map(\.point)).count <= FigurePages.limit {
      try readFinals(folder)
      joined?.others.forEachTrack(confidence: level) { addFinals($1, of: $0[0]) }
    }
    let words = try ResultFolder.contents(of: ResultFolder.scenarioName, in: folder).flatMap(ScenarioWords.read)
    arrange(words)
    if let joined, !joined.others.isEmpty { addDifferences(of: joined) } else { try readDifferences(folder) }
    try readShares(folder)
    for change in changePoints {
      self.changePoints[EnvironmentPoint(environment: change.environment, point: change.point)] = change.rounds
    }
  }

  /// The last row of each replication: rows are in the order of rounds.
  private mutating func readFinals(_ folder: String) throws {
    guard var table = try CSVReader.reading("\(folder)/\(ResultFile.regret.rawValue)") else { return }
    let labels = try Labels(table)
    let (replicate, regret) = (try table.column("replicate"), try table.column("regret"))
    var latest: (contest: Contest, algorithm: String, replicate: String, regret: Double)?
    var finals: [Contest: [String: [Double]]] = [:]
    func keep(_ row: (contest: Contest, algorithm: String, replicate: String, regret: Double)?) {
      guard let row, row.regret.isFinite else { return }
      finals[row.contest, default: [:]][row.algorithm, default: []].append(row.regret)
    }
    while try table.next() {
      let row = (labels.contest(table), labels.algorithm(table), table.text(replicate), try table.number(regret))
      if let latest, latest.contest != row.0 || latest.algorithm != row.1 || latest.replicate != row.2 { keep(latest) }
      latest = row
    }
    keep(latest)
    for (contest, byAlgorithm) in finals {
      for place in (curves[contest] ?? []).indices {
        curves[contest]![place].finals = byAlgorithm[curves[contest]![place].algorithm] ?? []
      }
    }
  }

  private mutating func addFinals(_ regrets: [Double], of summary: SummaryRow) {
    let contest = Contest(summary)
    for place in (curves[contest] ?? []).indices where curves[contest]?[place].algorithm == summary.key.algorithm {
      curves[contest]?[place].finals = regrets.filter(\.isFinite)
    }
  }

  /// The differences to the best, which those that have joined may be.
  private mutating func addDifferences(of joined: ResultSummary) {
    for row in joined.rows {
      guard let versus = row.versusBest else { continue }
      let difference = versus.difference
      add(
        Difference(
          algorithm: row.summary.key.algorithm, mean: difference.mean, low: difference.interval.low,
          high: difference.interval.high, adjustedP: versus.adjusted), isReversed: false, to: Contest(row.summary))
    }
    arrangeDifferences()
  }

  /// Only the pairs of the best: of all pairs there may be millions.
  private mutating func readDifferences(_ folder: String) throws {
    guard var table = try CSVReader.reading("\(folder)/\(ResultFile.pairs.rawValue)") else { return }
    let labels = try Labels(table, hasAlgorithm: false)
    let (first, second) = (try table.column("algorithm_a"), try table.column("algorithm_b"))
    let columns = try ["mean_diff", "ci_low", "ci_high", "p_adjusted"].map { try table.column($0) }
    let winners = Dictionary(uniqueKeysWithValues: contests.map { ($0, best(of: $0)?.algorithm) })
    while try table.next() {
      let contest = labels.contest(table)
      guard let known = winners[contest], let best = known else { continue }
      let names = (table.text(first), table.text(second))
      guard names.0 == best || names.1 == best else { continue }
      let numbers = try columns.map { try table.number($0) }
      add(
        Difference(
          algorithm: names.0 == best ? names.1 : names.0, mean: numbers[0], low: numbers[1], high: numbers[2],
          adjustedP: numbers[3]), isReversed: names.0 == best, to: contest)
    }
    arrangeDifferences()
  }

  /// From the summary of extras where there is one, else from all of them.
  private mutating func readShares(_ folder: String) throws {
    for (file, column) in [("extras_summary.csv", "mean"), (ResultFile.extras.rawValue, "value")] {
      guard var table = try CSVReader.reading("\(folder)/\(file)") else { continue }
      let key = try ["point", "environment", "algorithm"].map { try table.column($0) }
      let (round, name, value) = (try table.column("t"), try table.column("name"), try table.column(column))
      var sums: [CellKey: ShareSums] = [:]
      let prefix = Metric.pulls.name + "."
      while try table.next() {
        let metric = table.text(name)
        guard metric.hasPrefix(prefix) else { continue }
        let cell = CellKey(point: table.text(key[0]), environment: table.text(key[1]), algorithm: table.text(key[2]))
        sums[cell, default: ShareSums()].add(
          try table.number(value), of: String(metric.dropFirst(prefix.count)), round: try table.whole(round))
      }
      shares = sums.mapValues(\.shares)
      return
    }
  }
}

extension ResultData {
  /// Adds a difference, of which the algorithm is the first of the pair or the second.
  mutating func add(_ difference: Difference, isReversed: Bool, to contest: Contest) {
    differences[contest, default: []].append(
      isReversed
        ? Difference(
          algorithm: difference.algorithm, mean: 0 - difference.mean, low: 0 - difference.high,
          high: 0 - difference.low, adjustedP: difference.adjustedP) : difference)
  }

  mutating func arrangeDifferences() {
    let places = Dictionary(uniqueKeysWithValues: algorithms.enumerated().map { ($1, $0) })
    for contest in differences.keys {
      differences[contest]?.sort { places[$0.algorithm] ?? .max < places[$1.algorithm] ?? .max }
    }
  }
}

extension ResultData.Contest {
  /// Where a row belongs.
  fileprivate init(_ row: SummaryRow) {
    self.init(
      point: row.key.point, environment: row.key.environment, notion: row.track.notion.id, group: row.track.group)
  }
}

extension ResultData.Moment {
  /// What a row says.
  fileprivate init(_ row: SummaryRow) {
    let regret = row.regret
    self.init(
      round: row.round, count: regret.count, mean: regret.mean, low: regret.interval.low, high: regret.interval.high,
      quantiles: [regret.q05, regret.q25, regret.median, regret.q75, regret.q95], maximum: regret.maximum,
      lowerBound: row.lowerBound)
  }
}

/// The columns that name a contest.
private struct Labels {
  private let point, environment, notion, group: Int
  private let algorithmColumn: Int

  init(_ table: borrowing CSVReader, hasAlgorithm: Bool = true) throws {
    point = try table.column("point")
    environment = try table.column("environment")
    notion = try table.column("notion")
    group = try table.column("group")
    algorithmColumn = hasAlgorithm ? try table.column("algorithm") : -1
  }

  func contest(_ table: borrowing CSVReader) -> ResultData.Contest {
    ResultData.Contest(
      point: table.text(point), environment: table.text(environment), notion: table.text(notion),
      group: table.text(group))
  }

  func algorithm(_ table: borrowing CSVReader) -> String { table.text(algorithmColumn) }
}

/// Curves while rows come in.
struct OrderedCurves {
  private(set) var byContest: [ResultData.Contest: [ResultData.Curve]] = [:]
  private var places: [ResultData.Contest: [String: Int]] = [:]

  mutating func add(_ moment: ResultData.Moment, to contest: ResultData.Contest, algorithm: String) {
    if let place = places[contest]?[algorithm] {
      byContest[contest]![place].moments.append(moment)
    } else {
      places[contest, default: [:]][algorithm] = byContest[contest]?.count ?? 0
      byContest[contest, default: []].append(
        ResultData.Curve(algorithm: algorithm, moments: [moment], finals: []))
    }
  }
}

/// Shares while rows come in.
struct ShareSums {
  private var actions: [String] = []
  private var sums: [String: [Int: (sum: Double, count: Int)]] = [:]

  mutating func add(_ share: Double, of action: String, round: Int) {
    guard share.isFinite else { return }
    if sums[action] == nil { actions.append(action) }
    let (sum, count) = sums[action]?[round] ?? (0, 0)
    sums[action, default: [:]][round] = (sum + share, count + 1)
  }

  /// By the numbers of the actions, where they have numbers.
  var shares: [ResultData.Share] {
    let order = actions.sorted {
      if let left = Int($0), let right = Int($1) { return left < right }
      return $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    return order.map { action in
      ResultData.Share(
        action: action,
        points: (sums[action] ?? [:]).sorted { $0.key < $1.key }.map {
          Point(Double($0.key), $0.value.sum / Double($0.value.count))
        })
    }
  }
}
