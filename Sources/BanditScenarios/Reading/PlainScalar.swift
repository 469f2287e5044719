/// What a scalar without quotes stands for: JSON's grammar, in YAML too.
enum PlainScalar {
  /// The value, or `nil` for a number beyond the range of `Double`.
  ///
  /// A number that is whole is a whole number however it is written (`1e4`, `2.0`).
  static func content(of text: String) -> LocatedValue.Content? {
    switch text {
    case "", "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    default: break
    }
    guard isNumber(text.utf8) else { return .text(text) }
    if let whole = Int(text) { return .whole(whole) }
    guard let number = Double(text), number.isFinite else { return nil }
    return Int(exactly: number).map { .whole($0) } ?? .number(number)
  }

  /// Whether a text is a number of JSON's grammar (RFC 8259, section 6).
  private static func isNumber(_ text: String.UTF8View) -> Bool {
    var rest = text[...]
    func digits() -> Int {
      let count = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.count
      rest = rest.dropFirst(count)
      return count
    }
    func skip(_ characters: String) -> Bool {
      guard let first = rest.first, characters.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = skip("-")
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
    if skip("."), digits() == 0 { return false }
    if skip("eE") {
      _ = skip("+-")
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }
}
