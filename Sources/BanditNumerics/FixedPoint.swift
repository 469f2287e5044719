/// Numbers to 12 decimals, as whole numbers of units of 1e-12: what was given in decimals is compared exactly, what was
/// computed is compared without its last digits.
package enum FixedPoint {
  /// The number in units.
  ///
  /// - Precondition: at most 1e6 in absolute value.
  package static func units(_ number: Double) -> Int { Int((number * 1e12).rounded()) }
}
