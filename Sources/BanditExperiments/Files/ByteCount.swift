/// A number of bytes for people, in units of 1000: `3.1 MB`.
public struct ByteCount: Hashable, Sendable, CustomStringConvertible {
  /// The bytes.
  public let bytes: Double

  /// States a number of bytes.
  public init(_ bytes: Double) { self.bytes = bytes }

  /// With one digit after the point.
  public var description: String {
    for (limit, unit) in [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")] where bytes >= limit {
      return "\((bytes / limit * 10).rounded() / 10) \(unit)"
    }
    return "\(Int(bytes)) bytes"
  }
}
