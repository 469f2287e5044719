import BanditCards

extension Parameter where Value == Int? {
  /// The parameter `window` of policies that look at the latest rounds or rewards: a whole number, or `auto`, which is
  /// `nil`.
  static func window(_ meaning: String, _ range: ClosedRange<Int>, unit: String, why: String) -> Parameter {
    Parameter(
      AnyParameter(
        "window", meaning, .either([.whole(range), .choice(["auto"])]), default: .value(.text("auto")), unit: unit,
        why: why),
      read: { $0?.asWhole }, write: { $0.map { .whole($0) } ?? .text("auto") })
  }
}
