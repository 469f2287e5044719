/// What is true of an instance of a K-armed bandit, for ledgers and oracles.
public struct BanditTruth: Hashable, Sendable {
  /// The mean reward of each arm.
  public let means: [Double]

  /// The constant of Lai and Robbins' lower bound, sum over suboptimal arms of gap / KL(arm, best):
  /// the expected regret of a consistent algorithm grows at least as this times ln t. `nil` where the
  /// law of the rewards has no such constant.
  public let laiRobbins: Double?

  /// Creates the truth of an instance.
  public init(means: [Double], laiRobbins: Double? = nil) {
    self.means = means
    self.laiRobbins = laiRobbins
  }

  /// The highest mean.
  public var bestMean: Double { means.max()! }

  /// The lowest index among the arms with the highest mean.
  public var bestArm: Int { means.firstIndex(of: bestMean)! }
}
