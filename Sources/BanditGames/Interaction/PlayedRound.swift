/// What happened in one round, for somebody who follows a run round by round.
public struct PlayedRound: Hashable, Sendable {
  /// What the learner did: an index, several with spaces in between, or numbers; empty where it did nothing,
  /// `-` where what it did does not count.
  public let action: String
  /// What it got for it in this round; a loss counts as a negative reward. `nil` where there is no such number.
  public let reward: Double?

  /// Creates the record of a round.
  public init(action: String, reward: Double?) {
    self.action = action
    self.reward = reward
  }

  /// The record of a round of one index.
  public init(action: Int, reward: Double?) {
    self.init(action: String(action), reward: reward)
  }

  /// The record of a round of several indices, or of numbers.
  public init(actions: some Sequence<some CustomStringConvertible>, reward: Double?) {
    self.init(action: actions.map(\.description).joined(separator: " "), reward: reward)
  }
}
