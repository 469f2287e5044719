extension DefaultStringInterpolation {
  /// A number with its noun, which is in the plural unless the number is one: `\(counted: 1, "cell")` is `1 cell`.
  package mutating func appendInterpolation(counted count: Int, _ noun: String, _ plural: String? = nil) {
    appendInterpolation(count)
    appendLiteral(" ")
    appendLiteral(count == 1 ? noun : plural ?? noun + "s")
  }
}
