/// A titled table of texts. The second column holds names and is set to the left, the others to the
/// right.
struct TableSection {
  let title: String
  /// What the figures are.
  let subtitle: String
  let header: [String]
  let rows: [[String]]
  /// Lines below the table.
  let notes: [String]

  private static let nameColumn = 1

  /// Aligned columns under the titles.
  var plainText: String {
    let table = [header] + rows
    let columns = header.indices.map { column in
      TableSection.padded(table.map { $0[column] }, left: column == TableSection.nameColumn)
    }
    let lines = table.indices.map { row in
      var line = columns.map { $0[row] }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    let width = columns.map { $0[0].count + 2 }.reduce(-2, +)
    let body = [lines[0], String(repeating: "─", count: width)] + lines.dropFirst()
    let blocks = [[title, subtitle], body.map { "  \($0)" }, notes.map { "  \($0)" }]
    return blocks.filter { !$0.isEmpty }.map { $0.map { "\($0)\n" }.joined() }.joined(separator: "\n")
  }

  /// A table of GitHub's Markdown, after its titles.
  var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let rule = header.indices.map { $0 == TableSection.nameColumn ? ":---" : "---:" }
    let table = line(header) + line(rule) + rows.map { line($0.map(TableSection.markdownText)) }.joined()
    let paragraphs = ["**\(TableSection.markdownText(title))**\n", TableSection.markdownText(subtitle) + "\n", table]
    return (paragraphs + notes.map { TableSection.markdownText($0) + "\n" }).joined(separator: "\n")
  }

  /// A `table` environment with booktabs rules.
  var latex: String {
    func line(_ cells: [String]) -> String {
      "    " + cells.map(TableSection.latexText).joined(separator: " & ") + " \\\\\n"
    }
    let alignment = header.indices.map { $0 == TableSection.nameColumn ? "l" : "r" }.joined()
    let caption = ([title, subtitle] + notes).map { TableSection.latexText($0) + "." }.joined(separator: " ")
    return "\\begin{table}\n  \\caption{\(caption)}\n  \\begin{tabular}{\(alignment)}\n    \\toprule\n"
      + line(header) + "    \\midrule\n" + rows.map(line).joined()
      + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n"
  }

  /// Texts filled up with spaces to the length of the longest.
  static func padded(_ texts: [String], left: Bool = false) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { text in
      let spaces = String(repeating: " ", count: width - text.count)
      return left ? text + spaces : spaces + text
    }
  }

  private static func markdownText(_ text: String) -> String {
    replacing(text) { "\\`*_<>|".contains($0) ? "\\\($0)" : $0 == "\n" ? " " : nil }
  }

  private static func latexText(_ text: String) -> String {
    replacing(text) { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "±": "$\\pm$"
      case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
      default: nil
      }
    }
  }

  private static func replacing(_ text: String, _ replacement: (Character) -> String?) -> String {
    text.map { replacement($0) ?? String($0) }.joined()
  }
}
