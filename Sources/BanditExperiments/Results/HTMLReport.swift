import BanditCards

/// `report.html`: everything about finished results on one page, which needs neither a network nor a script.
public struct HTMLReport {
  /// A picture of the results.
  public struct Figure: Sendable {
    /// What it shows, for those who cannot see it.
    public let name: String
    /// The picture, as SVG.
    public let svg: String

    /// Creates a figure.
    public init(name: String, svg: String) {
      self.name = name
      self.svg = svg
    }
  }

  /// The name of the file in a result folder.
  public static let fileName = "report.html"
  /// As on screen: the most tables that are shown one by one.
  private static let mostTables = 10
  private static let columns: [TableOptions.Column] = [.regret, .versusBest, .median, .q95]

  private let summary: ResultSummary
  private let manifest: [String: JSONNode]
  private let scenario: String
  private let figures: [Figure]

  /// Writes the report of a folder.
  ///
  /// - Parameters:
  ///   - summary: what the folder's results say.
  ///   - figures: in their order.
  /// - Throws: `FileError`.
  public static func write(_ summary: ResultSummary, in folder: String, figures: [Figure]) throws {
    let scenario = try FileSystem.contents(of: "\(folder)/\(ResultFolder.scenarioName)") ?? []
    let report = HTMLReport(
      summary: summary, manifest: try FolderCheck(folder).manifest ?? [:],
      scenario: String(decoding: scenario, as: UTF8.self), figures: figures)
    try CheckedWriter.write(report.text, to: "\(folder)/\(fileName)")
  }

  init(summary: ResultSummary, manifest: [String: JSONNode], scenario: String, figures: [Figure]) {
    self.summary = summary
    self.manifest = manifest
    self.scenario = scenario
    self.figures = figures
  }

  /// The page.
  var text: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <title>\(Self.escaped(summary.title))</title>
    <style>
    \(Self.style)</style>
    </head>
    <body>
    <main>
    \(head)\(drawings)\(tables)\(extras)\(origin)</main>
    </body>
    </html>

    """
  }

  // MARK: Parts

  private var head: String {
    let resolved = summary.resolvedScenario
    let description = resolved["description"]?.asText.map { "<p class=\"lead\">\(Self.escaped($0))</p>\n" } ?? ""
    func plain(_ key: String) -> String? { resolved[key].map { $0.asText ?? JSONText.compact($0) } }
    let swept = summary.sweep.paths
    let replications =
      summary.choices.isEmpty
      ? "\(summary.replications)" : summary.replicationsText(of: summary.rows.map(\.summary.key))
    let facts: [(String, String?)] = [
      ("Scenario", summary.scenario),
      ("Rounds, T", swept.contains("horizon") ? "swept" : plain("horizon")),
      ("Replications", replications), ("Seed", swept.contains("seed") ? "swept" : plain("seed")),
      ("Intervals", summary.replications > 1 ? summary.level : nil),
      ("Luck", summary.sharesLuck ? "shared by all algorithms" : "each algorithm's own"),
      ("Swept", swept.isEmpty ? nil : swept.joined(separator: ", ")),
    ]
    return "<header>\n<h1>\(Self.escaped(summary.title))</h1>\n\(description)\(Self.list(facts))</header>\n"
  }

  private var drawings: String {
    guard !figures.isEmpty else { return "" }
    let parts = figures.map { figure in
      "<figure>\n\(figure.svg)\n<figcaption>\(Self.escaped(figure.name))</figcaption>\n</figure>\n"
    }
    return "<section>\n<h2>Figures</h2>\n\(parts.joined())</section>\n"
  }

  private var tables: String {
    let contests = FinalTable(summary).contests
    let parts =
      contests.count > HTMLReport.mostTables ? CrossTable.tables(of: contests).map(table) : contests.map(table)
    let tests =
      summary.replications > 1 && contests.contains { $0.rows.count > 1 }
      ? "<p class=\"legend\">Rank: 1 + the number of algorithms that are significantly better (paired t tests, "
        + "\(summary.significance) level, adjusted by Holm; p is the adjusted one)."
        + (summary.sharesLuck
          ? " Vs best: the regret less that of the smallest mean in the same replication, where both met the same luck."
          : "") + "</p>\n" : ""
    return "<section>\n<h2>Final regret</h2>\n\(parts.joined())\(tests)</section>\n"
  }

  private func table(_ contest: ContestTable) -> String {
    let hasTests = contest.replications > 1 && contest.rows.count > 1
    var columns = contest.columns(TableOptions(), usual: HTMLReport.columns)
    if hasTests {
      let values = contest.rows.map { row in
        ContestTable.Value(text: row.versusBest.map { PValueText.text($0.adjusted) } ?? "")
      }
      let place = columns.firstIndex { $0.header == "vs best" }.map { $0 + 1 } ?? 1
      columns.insert(.init(header: "p", values: values), at: place)
    }
    let header = ["rank", "algorithm"] + columns.map(\.header)
    let rows = contest.rows.enumerated().map { place, row in
      let name = summary.titles.algorithm(row.summary.key.algorithm)
      let cells = [row.place.map(String.init) ?? "", name] + columns.map { Self.text(of: $0.values[place]) }
      return (cells: cells, isTop: contest.rows.count > 1 && contest.isTop(row))
    }
    return Self.table(
      caption: "\(contest.subject.prefix(1).uppercased())\(contest.subject.dropFirst())", note: contest.figures,
      header: header, rows: rows, names: [1]) + Self.notes(contest.notes)
  }

  private func table(_ table: CrossTable) -> String {
    let columns = table.algorithms.map { table.values(of: $0) }
    let round = table.round.map { " after \(counted: $0, "round")" } ?? " at the horizon"
    let header = table.labelHeaders + table.algorithms.map { summary.titles.algorithm($0) }
    let body = table.rows.enumerated().map { place, row in
      let cells = columns.map { column in
        guard let (value, isTop) = column[place] else { return "<td></td>" }
        return "<td\(isTop ? " class=\"top\"" : "")>\(Self.escaped(Self.text(of: value)))</td>"
      }
      return "<tr>\(row.labels.map { "<th scope=\"row\">\(Self.escaped($0))</th>" }.joined())\(cells.joined())</tr>\n"
    }
    let heads = header.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined()
    let caption = "\(table.notion.prefix(1).uppercased())\(table.notion.dropFirst()) regret\(round)"
    let figures = Self.escaped(ContestTable.figures(ofAll: table.rows.map(\.contest)))
    return """
      <h3>\(Self.escaped(caption))</h3>
      <p class="note">\(figures); in bold: the smallest mean of a row, and what is not told from it</p>
      <div class="wide" tabindex="0" role="region" aria-label="\(Self.escaped(caption))">
      <table>
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(body.joined())</tbody>
      </table>
      </div>

      """ + Self.notes(ContestTable.notes(ofAll: table.rows.map(\.contest)))
  }

  private var extras: String {
    let cells = summary.extras.chunked { $0.key.point == $1.key.point && $0.key.environment == $1.key.environment }
    guard !cells.isEmpty else { return "" }
    let parts = cells.prefix(HTMLReport.mostTables).map { rows in
      let point = rows[0].key.point.isEmpty ? "" : " at \(rows[0].key.point)"
      let body = rows.map { row in
        let statistics = row.statistics
        let digits = NumberFormat.resolving([statistics.interval.halfWidth], orElse: [statistics.mean])
        let mean = digits.text(statistics.mean)
        let halfWidth = statistics.interval.halfWidth
        let text = halfWidth.isFinite ? "\(mean) ± \(digits.text(halfWidth))" : mean
        return (
          cells: [row.name, summary.titles.algorithm(row.key.algorithm), text, "\(statistics.count)"], isTop: false
        )
      }
      return Self.table(
        caption: "\(summary.titles.environment(rows[0].key.environment))\(point)",
        note: summary.replications > 1 ? "mean ± half-width of the \(summary.level) confidence interval" : "",
        header: ["extra", "algorithm", "mean", "replications"],
        rows: body.sorted { ($0.cells[0], $0.cells[1]) < ($1.cells[0], $1.cells[1]) }, names: [0, 1])
    }
    let hidden = cells.count - parts.count
    let rest = hidden > 0 ? "<p class=\"note\">\(hidden) more: extras_summary.csv</p>\n" : ""
    return "<section>\n<h2>Reported besides regret</h2>\n\(parts.joined())\(rest)</section>\n"
  }

  /// Where the results come from, and how to make them again.
  private var origin: String {
    let source = manifest["commit"]?.text.map { commit in
      commit + (manifest["treeIsClean"] == .leaf(.flag(false)) ? ", with changes since" : "")
    }
    let facts: [(String, String?)] = [
      ("Made with", manifest["toolVersion"]?.text.map { "simulate \($0)" }), ("Commit", source),
      ("Swift", manifest["swiftVersion"]?.text), ("GSL", manifest["gslVersion"]?.text),
      ("Generator", manifest["generator"]?.text), ("Coupling", manifest["coupling"]?.text),
      ("Processor", manifest["processor"]?.text), ("C library", manifest["cLibrary"]?.text),
      ("Numeric platform", manifest["numericFingerprint"]?.text),
      ("Scenario, SHA-256", manifest["scenarioSHA256"]?.text),
    ]
    let remarks = (manifest["facts"]?.elements ?? []).compactMap(\.text)
    let files = (manifest["files"]?.members ?? [:]).sorted { byteOrder($0.key, $1.key) }
    let rows = files.map { name, entry in
      (cells: [name, entry["rows"]?.whole.map(String.init) ?? "", entry["sha256"]?.text ?? ""], isTop: false)
    }
    let checksums = Self.table(caption: "", note: "", header: ["file", "rows", "SHA-256"], rows: rows, names: [0, 2])
    return """
      <section>
      <h2>Where this comes from</h2>
      \(Self.list(facts))\(Self.notes(remarks))<p>The same again, to the last bit on the same numeric platform, from the scenario below:</p>
      <pre class="command">simulate run \(ResultFolder.scenarioName)</pre>
      <details>
      <summary>The scenario with every default</summary>
      <pre>\(Self.escaped(scenario))</pre>
      </details>
      <details>
      <summary>Checksums</summary>
      \(checksums)</details>
      </section>

      """
  }

  // MARK: Text

  private static func text(of value: ContestTable.Value) -> String {
    value.halfWidth.map { "\(value.text) ± \($0)" } ?? value.text
  }

  /// A table whose rows are set below each other, name by name, where there is no room for columns.
  private static func table(
    caption: String, note: String, header: [String], rows: [(cells: [String], isTop: Bool)], names: Set<Int>
  ) -> String {
    let heads = header.enumerated().map { place, text in
      "<th scope=\"col\"\(names.contains(place) ? " class=\"name\"" : "")>\(escaped(text))</th>"
    }
    let body = rows.map { row in
      let cells = row.cells.enumerated().map { place, text in
        "<td data-label=\"\(escaped(header[place]))\"\(names.contains(place) ? " class=\"name\"" : "")>\(escaped(text))</td>"
      }
      return "<tr\(row.isTop ? " class=\"top\"" : "")>\(cells.joined())</tr>\n"
    }
    let title = caption.isEmpty ? "" : "<h3>\(escaped(caption))</h3>\n"
    let figures = note.isEmpty ? "" : "<p class=\"note\">\(escaped(note))</p>\n"
    return """
      \(title)\(figures)<table class="stacking">
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(body.joined())</tbody>
      </table>

      """
  }

  private static func notes(_ notes: [String]) -> String {
    guard !notes.isEmpty else { return "" }
    return
      "<ul>\n\(notes.map { "<li>\(escaped("\($0.prefix(1).uppercased())\($0.dropFirst())"))</li>\n" }.joined())</ul>\n"
  }

  private static func list(_ facts: [(String, String?)]) -> String {
    let items = facts.compactMap { name, value in
      value.map { "<div><dt>\(escaped(name))</dt><dd>\(escaped($0))</dd></div>\n" }
    }
    return "<dl>\n\(items.joined())</dl>\n"
  }

  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }

  /// Colours have a contrast of 7 to 1 at least, in both schemes.
  private static let style = """
    :root { color-scheme: light dark; --text: #1a1a1a; --soft: #4a4a4a; --line: #c8c8c8; --back: #ffffff; --tint: #f2f4f7; }
    @media (prefers-color-scheme: dark) {
      :root { --text: #ececec; --soft: #bdbdbd; --line: #4a4a4a; --back: #16181b; --tint: #22262b; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .5rem; }
    h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 1.5rem 0 0; }
    h1, h2, h3, p, li, dd, td, th, figcaption { overflow-wrap: anywhere; }
    .lead { margin: 0 0 1rem; }
    .note, .legend, figcaption, dt { color: var(--soft); }
    .note { margin: 0 0 .5rem; }
    dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .5rem 1.5rem; margin: 1rem 0; }
    dt { font-size: .85rem; }
    dd { margin: 0; }
    figure { margin: 1.5rem 0; }
    figure svg { display: block; width: 100%; max-width: 45rem; height: auto; color: var(--text); }
    figure .ground { fill: var(--back); }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .25rem 0 .75rem; }
    th, td { text-align: right; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    th { font-weight: 600; }
    .name, tbody th { text-align: left; }
    .top td, td.top { font-weight: 700; }
    .wide { overflow-x: auto; }
    .wide th, .wide td { overflow-wrap: normal; white-space: nowrap; }
    pre { background: var(--tint); padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
    summary { cursor: pointer; margin: .5rem 0; }
    @media (max-width: 45rem) {
      .stacking, .stacking tbody, .stacking tr, .stacking td { display: block; }
      .stacking thead { display: none; }
      .stacking tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
      .stacking td { border: 0; text-align: right; padding: .1rem 0; display: flex; justify-content: space-between; gap: 1rem; }
      .stacking td::before { content: attr(data-label); flex: none; color: var(--soft); font-weight: 400; }
      .stacking td:empty { display: none; }
    }
    @media print { details > * { display: block; } }

    """
}
