/// P-values for people.
enum PValueText {
  /// Below this the digits of a p-value mean nothing: no distribution is known so well.
  private static let smallest = 1e-16

  /// The value to three digits: `0.175`, `3.2e-5`, `< 1e-16`; `n/a` if it is missing.
  static func text(_ p: Double) -> String {
    guard p.isFinite else { return "n/a" }
    if p < smallest { return "< 1e-16" }
    if p < 0.001 { return NumberFormat.scientific(p) }
    return NumberFormat(count: p < 0.1 ? 4 : 3).trimmed(p)
  }

  /// As an equation: `p = 0.175`, `p < 1e-16`.
  static func equation(_ p: Double) -> String { p < smallest ? "p < 1e-16" : "p = \(text(p))" }
}
