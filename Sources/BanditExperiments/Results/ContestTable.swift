/// The algorithms of one point, environment, notion and group as a table for people, whatever it is printed in.
struct ContestTable {
  /// A cell: a text, or a mean with the half-width of its interval.
  struct Value: Hashable {
    let text: String
    var halfWidth: String?
  }

  /// A column besides the names.
  struct Column {
    let header: String
    let values: [Value]
  }

  let summary: ResultSummary
  /// In the order of the ranks by mean.
  let rows: [FinalRow]

  /// The row that all have in common.
  var first: SummaryRow { rows[0].summary }

  /// How many replications its algorithms have.
  var replications: Int { summary.replications(of: first.key) }

  /// The algorithm with the smallest mean.
  var best: FinalRow? { rows.first { $0.rank == 1 } }

  /// Whether a row's algorithm is the best, or the paired tests cannot tell it from the best. Of one algorithm, and
  /// after one replication, which no test can judge, none is.
  func isTop(_ row: FinalRow) -> Bool {
    guard row.rank != nil, let best, replications > 1, rows.count(where: { $0.rank != nil }) > 1
    else { return false }
    guard let difference = row.versusBest else { return row.summary.key == best.summary.key }
    return !(difference.adjusted < 1 - summary.confidence)
  }

  /// Whether there are rewards and nothing to compare them with, as in the replay of a log.
  var isOfRewards: Bool {
    first.track.notion == .realized && rows.allSatisfy { $0.summary.regret.count == 0 }
      && rows.contains { $0.reward.isFinite }
  }

  /// The columns that are asked for, or the usual ones; then the means of extras.
  func columns(_ options: TableOptions, usual: [TableOptions.Column]) -> [Column] {
    var columns = (options.columns ?? (isOfRewards ? [] : usual)).compactMap(column)
    if options.columns == nil, rows.contains(where: { $0.reward.isFinite }) {
      let digits = NumberFormat.resolving([], orElse: rows.map(\.reward))
      columns.append(Column(header: "reward", values: rows.map { Value(text: digits.text($0.reward)) }))
    }
    return columns + extras(options)
  }

  private func column(_ column: TableOptions.Column) -> Column? {
    let regrets = rows.map(\.summary.regret)
    let digits = NumberFormat.resolving(regrets.map(\.interval.halfWidth), orElse: regrets.map(\.mean))
    func numbers(_ header: String, _ digits: NumberFormat, _ values: [Double]) -> Column {
      Column(header: header, values: values.map { Value(text: digits.text($0)) })
    }
    switch column {
    case .regret:
      return Column(
        header: "regret",
        values: regrets.map { regret in
          let halfWidth = regret.interval.halfWidth
          return Value(
            text: digits.text(regret.mean), halfWidth: halfWidth.isFinite ? digits.text(halfWidth) : nil)
        })
    case .median: return numbers("median", digits, regrets.map(\.median))
    case .q95: return numbers("q95", digits, regrets.map(\.q95))
    case .versusBest: return versusBest
    case .time:
      let seconds = rows.map { row in
        summary.timings.first { $0.key == row.summary.key }.map { $0.time.seconds / Double($0.replications) } ?? .nan
      }
      return numbers("s per run", .resolving(seconds, orElse: seconds), seconds)
    }
  }

  /// The paired differences to the best; `nil` where luck is not shared, or there is nobody to compare with.
  private var versusBest: Column? {
    guard summary.sharesLuck, rows.count > 1, let best else { return nil }
    let differences = rows.map { $0.versusBest?.difference }
    let halfWidths = differences.map { $0?.interval.halfWidth ?? .nan }
    let digits = NumberFormat.resolving(halfWidths, orElse: differences.map { $0?.mean ?? .nan })
    return Column(
      header: "vs best",
      values: zip(rows, differences).map { row, difference in
        guard let difference else { return Value(text: row.summary.key == best.summary.key ? "best" : "n/a") }
        let mean = digits.text(difference.mean)
        let signed = difference.mean > 0 ? "+\(mean)" : mean
        let halfWidth = difference.interval.halfWidth
        return Value(text: signed, halfWidth: halfWidth.isFinite ? digits.text(halfWidth) : nil)
      })
  }

  /// The means of the extras that are asked for.
  private func extras(_ options: TableOptions) -> [Column] {
    guard let wanted = options.extras else { return [] }
    let known = summary.extras.filter { extra in rows.contains { $0.summary.key == extra.key } }
    var names: [String] = []
    for extra in known where !names.contains(extra.name) {
      let isWanted = wanted.isEmpty || wanted.contains { extra.name == $0 || extra.name.hasPrefix("\($0).") }
      if isWanted { names.append(extra.name) }
    }
    return names.map { name in
      let means = rows.map { row in
        known.first { $0.key == row.summary.key && $0.name == name }?.statistics.mean ?? .nan
      }
      let digits = NumberFormat.resolving([], orElse: means)
      return Column(header: name, values: means.map { Value(text: digits.text($0)) })
    }
  }
}
