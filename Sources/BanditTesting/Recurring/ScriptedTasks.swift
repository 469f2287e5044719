import BanditComparators
import BanditGames
import BanditStreams

/// Tasks with given lengths and rewards: no chance at all.
public struct ScriptedTasks: RecurringEnvironment {
  private let lengths: [Int]
  private let rewards: @Sendable (_ task: Int, _ arm: Int, _ pull: Int) -> Bool
  public let means: [Double]
  private var task = 0
  private var pulls: [Int]
  private var roundsLeft = 0

  /// Writes the script.
  ///
  /// - Parameters:
  ///   - armCount: the number of arms.
  ///   - lengths: the number of rounds of each task; they start over when they end.
  ///   - rewards: whether a pull of an arm in a task, counted from 0 in it, is a success.
  /// - Precondition: at least one arm and one length, each of at least one round.
  public init(
    armCount: Int, lengths: [Int],
    rewards: @escaping @Sendable (_ task: Int, _ arm: Int, _ pull: Int) -> Bool
  ) {
    precondition(
      armCount >= 1 && !lengths.isEmpty && lengths.allSatisfy { $0 >= 1 }, "a script needs an arm, and tasks of a round"
    )
    self.lengths = lengths
    self.rewards = rewards
    means = Array(repeating: 0.5, count: armCount)
    pulls = Array(repeating: 0, count: armCount)
  }

  public var armCount: Int { means.count }

  public mutating func beginTask(_ task: Int, noise: inout RoundNoise) {
    self.task = task
    for arm in pulls.indices { pulls[arm] = 0 }
    roundsLeft = lengths[task % lengths.count]
  }

  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> TaskOutcome {
    let reward = rewards(task, arm, pulls[arm])
    pulls[arm] += 1
    roundsLeft -= 1
    return TaskOutcome(
      ArmOutcome(reward: reward ? 1 : 0, mean: means[arm], bestMean: means[arm]), endsTask: roundsLeft == 0)
  }
}
