/// A text of a chart: plain, with parts that stand raised, such as exponents.
public struct ChartText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// A part of a text.
  public struct Part: Hashable, Sendable {
    /// The letters.
    public let text: String
    /// Whether they stand raised.
    public let isRaised: Bool
  }

  /// The parts, in order.
  public let parts: [Part]
  /// What TeX shows instead; `nil` for the same.
  public let latex: String?

  /// A plain text.
  ///
  /// - Parameter latex: what TeX shows instead, as TeX.
  public init(_ text: String, latex: String? = nil) {
    parts = text.isEmpty ? [] : [Part(text: text, isRaised: false)]
    self.latex = latex
  }

  /// A plain text.
  public init(stringLiteral text: String) { self.init(text) }

  /// A number times a power of ten, as on an axis: `2·10³`, or `10³` for a factor of "1".
  init(_ factor: String, timesTenTo exponent: Int) {
    let (sign, digits) = factor.hasPrefix("\u{2212}") ? ("\u{2212}", String(factor.dropFirst())) : ("", factor)
    let base = digits == "1" ? "\(sign)10" : "\(sign)\(digits)\u{B7}10"
    let power = exponent < 0 ? "\u{2212}\(-exponent)" : "\(exponent)"
    parts = [Part(text: base, isRaised: false), Part(text: power, isRaised: true)]
    let minus = sign.isEmpty ? "" : "-"
    latex = digits == "1" ? "$\(minus)10^{\(exponent)}$" : "$\(minus)\(digits)\\cdot10^{\(exponent)}$"
  }

  /// The text without its form; raised figures as the characters for them.
  public var plain: String {
    parts.map { part in
      part.isRaised ? String(String.UnicodeScalarView(part.text.unicodeScalars.map(ChartText.raised))) : part.text
    }.joined()
  }

  /// Whether there is nothing to show.
  public var isEmpty: Bool { parts.isEmpty }

  private static func raised(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x30: "\u{2070}"
    case 0x31: "\u{B9}"
    case 0x32...0x33: Unicode.Scalar(scalar.value - 0x32 + 0xB2)!
    case 0x34...0x39: Unicode.Scalar(scalar.value - 0x34 + 0x2074)!
    case 0x2212: "\u{207B}"
    default: scalar
    }
  }

  /// The width in one line.
  func width(size: Double) -> Double {
    parts.reduce(0) { $0 + FontWidths.width($1.text, size: size) }
  }

  /// The text in lines of at most some width, as far as it can be broken (after spaces, hyphens and the like); what does
  /// not fit into a number of lines ends in an ellipsis.
  func wrapped(to width: Double, lines most: Int, size: Double) -> [String] {
    let pieces = ChartText.pieces(of: plain)
    var lines: [String] = []
    for piece in pieces {
      if let last = lines.last, FontWidths.width((last + piece).trimmed, size: size) <= width {
        lines[lines.count - 1] += piece
      } else {
        lines.append(piece)
      }
    }
    lines = lines.map(\.trimmed).filter { !$0.isEmpty }
    var shown = Array(lines.prefix(most))
    if lines.count > most, let last = shown.last { shown[most - 1] = last + "\u{2026}" }
    return shown.map { ChartText.cut($0, to: width, size: size) }
  }

  /// A text that ends in an ellipsis if it is too long.
  private static func cut(_ text: String, to width: Double, size: Double) -> String {
    guard FontWidths.width(text, size: size) > width else { return text }
    var kept = text[...]
    if kept.last == "\u{2026}" { kept.removeLast() }
    while !kept.isEmpty, FontWidths.width(String(kept) + "\u{2026}", size: size) > width { kept.removeLast() }
    return String(kept) + "\u{2026}"
  }

  /// The pieces between which a line may end.
  private static func pieces(of text: String) -> [String] {
    var pieces = [""]
    for character in text {
      pieces[pieces.count - 1].append(character)
      if " -,;_/=".contains(character) { pieces.append("") }
    }
    return pieces.filter { !$0.isEmpty }
  }
}

extension String {
  /// Without spaces at either end.
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
