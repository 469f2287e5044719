import BanditStreams

/// What a policy remembers of its arms: how often each was pulled and the mean of its rewards.
public struct ArmStatistics: Sendable {
  /// How often each arm was pulled.
  public private(set) var pulls: [Int]
  /// The mean reward of each arm; 0 for an arm that was never pulled.
  public private(set) var means: [Double]
  private var sums: [Double]
  private var unpulled = 0

  /// Nothing known of any arm.
  public init(armCount: Int) {
    pulls = Array(repeating: 0, count: armCount)
    means = Array(repeating: 0, count: armCount)
    sums = Array(repeating: 0, count: armCount)
  }

  /// What is known after these pulls, with these sums of rewards.
  public init(pulls: [Int], sums: [Double]) {
    self.pulls = pulls
    self.sums = sums
    means = zip(pulls, sums).map { $0 > 0 ? $1 / Double($0) : 0 }
  }

  public var armCount: Int { pulls.count }

  /// The lowest arm that was never pulled, if any. O(1) amortised over a run.
  public mutating func nextUnpulledArm() -> Int? {
    while unpulled < pulls.count && pulls[unpulled] > 0 { unpulled += 1 }
    return unpulled < pulls.count ? unpulled : nil
  }

  /// Updates the arm with a reward.
  public mutating func observe(_ reward: Double, of arm: Int) {
    pulls[arm] += 1
    sums[arm] += reward
    means[arm] = sums[arm] / Double(pulls[arm])
  }
}
