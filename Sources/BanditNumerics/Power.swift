#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The power function of the C library, under a name that does not depend on the platform's module.
public enum Power {
  /// A base to an exponent.
  @inlinable
  public static func of(_ base: Double, to exponent: Double) -> Double { pow(base, exponent) }
}
