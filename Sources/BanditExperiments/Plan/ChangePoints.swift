/// The rounds in which an environment changes in every replication, at one point of a sweep.
public struct ChangePoints: Hashable, Sendable {
  /// The label of the sweep's point.
  public let point: String
  /// The label of the environment.
  public let environment: String
  /// The rounds, in increasing order.
  public let rounds: [Int]

  /// Creates the remark; `nil` where nothing changes.
  public init?(point: String, environment: String, rounds: [Int]) {
    guard !rounds.isEmpty else { return nil }
    self.point = point
    self.environment = environment
    self.rounds = rounds
  }
}
