#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The names of swift-numerics (`.exp(x)`, `.log(x)`), over the C library of the platform: a formula then reads as in its
// paper and does not depend on which module the platform keeps its C library in. swift-numerics itself is not used,
// because its C target has to be built for nine functions.

extension Double {
  /// e to a power.
  @inlinable
  public static func exp(_ power: Double) -> Double { libraryExp(power) }

  /// e to a power, less 1, without the loss of digits near 0.
  @inlinable
  public static func expMinusOne(_ power: Double) -> Double { libraryExpm1(power) }

  /// The natural logarithm.
  @inlinable
  public static func log(_ number: Double) -> Double { libraryLog(number) }

  /// The natural logarithm of 1 plus a number, exact for small numbers.
  @inlinable
  public static func log(onePlus number: Double) -> Double { libraryLog1p(number) }

  /// A base to an exponent.
  @inlinable
  public static func pow(_ base: Double, _ exponent: Double) -> Double { libraryPow(base, exponent) }

  /// The number whose cube this is; of its sign.
  @inlinable
  public static func cbrt(_ number: Double) -> Double { libraryCbrt(number) }

  /// The cosine of an angle in radians.
  @inlinable
  public static func cos(_ angle: Double) -> Double { libraryCos(angle) }

  /// The sine of an angle in radians.
  @inlinable
  public static func sin(_ angle: Double) -> Double { librarySin(angle) }

  /// The hyperbolic tangent.
  @inlinable
  public static func tanh(_ number: Double) -> Double { libraryTanh(number) }
}

// Inside the extension the names of the C library would mean the members themselves.

@inlinable
func libraryExp(_ power: Double) -> Double { exp(power) }

@inlinable
func libraryExpm1(_ power: Double) -> Double { expm1(power) }

@inlinable
func libraryLog(_ number: Double) -> Double { log(number) }

@inlinable
func libraryLog1p(_ number: Double) -> Double { log1p(number) }

@inlinable
func libraryPow(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

@inlinable
func libraryCbrt(_ number: Double) -> Double { cbrt(number) }

@inlinable
func libraryCos(_ angle: Double) -> Double { cos(angle) }

@inlinable
func librarySin(_ angle: Double) -> Double { sin(angle) }

@inlinable
func libraryTanh(_ number: Double) -> Double { tanh(number) }
