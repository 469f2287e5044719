import BanditCards

/// Tables for papers: floats with the rules of the booktabs package, one for each environment, notion and group; of
/// a sweep one for each notion.
struct LatexTables {
  private let contests: [ContestTable]
  private let options: TableOptions

  private static let usualColumns: [TableOptions.Column] = [.regret, .versusBest]
  /// Half the space between columns, in points; LaTeX has 6, which takes too much of a narrow column.
  private static let columnSeparation = 4.0
  private static let pointsPerInch = 72.27
  /// The widest column of a page with two, and the page, in inches.
  private static let oneColumn = 3.5
  private static let twoColumns = 6.8
  /// About the lines that a page has room for.
  private static let mostLines = 46

  init(_ contests: [ContestTable], _ options: TableOptions) {
    self.contests = contests
    self.options = options
  }

  /// A column of a table before it is laid out.
  private struct Column {
    /// Lines of the header, in LaTeX.
    let header: [String]
    let cells: [String]
    /// In points.
    let width: Double
  }

  /// The floats, each ending with a line feed.
  var text: String {
    if Set(contests.map(\.first.key.point)).count > 1 {
      return CrossTable.tables(of: contests).map(float).joined(separator: "\n")
    }
    return contests.map(float).joined(separator: "\n")
  }

  // MARK: Floats

  private func float(_ contest: ContestTable) -> String {
    let (summary, key) = (contest.summary, contest.first.key)
    let names = contest.rows.map { summary.titles.algorithm($0.summary.key.algorithm) }
    let latexNames = contest.rows.map { summary.titles.latexAlgorithm($0.summary.key.algorithm) }
    let isTop = contest.rows.map(contest.isTop)
    let named = Column(header: [""], cells: latexNames, width: names.map { LatexText.width($0) }.max() ?? 0)
    var columns = contest.columns(options, usual: LatexTables.usualColumns)
    // What is collected is for the screen.
    columns.removeAll { $0.header == "reward" }
    let values = columns.map { column in
      Self.column(Header(column.header), column.values, isTop: column.header == "regret" ? isTop : [])
    }
    let hasManyEnvironments = Set(contests.map(\.first.key.environment)).count > 1
    let label = LatexText.reference([
      summary.scenario, contest.first.track.notion.id, hasManyEnvironments ? key.environment : "",
      contest.first.track.group,
    ])
    let group = contest.first.track.group.isEmpty ? "" : " of \(LatexText.escaped(contest.first.track.group))"
    let caption =
      "\(notion(contest.first))\(group) after $T = \(contest.first.round)$ rounds in "
      + "\(place(key.environment, summary)): \(figures([contest])).\(boldness(contest))\(differences(contest, columns))"
      + notes([contest])
    return float(caption, label: label, leading: [named], values)
  }

  private func float(_ table: CrossTable) -> String {
    let summary = table.summary
    let leading = table.labelHeaders.enumerated().map { place, header in
      let cells = table.rows.map { $0.labels[place] }
      return Self.column(Header(header), cells.map { .init(text: $0) }, isTop: [])
    }
    let columns = table.algorithms.map { algorithm in
      let values = table.values(of: algorithm)
      return Self.column(
        Header(name: summary.titles.algorithm(algorithm), latex: summary.titles.latexAlgorithm(algorithm)),
        values.map { $0?.value ?? .init(text: "") }, isTop: values.map { $0?.isTop ?? false })
    }
    let environments = Set(table.rows.map(\.contest.first.key.environment))
    let place = environments.count == 1 ? " in \(self.place(environments.first ?? "", summary))" : ""
    let round = table.round.map { " after $T = \($0)$ rounds" } ?? " at the horizon"
    let caption =
      "\(notion(table.rows[0].contest.first))\(round)\(place): \(figures(table.rows.map(\.contest)))."
      + (table.rows.map { boldness($0.contest, ofEachRow: true) }.first { !$0.isEmpty } ?? "")
      + notes(table.rows.map(\.contest))
    return float(
      caption, label: LatexText.reference([summary.scenario, table.notion]), leading: leading, columns)
  }

  /// A float of columns, in as many blocks below each other as its width makes necessary; each has the leading ones.
  private func float(_ caption: String, label: String, leading: [Column], _ columns: [Column]) -> String {
    var blocks = Self.blocks(leading, columns, room: options.width)
    let isTall = blocks.count > 1 && Self.height(of: blocks) > LatexTables.mostLines
    let isWide = options.width > LatexTables.oneColumn || isTall
    if isWide { blocks = Self.blocks(leading, columns, room: max(options.width, LatexTables.twoColumns)) }
    let float = isWide ? "table*" : "table"
    let most = blocks.map(\.count).max() ?? 0
    let alignment =
      String(repeating: "l", count: leading.count) + String(repeating: "r", count: most)
    let body = blocks.map { block in Self.block(leading + block, fill: most - block.count) }
    return """
      \\begin{\(float)}[t]
        \\centering\\small
        \\caption{\(caption)}
        \\label{tab:\(label)}
        \\setlength{\\tabcolsep}{\(Int(LatexTables.columnSeparation))pt}
        \\begin{tabular}{@{}\(alignment)@{}}
          \\toprule
      \(body.joined(separator: "    \\midrule\n"))\
          \\bottomrule
        \\end{tabular}
      \\end{\(float)}

      """
  }

  /// The columns in as few blocks below each other as there is room for, in inches.
  private static func blocks(_ leading: [Column], _ columns: [Column], room: Double) -> [[Column]] {
    for count in stride(from: columns.count, through: 1, by: -1) {
      let blocks = columns.slices(of: count).map(Array.init)
      // Columns below each other are as wide as the widest.
      let widths = (0..<count).map { place in
        blocks.map { $0.indices.contains(place) ? $0[place].width : 0 }.max() ?? 0
      }
      let all = leading.map(\.width) + widths
      let width = all.reduce(0, +) + 2 * columnSeparation * Double(all.count - 1)
      if width <= room * pointsPerInch || count == 1 { return blocks }
    }
    return [[]]
  }

  /// The lines of some blocks.
  private static func height(of blocks: [[Column]]) -> Int {
    blocks.reduce(0) { $0 + ($1.first?.cells.count ?? 0) + ($1.map(\.header.count).max() ?? 0) }
  }

  private static func block(_ columns: [Column], fill: Int) -> String {
    func line(_ cells: [String]) -> String {
      "    " + (cells + Array(repeating: "", count: fill)).joined(separator: " & ") + " \\\\\n"
    }
    let height = columns.map(\.header.count).max() ?? 1
    // Headers of fewer lines stand at the bottom.
    let headers = (0..<height).map { place in
      line(
        columns.map { column in
          let skipped = height - column.header.count
          return place < skipped ? "" : column.header[place - skipped]
        })
    }
    let rows = (columns.first?.cells.indices ?? 0..<0).map { row in line(columns.map { $0.cells[row] }) }
    return headers.joined() + "    \\midrule\n" + rows.joined()
  }

  // MARK: Columns

  /// The lines of a header: as LaTeX has them, and as they look.
  private struct Header {
    let lines: [String]
    let plain: [String]

    init(_ text: String) {
      lines = [LatexText.escaped(text)]
      plain = [text]
    }

    /// A name, broken behind hyphens and at spaces where it would be wider than most figures; one that LaTeX is given
    /// stays whole.
    init(name: String, latex: String) {
      guard latex == LatexText.escaped(name) else {
        lines = [latex]
        plain = [name]
        return
      }
      var broken: [String] = []
      for word in name.split(separator: " ") {
        var isFirst = true
        for part in Header.parts(of: word) {
          let longer = broken.last.map { isFirst ? "\($0) \(part)" : $0 + part }
          if let longer, LatexText.width(longer) <= Header.width {
            broken[broken.count - 1] = longer
          } else {
            broken.append(part)
          }
          isFirst = false
        }
      }
      plain = broken
      lines = broken.map(LatexText.escaped)
    }

    /// In points: that of `+123.4 ± 5.6`.
    private static let width = 60.0

    /// The parts of a word that end with a hyphen, and the last one.
    private static func parts(of word: Substring) -> [String] {
      word.reduce(into: [""]) { parts, character in
        if parts[parts.count - 1].hasSuffix("-") { parts.append("") }
        parts[parts.count - 1].append(character)
      }
    }
  }

  private static func column(_ header: Header, _ values: [ContestTable.Value], isTop: [Bool]) -> Column {
    let cells = values.enumerated().map { place, value in
      let text = value.halfWidth.map { "\(value.text) $\\pm$ \($0)" } ?? LatexText.escaped(value.text)
      let signed = text.hasPrefix("-") ? "$-$\(text.dropFirst())" : text
      return place < isTop.count && isTop[place] ? "\\textbf{\(signed)}" : signed
    }
    let plain = values.map { value in value.halfWidth.map { "\(value.text) ± \($0)" } ?? value.text }
    return Column(
      header: header.lines, cells: cells,
      width: max(
        header.plain.map { LatexText.width($0) }.max() ?? 0,
        plain.enumerated().map { place, text in
          LatexText.width(text, isBold: place < isTop.count && isTop[place])
        }.max() ?? 0))
  }

  // MARK: Words

  private func notion(_ row: SummaryRow) -> String {
    let id = row.track.notion.id
    return "\(id.prefix(1).uppercased())\(LatexText.escaped(String(id.dropFirst()))) regret"
  }

  /// An environment and what it has.
  private func place(_ environment: String, _ summary: ResultSummary) -> String {
    let name = summary.titles.latexEnvironment(environment)
    guard let arms = summary.armCount(of: environment) else { return name }
    return "\(name) (\(counted: arms, "arm"))"
  }

  private func figures(_ contests: [ContestTable]) -> String {
    let summary = contests[0].summary
    let count = summary.replicationsText(of: contests.map(\.first.key))
    if summary.replications == 1 { return "one replication" }
    // A remark between commas and semicolons would tear the sentence.
    return LatexText.escaped(
      summary.choices.isEmpty
        ? "mean of \(count) ± half-width of the \(summary.level) confidence interval"
        : "mean ± half-width of the \(summary.level) confidence interval; \(count)")
  }

  private func boldness(_ contest: ContestTable, ofEachRow: Bool = false) -> String {
    guard contest.replications > 1, contest.rows.count(where: { $0.rank != nil }) > 1 else { return "" }
    return LatexText.escaped(
      " Bold: the smallest mean\(ofEachRow ? " of each row" : "") and what paired t tests do not tell from it "
        + "(\(contest.summary.significance) level, Holm).")
  }

  private func differences(_ contest: ContestTable, _ columns: [ContestTable.Column]) -> String {
    guard columns.contains(where: { $0.header == "vs best" }) else { return "" }
    return " Vs best: paired difference to the smallest mean."
  }

  /// What a reader of a paper must know, too: over fewer replications.
  private func notes(_ contests: [ContestTable]) -> String {
    let short = contests.contains { contest in
      contest.rows.contains { $0.summary.regret.count < contest.replications }
    }
    let tunings = ContestTable.tunings(of: contests).map { LatexText.escaped(" \($0).") }.joined()
    return tunings
      + (short ? " Some figures are over fewer replications, because others failed or have no regret." : "")
  }
}

extension ResultSummary {
  /// How many arms the scenario says an environment has; `nil` where it does not, or a sweep changes it.
  func armCount(of environment: String) -> Int? {
    var entries: [Settings] = []
    if case .object(let entry)? = resolvedScenario["environment"] { entries.append(entry) }
    if case .list(let list)? = resolvedScenario["environments"] {
      entries += list.compactMap { if case .object(let entry) = $0 { entry } else { nil } }
    }
    let isSwept = sweep.paths.contains { $0.hasSuffix(".means") || $0.hasSuffix(".arms") }
    guard !isSwept, let entry = entries.first(where: { ($0["label"] ?? $0["id"]) == .text(environment) })
    else { return nil }
    for key in ["means", "arms"] {
      switch entry[key] {
      case .whole(let count)?: return count
      case .list(let list)?: return list.count
      default: continue
      }
    }
    return nil
  }
}
