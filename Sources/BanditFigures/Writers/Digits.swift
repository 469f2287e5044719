import BanditNumerics

/// Numbers in files of figures: the same characters on every machine.
enum Digits {
  /// Rounded to two decimals, without zeros at the end.
  static func fixed(_ number: Double) -> String {
    let hundredths = (number * 100).rounded()
    guard hundredths.isFinite, abs(hundredths) < 1e15 else { return "0" }
    let whole = Int(hundredths)
    let (units, rest) = abs(whole).quotientAndRemainder(dividingBy: 100)
    let sign = whole < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(units)" }
    return rest % 10 == 0 ? "\(sign)\(units).\(rest / 10)" : "\(sign)\(units).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Rounded to six digits.
  static func significant(_ number: Double, count: Int = 6) -> Double {
    guard number != 0, number.isFinite else { return number }
    let power = count - 1 - AxisTicks.exponent(abs(number))
    let scaled = power >= 0 ? number * AxisTicks.tenTo(power) : number / AxisTicks.tenTo(-power)
    guard scaled.isFinite else { return number }
    let rounded = scaled.rounded()
    return power >= 0 ? rounded / AxisTicks.tenTo(power) : rounded * AxisTicks.tenTo(-power)
  }

  /// Four digits, for people.
  static func short(_ number: Double) -> String {
    guard number.isFinite else { return "missing" }
    let rounded = significant(number, count: 4)
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }
}
