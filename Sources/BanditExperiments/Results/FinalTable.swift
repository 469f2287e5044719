import BanditCards
import BanditGames

/// The final table: what a run prints when it is done.
public struct FinalTable: Sendable {
  private let summary: ResultSummary

  /// Makes the table of a summary.
  public init(_ summary: ResultSummary) {
    self.summary = summary
  }

  /// The table, ending with a line feed.
  public func text(as format: TableFormat) -> String {
    switch format {
    case .text: sections.map(\.plainText).joined(separator: "\n")
    case .csv: csv
    case .json: json
    case .latex: sections.map(\.latex).joined(separator: "\n")
    case .markdown: sections.map(\.markdown).joined(separator: "\n")
    }
  }

  private var csv: String {
    let rows = summary.rows.map { CSVRow($0.fields(scenario: summary.scenario)) }
    return ([CSVRow(ResultFile.final.columns)] + rows).map { $0.text + "\n" }.joined()
  }

  private var json: String {
    let rows = summary.rows.map { row in
      Setting.object(
        Settings(
          zip(ResultFile.final.columns, row.fields(scenario: summary.scenario)).map { Settings.Entry($0, $1) }))
    }
    let failures = summary.failures.map { failed in
      Setting.object([
        "point": .text(failed.key.point), "environment": .text(failed.key.environment),
        "algorithm": .text(failed.key.algorithm), "replicate": .whole(failed.failure.replication),
        "reason": .text(failed.failure.reason),
      ])
    }
    return JSONText.pretty(
      .object([
        "scenario": .text(summary.scenario), "replications": .whole(summary.replications),
        "confidence": .number(summary.confidence), "rows": .list(rows), "failures": .list(failures),
      ])) + "\n"
  }

  /// One section per point, environment, notion and group, in the order of the result files.
  private var sections: [TableSection] {
    func place(_ row: FinalRow) -> [String] {
      [row.summary.key.point, row.summary.key.environment, row.summary.track.notion.id, row.summary.track.group]
    }
    let sorted = summary.rows.sorted {
      let (left, right) = (place($0), place($1))
      if left != right { return left.lexicographicallyPrecedes(right, by: byteOrder) }
      let (leftRank, rightRank) = ($0.rank ?? .max, $1.rank ?? .max)
      return leftRank != rightRank ? leftRank < rightRank : $0.summary.key < $1.summary.key
    }
    return sorted.chunked { place($0) == place($1) }.map(section)
  }

  private func section(_ rows: [FinalRow]) -> TableSection {
    let summaries = rows.map(\.summary)
    let regretDigits = NumberFormat.resolving(
      summaries.map(\.regret.interval.halfWidth), orElse: summaries.map(\.regret.mean))
    let rewardDigits = NumberFormat.resolving([], orElse: rows.map(\.reward))
    let hasReward = rows.contains { $0.reward.isFinite }
    let halfWidths = TableSection.padded(summaries.map { regretDigits.text($0.regret.interval.halfWidth) })
    var cells = zip(rows, halfWidths).map { row, halfWidth in
      let regret = row.summary.regret
      let mean = regretDigits.text(regret.mean)
      return [
        row.rank.map(String.init) ?? "", row.summary.key.algorithm,
        regret.interval.halfWidth.isFinite ? "\(mean) ± \(halfWidth)" : mean,
        regretDigits.text(regret.median), regretDigits.text(regret.q95),
      ] + (hasReward ? [rewardDigits.text(row.reward)] : [])
    }
    let header = ["rank", "algorithm", "regret", "median", "q95"] + (hasReward ? ["reward"] : [])
    if let bound = summaries.first(where: { $0.lowerBound.isFinite })?.lowerBound {
      cells.append(
        ["", "(lower bound)", regretDigits.text(bound)] + Array(repeating: "", count: header.count - 3))
    }
    let level = NumberFormat(count: 6).trimmed(100 * summary.confidence)
    return TableSection(
      title: title(of: summaries[0]),
      subtitle:
        "\(counted: summary.replications, "replication"); mean ± half-width of the \(level) % confidence interval",
      header: header, rows: cells,
      notes: absence(of: summaries) ?? summaries.compactMap(shortfall) + skewness(of: summaries))
  }

  /// Why there is nothing in a section; `nil` if there is.
  private func absence(of rows: [SummaryRow]) -> [String]? {
    guard rows.allSatisfy({ row in row.regret.count == 0 && !summary.failures.contains { $0.key == row.key } })
    else { return nil }
    let row = rows[0]
    let known = summary.missing.first {
      $0.point == row.key.point && $0.environment == row.key.environment && $0.notion == row.track.notion
    }
    let reason =
      known?.reason ?? "what it compares with does not exist there; explain says which notions an environment has"
    return ["\(row.track.notion.id) is missing: \(reason)"]
  }

  /// Whose intervals may be too short, by Cochran's rule: with n < 25 g^2 replications, g their skewness, the mean is
  /// not about normal.
  private func skewness(of rows: [SummaryRow]) -> [String] {
    let needs = rows.map { (row: $0, count: 25 * $0.regret.skewness * $0.regret.skewness) }
    let skewed = needs.filter { Double($0.row.regret.count) < $0.count }
    guard let needed = skewed.map(\.count).max() else { return [] }
    return [
      "the interval may be too short where regret is skewed: \(skewed.map(\.row.key.algorithm).joined(separator: ", ")); "
        + "about \(Int(needed.rounded(.up))) replications would do"
    ]
  }

  private func title(of row: SummaryRow) -> String {
    let group = row.track.group.isEmpty ? "" : " of \(row.track.group)"
    let point = row.key.point.isEmpty ? "" : " at \(row.key.point)"
    return JSONText.visible(
      "\(summary.scenario): \(row.track.notion.id) regret\(group) in \(row.key.environment)\(point) "
        + "after \(counted: row.round, "round")")
  }

  /// What a reader must know of an algorithm whose figures are over fewer replications.
  private func shortfall(_ row: SummaryRow) -> String? {
    guard row.regret.count < summary.replications else { return nil }
    let failed = summary.failures.filter { $0.key == row.key }.map(\.failure)
    let figures = "\(row.key.algorithm): over \(row.regret.count) of \(counted: summary.replications, "replication")"
    guard let first = failed.first else { return figures }
    return JSONText.visible(
      "\(figures); \(failed.count) failed, the first of them number \(first.replication): \(first.reason)")
  }
}
