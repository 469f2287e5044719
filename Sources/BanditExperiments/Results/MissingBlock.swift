/// Tables were asked for before every block was there.
public struct MissingBlock: Error, Hashable, Sendable, CustomStringConvertible {
  /// The cell.
  public let key: CellKey
  /// The replications that are missing.
  public let replications: Range<Int>

  package init(key: CellKey, replications: Range<Int>) {
    self.key = key
    self.replications = replications
  }

  /// What is missing, in one line.
  public var description: String { "\(place) are missing" }

  /// Which replications of what.
  package var place: String {
    let point = key.point.isEmpty ? "" : " at \(key.point)"
    return "replications \(replications.lowerBound) to \(replications.upperBound - 1) of \(key.algorithm) "
      + "on \(key.environment)\(point)"
  }
}
