/// A titled table of texts. Columns of names are set to the left, the others to the right.
struct TableSection {
  let title: String
  /// What the figures are.
  let subtitle: String
  let header: [String]
  let rows: [[String]]
  /// Lines below the table.
  let notes: [String]
  let nameColumns: Set<Int>

  /// Aligned columns under the titles.
  var plainText: String {
    let table = [header] + rows
    let columns = header.indices.map { column in
      TableSection.padded(table.map { $0[column] }, left: nameColumns.contains(column))
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
    let rule = header.indices.map { nameColumns.contains($0) ? ":---" : "---:" }
    let body = rows.map { line($0.map { TableSection.markdownText($0.trimmed) }) }.joined()
    let table = line(header.map { TableSection.markdownText($0.trimmed) }) + line(rule) + body
    let paragraphs = ["**\(TableSection.markdownText(title))**\n", TableSection.markdownText(subtitle) + "\n", table]
    return (paragraphs + notes.map { TableSection.markdownText($0) + "\n" }).joined(separator: "\n")
  }

  /// Texts filled up with spaces to the length of the longest.
  static func padded(_ texts: [String], left: Bool = false) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { text in
      let spaces = String(repeating: " ", count: width - text.count)
      return left ? text + spaces : spaces + text
    }
  }

  /// A text in which nothing is Markdown.
  static func markdownText(_ text: String) -> String {
    text.map { "\\`*_<>|".contains($0) ? "\\\($0)" : $0 == "\n" ? " " : String($0) }.joined()
  }
}

extension String {
  /// The text without spaces and line feeds at its ends.
  var trimmed: String {
    var text = self[...]
    while text.first == " " || text.first == "\n" { text.removeFirst() }
    while text.last == " " || text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
