#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The natural logarithm, from the C library of the platform.
@inline(__always)
func logarithm(_ number: Double) -> Double { log(number) }

/// e to a power, from the C library of the platform.
@inline(__always)
func exponential(_ power: Double) -> Double { exp(power) }
