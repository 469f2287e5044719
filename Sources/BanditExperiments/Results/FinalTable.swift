import BanditCards
import BanditGames

/// The final table: what a run prints when it is done.
public struct FinalTable: Sendable {
  private let summary: ResultSummary
  private let options: TableOptions

  /// The most tables that are printed at once, where nothing else is asked for.
  private static let mostTables = 10
  /// The most rows of a table on screen.
  private static let mostRows = 100
  private static let usualColumns: [TableOptions.Column] = [.regret, .versusBest, .median, .q95]

  /// Makes the table of a summary.
  public init(_ summary: ResultSummary, options: TableOptions = TableOptions()) {
    self.summary = summary
    self.options = options
  }

  /// The table, ending with a line feed.
  public func text(as format: TableFormat) -> String { FinalTable.text([self], as: format) }

  /// The tables of several results as one text: one file of CSV with one header, one list of JSON.
  public static func text(_ tables: [FinalTable], as format: TableFormat) -> String {
    switch format {
    case .text:
      tables.map { ($0.sections.map(\.plainText) + $0.legend).joined(separator: "\n") }.joined(separator: "\n")
    case .csv: tables.map(\.csv).reduce(CSVRow(ResultFile.final.columns).text + "\n", +)
    case .json: JSONText.pretty(tables.count == 1 ? tables[0].json : .list(tables.map(\.json))) + "\n"
    case .latex: tables.map { LatexTables($0.contests, $0.options).text }.joined(separator: "\n")
    case .markdown:
      tables.map { table in
        (table.sections.map(\.markdown) + table.legend.map { TableSection.markdownText($0.trimmed) + "\n" })
          .joined(separator: "\n")
      }.joined(separator: "\n")
    }
  }

  private var csv: String {
    summary.rows.map { CSVRow($0.fields(scenario: summary.scenario)).text + "\n" }.joined()
  }

  private var json: Setting {
    let rows = summary.rows.map { row in
      Setting.object(
        Settings(
          zip(ResultFile.final.columns, row.fields(scenario: summary.scenario)).map { Settings.Entry($0, $1) }))
    }
    let precision =
      summary.choices.isEmpty
      ? [] : [Settings.Entry("precision", .list(summary.choices.map { .object($0.settings) }))]
    return .object(
      Settings(
        [
          .init("scenario", .text(summary.scenario)), .init("replications", .whole(summary.replications)),
          .init("confidence", .number(summary.confidence)), .init("rows", .list(rows)),
          .init("failures", .list(summary.failures.map { .object($0.settings) })),
        ] + precision))
  }

  /// One contest per point, environment, notion and group: points in the order of the scenario, the rest in that of the
  /// result files.
  var contests: [ContestTable] {
    let order = summary.sweep.order(of: summary.rows.map(\.summary.key.point))
    func place(_ row: FinalRow) -> [String] {
      [row.summary.key.environment, row.summary.track.notion.id, row.summary.track.group]
    }
    let sorted = summary.rows.sorted {
      let points = (order[$0.summary.key.point] ?? 0, order[$1.summary.key.point] ?? 0)
      if points.0 != points.1 { return points.0 < points.1 }
      let (left, right) = (place($0), place($1))
      if left != right { return left.lexicographicallyPrecedes(right, by: byteOrder) }
      let (leftRank, rightRank) = ($0.rank ?? .max, $1.rank ?? .max)
      return leftRank != rightRank ? leftRank < rightRank : $0.summary.key < $1.summary.key
    }
    return sorted.chunked { $0.summary.key.point == $1.summary.key.point && place($0) == place($1) }
      .map { ContestTable(summary: summary, rows: $0) }
  }

  private var sections: [TableSection] {
    let contests = contests
    guard isSummary(contests) else { return contests.map(section) }
    return CrossTable.tables(of: contests).map { section($0, of: contests.count) }
  }

  /// Whether there is one table for each notion.
  private func isSummary(_ contests: [ContestTable]) -> Bool {
    let extent = options.tables ?? (contests.count > FinalTable.mostTables ? .summary : .all)
    return extent == .summary && contests.count > 1
  }

  /// What the words of the tables mean, once.
  private var legend: [String] {
    let contests = contests
    let hasRivals = contests.contains { $0.rows.count(where: { $0.rank != nil }) > 1 }
    guard hasRivals, summary.replications > 1 else { return [] }
    if isSummary(contests) {
      return [
        "*: the smallest mean of the row, or not told from it by paired t tests (\(summary.significance) level, Holm)\n"
      ]
    }
    let rank =
      "rank: 1 + the number of algorithms that are significantly better (paired t tests, \(summary.significance) level, "
      + "adjusted by Holm)"
    let difference =
      summary.sharesLuck && options.columns?.contains(.versusBest) != false
      ? ["vs best: the regret less that of the smallest mean in the same replication, where both met the same luck"]
      : []
    return [([rank] + difference).map { "\($0)\n" }.joined()]
  }

  private func section(_ contest: ContestTable) -> TableSection {
    let columns = contest.columns(options, usual: FinalTable.usualColumns)
    let texts = columns.map(\.plainTexts)
    let cells = contest.rows.indices.map { row in
      [
        contest.rows[row].place.map(String.init) ?? "",
        JSONText.visible(summary.titles.algorithm(contest.rows[row].summary.key.algorithm)),
      ] + texts.map { $0[row] }
    }
    return TableSection(
      title: JSONText.visible("\(summary.title): \(contest.subject)"), subtitle: contest.figures,
      header: ["rank", "algorithm"] + columns.map(\.header), rows: cells,
      notes: contest.notes.map(JSONText.visible), nameColumns: [1])
  }

  private func section(_ table: CrossTable, of count: Int) -> TableSection {
    let columns = table.algorithms.map { algorithm in
      let values = table.values(of: algorithm)
      let texts = ContestTable.Column(
        header: "", values: values.map { $0?.value ?? ContestTable.Value(text: "") }
      ).plainTexts
      return zip(values, texts).map { value, text in value?.isTop == true ? "\(text) *" : "\(text)  " }
    }
    let shown = table.rows.indices.prefix(FinalTable.mostRows)
    let rows = shown.map { row in table.rows[row].labels.map(JSONText.visible) + columns.map { $0[row] } }
    let hidden = table.rows.count - shown.count
    let rest = hidden > 0 ? ["\(counted: hidden, "row") more: final.csv"] : []
    let round = table.round.map { " after \(counted: $0, "round")" } ?? " at the horizon"
    return TableSection(
      title: JSONText.visible("\(summary.title): \(table.notion) regret\(round)"),
      subtitle: ContestTable.figures(ofAll: table.rows.map(\.contest)),
      header: table.labelHeaders + table.algorithms.map { JSONText.visible(summary.titles.algorithm($0)) + "  " },
      rows: rows,
      notes: rest + ContestTable.notes(ofAll: table.rows.map(\.contest)).map(JSONText.visible) + [
        "each of the \(count) tables by itself: --tables all; the figures are in final.csv and pairs.csv"
      ], nameColumns: Set(table.labelHeaders.indices))
  }
}

extension ContestTable.Column {
  /// The cells as texts, half-widths below each other.
  var plainTexts: [String] {
    let halfWidths = TableSection.padded(values.map { $0.halfWidth ?? "" })
    return zip(values, halfWidths).map { value, padded in
      value.halfWidth == nil ? value.text : "\(value.text) ± \(padded)"
    }
  }
}

extension ResultSummary.Failure {
  /// For JSON.
  var settings: Settings {
    [
      "point": .text(key.point), "environment": .text(key.environment), "algorithm": .text(key.algorithm),
      "replicate": .whole(failure.replication), "reason": .text(failure.reason),
    ]
  }
}
