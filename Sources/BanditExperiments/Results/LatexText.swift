/// Text for LaTeX.
enum LatexText {
  /// A text in which nothing is a command; lines may be broken behind what joins words in labels and paths.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "<": "\\textless{}"
      case ">": "\\textgreater{}"
      case "|": "\\textbar{}"
      case "\"": "''"
      case "±": "$\\pm$"
      case "_": "\\_\\allowbreak{}"
      case "&", "%", "$", "#", "{", "}": "\\\(character)"
      default: "\(character)"
      }
    }.joined()
  }

  /// What a label of a reference may be: letters, digits, hyphens.
  static func reference(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "-")
      .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
  }

  /// The width of a text in points at the size `\\small` of a document in 10 points: Computer Modern's, than which most
  /// other faces are narrower.
  static func width(_ text: String, isBold: Bool = false) -> Double {
    (isBold ? 10.7 : 9.25) * text.reduce(0) { $0 + width($1) }
  }

  /// In the unit of the size.
  private static func width(_ character: Character) -> Double {
    switch character {
    case "i", "l", ".", ",", "'", ":", ";", "!", "|": 0.28
    case "f", "j", "r", "s", "t", " ", "-", "(", ")", "I": 0.4
    case "c", "e", "z": 0.45
    case "m", "w", "+", "±", "=", "<", ">", "%": 0.84
    case "M", "W": 1.03
    case _ where character.isUppercase: 0.79
    case _ where character.isASCII: character.isNumber ? 0.5 : 0.56
    default: 1
    }
  }
}
