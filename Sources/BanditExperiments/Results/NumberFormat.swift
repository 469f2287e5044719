#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers for people, with a fixed number of decimals. Result files never use this.
struct NumberFormat {
  /// How many digits follow the point.
  let count: Int

  private static let most = 6

  init(count: Int) { self.count = min(max(count, 0), NumberFormat.most) }

  /// Enough decimals to show the errors to two digits; without errors, the largest of the numbers to
  /// four. Errors far below the largest one do not count: they belong to what is all but exact.
  static func resolving(_ errors: [Double], orElse numbers: [Double]) -> NumberFormat {
    let largest = magnitude(errors)
    if largest > 0 {
      let smallest = errors.filter { $0 >= largest / 1000 }.min() ?? largest
      return NumberFormat(count: 1 - exponent(smallest))
    }
    let number = magnitude(numbers)
    return NumberFormat(count: number > 0 ? 3 - exponent(number) : 1)
  }

  /// The number; `n/a` if it is missing.
  func text(_ number: Double) -> String {
    guard number.isFinite else { return "n/a" }
    let scaled = (abs(number) * pow(10, Double(count))).rounded()
    // Beyond 2^53 there are no decimals to speak of.
    guard scaled < 0x1p53 else { return number.description }
    if scaled == 0 && number != 0 && count == NumberFormat.most { return NumberFormat.scientific(number) }
    let digits = String(UInt64(scaled))
    let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
    let sign = number < 0 && scaled > 0 ? "-" : ""
    return sign + padded.dropLast(count) + (count > 0 ? "." + padded.suffix(count) : "")
  }

  /// The number without zeros at the end.
  func trimmed(_ number: Double) -> String {
    var text = text(number)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Two digits and a power of ten, for what no number of decimals would show.
  static func scientific(_ number: Double) -> String {
    let exponent = exponent(abs(number))
    return "\((number / pow(10, Double(exponent) - 1)).rounded() / 10)e\(exponent)"
  }

  private static func magnitude(_ numbers: [Double]) -> Double {
    numbers.filter(\.isFinite).map { abs($0) }.max() ?? 0
  }

  /// The power of ten of the first digit of a positive number.
  private static func exponent(_ number: Double) -> Int { Int(log10(number).rounded(.down)) }
}
