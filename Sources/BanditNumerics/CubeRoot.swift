#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The cube root of the C library, under a name that does not depend on the platform's module.
public enum CubeRoot {
  /// The number whose cube this is; of its sign.
  public static func of(_ number: Double) -> Double { cbrt(number) }
}
