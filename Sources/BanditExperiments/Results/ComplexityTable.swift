import BanditCards
import BanditGames
import BanditNumerics

/// The losses at the end of the runs by how hard the instances are: of each class of complexity the largest mean loss.
///
/// A class holds the instances whose `complexity` lies between a power of two and the next. The replications of an environment
/// at a point that lie in a class are averaged; of several environments and points the largest mean counts (the view of J.
/// Zhang, L. Jain and K. Jamieson, arXiv 2010.15382).
public struct ComplexityTable: Sendable {
  /// The columns of the table as CSV.
  static let columns = [
    "scenario", "notion", "group", "t", "algorithm", "complexity_low", "complexity_high", "replications",
    "largest_mean",
    "se", "ci_low", "ci_high", "point", "environment",
  ]

  /// What a table is about: all that is compared in it.
  private struct Subject: Hashable {
    let notion: String
    let group: String
    let round: Int
  }

  /// The largest mean of an algorithm in a class, and where it was found.
  struct Entry: Sendable {
    let loss: SampleSummary
    let point: String
    let environment: String
  }

  private struct Section {
    let subject: Subject
    /// By algorithm, then by the exponent of the lower end of the class.
    var entries: [String: [Int: Entry]] = [:]
  }

  private let summary: ResultSummary
  private let sections: [Section]

  /// Makes the tables of a folder with `regret.csv` and `extras.csv`.
  ///
  /// - Parameter summary: what the folder says.
  /// - Throws: `Refusal` where the complexity was not reported, or replications are left out; `FileError` or `DamagedTable`.
  public init(_ folder: String, summary: ResultSummary) throws {
    let classes = try ComplexityTable.classes(in: folder)
    guard !classes.isEmpty else { throw Refusal.notReported }
    let standings = try ResultReader.standings(in: folder, replications: nil)
    guard standings.contains(where: { !$0.regrets.isEmpty }) else { throw Refusal.noReplications }
    var sections: [Section] = []
    for standing in standings {
      let subject = Subject(
        notion: standing.track.notion.id, group: standing.track.group, round: standing.round)
      let place = Place(point: standing.key.point, environment: standing.key.environment)
      var losses: [Int: [Double]] = [:]
      for (replication, loss) in standing.regrets.enumerated() where loss.isFinite {
        if let exponent = classes[place]?[replication] { losses[exponent, default: []].append(loss) }
      }
      if losses.isEmpty { continue }
      let index: Int
      if let known = sections.firstIndex(where: { $0.subject == subject }) {
        index = known
      } else {
        index = sections.count
        sections.append(Section(subject: subject))
      }
      for (exponent, losses) in losses {
        let entry = Entry(
          loss: SampleSummary(losses, confidence: summary.confidence), point: place.point,
          environment: place.environment)
        let former = sections[index].entries[standing.key.algorithm]?[exponent]
        if former.map({ entry.loss.mean > $0.loss.mean }) ?? true {
          sections[index].entries[standing.key.algorithm, default: [:]][exponent] = entry
        }
      }
    }
    self.summary = summary
    self.sections = sections
  }

  /// Why there is no such table.
  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// No cell has the extra `complexity`.
    case notReported
    /// There is no `regret.csv`.
    case noReplications

    public var description: String {
      switch self {
      case .notReported:
        "--by complexity needs the complexity of every instance: add \"complexity\" to the scenario's \"extras\", and run it again"
      case .noReplications:
        "--by complexity needs the regret of every replication: write \(ResultFile.regret.rawValue) with --tables all"
      }
    }
  }

  private struct Place: Hashable {
    let point: String
    let environment: String
  }

  /// Of each replication in each place, the exponent of the lower end of its class.
  private static func classes(in folder: String) throws -> [Place: [Int: Int]] {
    var classes: [Place: [Int: Int]] = [:]
    try CSVReader.forEachRow(of: .extras, in: folder) { row in
      guard row.holds(Metric.complexity.name, in: 6) else { return }
      let complexity = try row.number(7)
      guard complexity > 0 else { return }
      classes[Place(point: row.text(1), environment: row.text(2)), default: [:]][try row.whole(4)] =
        complexity.exponent
    }
    return classes
  }

  /// The algorithms in the order of the scenario.
  private func algorithms(of section: Section) -> [String] {
    section.entries.keys.sorted {
      let places = (summary.titles.place(ofAlgorithm: $0), summary.titles.place(ofAlgorithm: $1))
      return places.0 != places.1 ? places.0 < places.1 : byteOrder($0, $1)
    }
  }

  private func exponents(of section: Section) -> [Int] {
    Set(section.entries.values.flatMap(\.keys)).sorted()
  }

  /// The tables, ending with a line feed.
  public func text(as format: TableFormat) -> String {
    switch format {
    case .text: sections.map { table($0).plainText }.joined(separator: "\n")
    case .markdown: sections.map { table($0).markdown }.joined(separator: "\n")
    case .csv: rows.map { CSVRow($0).text + "\n" }.reduce(CSVRow(ComplexityTable.columns).text + "\n", +)
    case .json:
      JSONText.pretty(
        .list(
          rows.map { row in
            .object(Settings(zip(ComplexityTable.columns, row).map { Settings.Entry($0, $1) }))
          })) + "\n"
    case .latex: sections.map { latex(table($0)) }.joined(separator: "\n")
    }
  }

  private var rows: [[Setting]] {
    sections.flatMap { section in
      algorithms(of: section).flatMap { algorithm in
        exponents(of: section).compactMap { exponent in
          guard let entry = section.entries[algorithm]?[exponent] else { return nil }
          let interval = entry.loss.interval
          return [
            .text(summary.scenario), .text(section.subject.notion), .text(section.subject.group),
            .whole(section.subject.round), .text(algorithm),
            .number(Double(sign: .plus, exponent: exponent, significand: 1)),
            .number(Double(sign: .plus, exponent: exponent + 1, significand: 1)), .whole(entry.loss.count),
            .number(entry.loss.mean), .number(entry.loss.se), .number(interval.low), .number(interval.high),
            .text(entry.point), .text(entry.environment),
          ]
        }
      }
    }
  }

  private func table(_ section: Section) -> TableSection {
    let (algorithms, exponents) = (algorithms(of: section), exponents(of: section))
    let columns = algorithms.map { algorithm in
      let found = exponents.map { section.entries[algorithm]?[$0]?.loss }
      let digits = NumberFormat.resolving(
        found.compactMap { $0?.interval.halfWidth }, orElse: found.compactMap { $0?.mean })
      return ContestTable.Column(
        header: "",
        values: found.map { loss in
          guard let loss else { return ContestTable.Value(text: "") }
          let halfWidth = loss.interval.halfWidth
          return ContestTable.Value(
            text: digits.text(loss.mean), halfWidth: halfWidth.isFinite ? digits.text(halfWidth) : nil)
        }
      ).plainTexts
    }
    let group = section.subject.group.isEmpty ? "" : " of \(section.subject.group)"
    let counts = exponents.map { exponent in
      algorithms.compactMap { section.entries[$0]?[exponent]?.loss.count }.max() ?? 0
    }
    return TableSection(
      title: JSONText.visible(
        "\(summary.title): \(section.subject.notion) regret\(group) after \(counted: section.subject.round, "round") "
          + "by complexity"),
      subtitle: "largest mean of a class ± half-width of its \(summary.level) confidence interval",
      header: ["complexity", "replications"] + algorithms.map { JSONText.visible(summary.titles.algorithm($0)) },
      rows: exponents.indices.map { row in
        let low = NumberFormat(count: 3).trimmed(Double(sign: .plus, exponent: exponents[row], significand: 1))
        let high = NumberFormat(count: 3).trimmed(Double(sign: .plus, exponent: exponents[row] + 1, significand: 1))
        return ["\(low) to \(high)", "\(counts[row])"] + columns.map { $0[row] }
      },
      notes: [
        "a class holds the instances from a power of 2 to the next; replications of an environment are averaged within it, and "
          + "of several environments and points the largest mean counts"
      ], nameColumns: [0])
  }

  private func latex(_ table: TableSection) -> String {
    func line(_ cells: [String]) -> String {
      cells.map(LatexText.escaped).joined(separator: " & ") + " \\\\\n"
    }
    let columns = table.header.indices.map { table.nameColumns.contains($0) ? "l" : "r" }.joined()
    let body = table.rows.map(line).joined()
    return "% \(table.title); \(table.subtitle)\n\\begin{tabular}{\(columns)}\n\\toprule\n" + line(table.header)
      + "\\midrule\n" + body + "\\bottomrule\n\\end{tabular}\n"
  }
}
