/// Breaking of long lines between words.
enum TextWrap {
  /// The line in pieces of at most `width` characters, continued at its own indentation; words that are
  /// longer stay whole.
  static func wrap(_ line: String, width: Int) -> String {
    let indent = String(line.prefix { $0 == " " })
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ") {
      if !current.isEmpty && indent.count + current.count + 1 + word.count > width {
        lines.append(indent + current)
        current = ""
      }
      current += current.isEmpty ? String(word) : " \(word)"
    }
    if !current.isEmpty || lines.isEmpty { lines.append(current.isEmpty ? "" : indent + current) }
    return lines.joined(separator: "\n")
  }
}
