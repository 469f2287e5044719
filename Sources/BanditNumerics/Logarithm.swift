#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The logarithms of the C library, under a name that does not depend on the platform's module.
public enum Logarithm {
  /// The natural logarithm.
  @inlinable
  public static func natural(_ number: Double) -> Double { log(number) }

  /// The natural logarithm of 1 plus a number, exact for small numbers.
  @inlinable
  public static func onePlus(_ number: Double) -> Double { log1p(number) }
}
