#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The exponential function of the C library, under a name that does not depend on the platform's module.
public enum Exponential {
  /// e to a power.
  @inlinable
  public static func natural(_ power: Double) -> Double { exp(power) }

  /// e to a power, less 1, without the loss of digits near 0.
  @inlinable
  public static func lessOne(_ power: Double) -> Double { expm1(power) }
}
