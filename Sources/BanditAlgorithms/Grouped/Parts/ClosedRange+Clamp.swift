extension ClosedRange<Double> {
  /// A number moved into the range.
  func clamp(_ number: Double) -> Double { Swift.min(Swift.max(number, lowerBound), upperBound) }
}
