import BanditGames
import BanditStreams

/// A K-armed bandit that pays from a table: no noise, so a policy's arms can be worked out by hand.
public struct ScriptedBandit: BanditEnvironment {
  /// The rewards of each arm in the order of its pulls; a list that ends starts over.
  public let rewards: [[Double]]

  /// The mean of each arm is that of its list.
  public let truth: BanditTruth

  private var pulls: [Int]

  /// Creates a bandit from the rewards of each arm.
  ///
  /// A list starts over when it ends: one number is a constant reward, two alternate.
  ///
  /// - Precondition: at least one arm; each has at least one reward.
  public init(rewards: [[Double]]) {
    precondition(
      !rewards.isEmpty && rewards.allSatisfy { !$0.isEmpty },
      "a bandit needs at least one arm, and an arm at least one reward")
    self.rewards = rewards
    // Dividing first keeps the mean of huge rewards finite.
    truth = BanditTruth(means: rewards.map { list in list.reduce(0) { $0 + $1 / Double(list.count) } })
    pulls = Array(repeating: 0, count: rewards.count)
  }

  /// Creates a bandit whose arms pay the same reward every time.
  public init(constants: [Double]) {
    self.init(rewards: constants.map { [$0] })
  }

  public var armCount: Int { rewards.count }

  /// Pays the next reward of an arm's list; draws nothing.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let list = rewards[arm]
    let reward = list[pulls[arm] % list.count]
    pulls[arm] += 1
    return ArmOutcome(reward: reward, mean: truth.means[arm], bestMean: truth.bestMean)
  }
}
