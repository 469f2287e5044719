/// A law from which numbers are drawn.
///
/// A distribution is a value and a generator is an argument. Initialisers validate and throw
/// `DistributionError`; drawing has no checks, because GSL with parameters outside its domain hangs,
/// aborts or returns plausible nonsense.
public protocol Distribution: Sendable {
  /// Draws one value.
  func sample(from noise: inout RandomStream) -> Double
  /// The expected value; `nil` where it does not exist or is not finite.
  var mean: Double? { get }
}
