/// The characters of a scenario, with their places.
struct SourceText {
  /// The characters, without a byte order mark.
  private(set) var scalars: [Unicode.Scalar] = []
  private var lineStarts = [0]
  private let source: Int

  /// Private-use characters that `YAMLReader` needs for itself.
  static let standIns = (UInt32(0xF0000)...0xF0007).compactMap(Unicode.Scalar.init)

  /// Decodes UTF-8 and refuses what is not allowed in a text file.
  init(_ bytes: [UInt8], source: Int) throws(Mistake) {
    self.source = source
    if bytes.count > ScenarioSource.sizeLimit {
      throw Mistake(position: end, message: "larger than \(ScenarioSource.sizeLimit >> 20) MiB: not a scenario file")
    }
    scalars.reserveCapacity(bytes.count)
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    decoding: while true {
      switch decoder.decode(&rest) {
      case .scalarValue("\u{FEFF}") where scalars.isEmpty: break
      case .scalarValue(let scalar): try append(scalar)
      case .emptyInput: break decoding
      case .error: throw Mistake(position: end, message: "found bytes that are not UTF-8; accepted: UTF-8 text")
      }
    }
  }

  /// The character at a place, if there is one.
  func scalar(at position: SourcePosition) -> Unicode.Scalar? {
    index(of: position).map { scalars[$0] }
  }

  /// The index of the character at a place.
  func index(of position: SourcePosition) -> Int? {
    guard lineStarts.indices.contains(position.line - 1) else { return nil }
    let index = lineStarts[position.line - 1] + position.column - 1
    return scalars.indices.contains(index) ? index : nil
  }

  /// The place behind the last character.
  var end: SourcePosition {
    SourcePosition(
      source: source, line: lineStarts.count, column: scalars.count - lineStarts[lineStarts.count - 1] + 1)
  }

  private mutating func append(_ scalar: Unicode.Scalar) throws(Mistake) {
    guard SourceText.isAccepted(scalar) else {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
      throw Mistake(position: end, message: "found the character \(name), which is not allowed in a scenario file")
    }
    // A line feed after a carriage return belongs to the same line break.
    if scalar == "\n", scalars.last == "\r" { lineStarts.removeLast() }
    scalars.append(scalar)
    if SourceText.lineBreaks.contains(scalar) { lineStarts.append(scalars.count) }
  }

  /// YAML's line breaks: the parser counts lines by them.
  private static let lineBreaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

  /// YAML's printable characters, but for the stand-ins.
  private static func isAccepted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
      !standIns.contains(scalar)
    default:
      false
    }
  }
}
