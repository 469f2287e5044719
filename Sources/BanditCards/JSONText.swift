/// The JSON text of a setting: the same text for the same setting, always.
///
/// Objects keep their order, numbers have the fewest digits that read back exactly. A number that is
/// not finite stands for missing and becomes `null`.
public enum JSONText {
  /// On one line, without spaces.
  public static func compact(_ setting: Setting) -> String {
    var text = ""
    append(setting, to: &text, indentation: nil)
    return text
  }

  /// Indented by two spaces; lists of plain values are on one line. No line feed at the end.
  public static func pretty(_ setting: Setting) -> String {
    var text = ""
    append(setting, to: &text, indentation: 0)
    return text
  }

  /// On one line, with a space after each colon and comma, as people write it.
  public static func line(_ setting: Setting) -> String {
    switch setting {
    case .list(let elements): "[\(elements.map(line).joined(separator: ", "))]"
    case .object(let settings):
      "{" + settings.entries.map { "\(quoted($0.name)): \(line($0.value))" }.joined(separator: ", ") + "}"
    case .number, .whole, .flag, .text, .file: compact(setting)
    }
  }

  /// As `compact`, cut where it would fill a message.
  package static func brief(_ setting: Setting) -> String {
    let text = compact(setting)
    return text.count <= 80 ? text : text.prefix(77) + "..."
  }

  /// A text as a JSON string, with its quotes.
  public static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// - Parameter indentation: the depth of the line that the value begins on; `nil` for compact text.
  private static func append(_ setting: Setting, to text: inout String, indentation: Int?) {
    switch setting {
    case .number(let number): text += number.isFinite ? number.description : "null"
    case .whole(let whole): text += whole.description
    case .flag(let flag): text += flag ? "true" : "false"
    case .text(let string): text += quoted(string)
    case .file(let file): text += quoted(file.name)
    case .list(let elements):
      let isPlain = elements.allSatisfy { !$0.isCompound }
      appendEach(elements, in: ("[", "]"), to: &text, indentation: indentation, onOneLine: isPlain) {
        append($0, to: &$1, indentation: $2)
      }
    case .object(let settings):
      appendEach(settings.entries, in: ("{", "}"), to: &text, indentation: indentation) {
        $1 += quoted($0.name) + ($2 == nil ? ":" : ": ")
        append($0.value, to: &$1, indentation: $2)
      }
    }
  }

  private static func appendEach<Element>(
    _ elements: [Element], in brackets: (String, String), to text: inout String, indentation: Int?,
    onOneLine: Bool = false, element: (Element, inout String, Int?) -> Void
  ) {
    let inner = indentation.map { $0 + 1 }
    func newLine(_ depth: Int?) -> String {
      guard let depth, !onOneLine, !elements.isEmpty else { return "" }
      return "\n" + String(repeating: "  ", count: depth)
    }
    text += brackets.0
    for (index, value) in elements.enumerated() {
      if index > 0 { text += indentation != nil && onOneLine ? ", " : "," }
      text += newLine(inner)
      element(value, &text, inner)
    }
    text += newLine(indentation) + brackets.1
  }
}

extension Setting {
  /// Whether this is a list or an object.
  fileprivate var isCompound: Bool {
    switch self {
    case .list, .object: true
    default: false
    }
  }
}
