/// The labels of a cell, as they appear in the result files.
public struct CellKey: Hashable, Sendable, Comparable {
  /// The point of the sweep: empty, or `path=value;path=value`.
  public let point: String
  /// The environment's label.
  public let environment: String
  /// The algorithm's label.
  public let algorithm: String

  /// Creates a key.
  public init(point: String, environment: String, algorithm: String) {
    self.point = point
    self.environment = environment
    self.algorithm = algorithm
  }

  /// The order of the result files: text by its bytes.
  public static func < (left: CellKey, right: CellKey) -> Bool {
    if left.point != right.point { return byteOrder(left.point, right.point) }
    if left.environment != right.environment {
      return byteOrder(left.environment, right.environment)
    }
    return byteOrder(left.algorithm, right.algorithm)
  }
}

/// Whether a text comes before another by their UTF-8 bytes, whatever Unicode says of equivalence.
func byteOrder(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
