/// A distribution was given parameters outside its domain.
public struct DistributionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The distribution and the parameter, for example `gamma: shape`.
  public let parameter: String
  /// What was found.
  public let found: String
  /// What is accepted.
  public let accepted: String

  /// What was wrong, in one line.
  public var description: String { "\(parameter) is \(found); accepted: \(accepted)" }

  static func check(
    _ holds: Bool, _ parameter: String, _ found: Double, accepted: String
  ) throws(DistributionError) {
    if !holds {
      throw DistributionError(parameter: parameter, found: "\(found)", accepted: accepted)
    }
  }
}
