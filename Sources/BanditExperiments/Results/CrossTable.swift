/// The final regrets of one notion at many points, environments and groups: a row for each, a column for each algorithm.
struct CrossTable {
  /// A row: what was swept, where, and the contest there.
  struct Row {
    let labels: [String]
    let contest: ContestTable
  }

  /// The headers of the labels: swept paths, `environment` and `group` where there are several.
  let labelHeaders: [String]
  /// In the order of the scenario.
  let rows: [Row]
  /// The labels of the algorithms, in the order of the scenario.
  let algorithms: [String]

  /// The tables of some contests, one for each notion, in the order of the contests.
  static func tables(of contests: [ContestTable]) -> [CrossTable] {
    var notions: [String] = []
    for contest in contests where !notions.contains(contest.first.track.notion.id) {
      notions.append(contest.first.track.notion.id)
    }
    return notions.map { notion in CrossTable(contests.filter { $0.first.track.notion.id == notion }) }
  }

  /// - Parameter contests: of one notion; at least one.
  init(_ contests: [ContestTable]) {
    let summary = contests[0].summary
    let grid = summary.sweep
    let texts = Set(contests.map(\.first.key.point))
    let hasPoints = texts.count > 1
    // Where the grid does not know the points, they stand for themselves.
    let isLocated = !grid.paths.isEmpty && texts.allSatisfy { grid.coordinates(of: $0) != nil }
    let hasEnvironments = Set(contests.map(\.first.key.environment)).count > 1
    let hasGroups = Set(contests.map(\.first.track.group)).count > 1
    labelHeaders =
      (hasPoints ? (isLocated ? CrossTable.names(grid.paths) : ["point"]) : [])
      + (hasEnvironments ? ["environment"] : []) + (hasGroups ? ["group"] : [])
    let located = contests.map { contest in
      isLocated ? grid.coordinates(of: contest.first.key.point) ?? [] : [contest.first.key.point]
    }
    let points = CrossTable.readable(located)
    rows = zip(contests, points).map { contest, point in
      let (key, group) = (contest.first.key, contest.first.track.group)
      let point = hasPoints ? point : []
      let environment = hasEnvironments ? [summary.titles.environment(key.environment)] : []
      return Row(labels: point + environment + (hasGroups ? [group.isEmpty ? "all" : group] : []), contest: contest)
    }
    var labels: [String] = []
    for row in contests.flatMap(\.rows) where !labels.contains(row.summary.key.algorithm) {
      labels.append(row.summary.key.algorithm)
    }
    algorithms = labels.enumerated().sorted { left, right in
      let places = (
        summary.titles.place(ofAlgorithm: left.element), summary.titles.place(ofAlgorithm: right.element)
      )
      return places.0 != places.1 ? places.0 < places.1 : left.offset < right.offset
    }.map(\.element)
  }

  /// The results that the table was made of.
  var summary: ResultSummary { rows[0].contest.summary }

  /// The notion.
  var notion: String { rows[0].contest.first.track.notion.id }

  /// The cells of an algorithm, and whether each is the best of its row or not told from it; `nil` where it did not
  /// play.
  func values(of algorithm: String) -> [(value: ContestTable.Value, isTop: Bool)?] {
    let found = rows.map { row in row.contest.rows.first { $0.summary.key.algorithm == algorithm } }
    let regrets = found.compactMap { $0?.summary.regret }
    let digits = NumberFormat.resolving(regrets.map(\.interval.halfWidth), orElse: regrets.map(\.mean))
    return zip(rows, found).map { row, found in
      guard let found else { return nil }
      let (mean, halfWidth) = (found.summary.regret.mean, found.summary.regret.interval.halfWidth)
      let value = ContestTable.Value(
        text: digits.text(mean), halfWidth: halfWidth.isFinite ? digits.text(halfWidth) : nil)
      return (value, row.contest.isTop(found))
    }
  }

  /// The rounds after which the regrets are, if they are the same everywhere.
  var round: Int? {
    let rounds = Set(rows.map(\.contest.first.round))
    return rounds.count == 1 ? rounds.first : nil
  }

  /// The values of each path with as few decimals as tell them apart, at least three.
  private static func readable(_ points: [[String]]) -> [[String]] {
    var points = points
    for path in points.first?.indices ?? 0..<0 {
      let values = Set(points.map { $0[path] })
      for count in 3...6 {
        let digits = NumberFormat(count: count)
        let short = Dictionary(
          uniqueKeysWithValues: values.map { value in
            (value, Int(value) == nil ? Double(value).map { digits.trimmed($0) } ?? value : value)
          })
        guard Set(short.values).count == values.count, !short.values.contains("0") || values.contains("0") else {
          continue
        }
        for point in points.indices { points[point][path] = short[points[point][path]] ?? points[point][path] }
        break
      }
    }
    return points
  }

  /// The shortest ends of some paths that tell them apart: `exploration` for `algorithms.ucb1.exploration`.
  static func names(_ paths: [String]) -> [String] {
    paths.map { path in
      let parts = path.split(separator: ".")
      for count in 1...max(1, parts.count) {
        let name = parts.suffix(count).joined(separator: ".")
        if paths.count(where: { $0 == name || $0.hasSuffix(".\(name)") }) == 1 { return name }
      }
      return path
    }
  }
}
