/// What happened in one round, for somebody who follows a run round by round.
public struct PlayedRound: Hashable, Sendable {
  /// What the learner did: an index, several with spaces in between, or numbers; empty where it did nothing,
  /// `-` where what it did does not count.
  public let action: String
  /// What it got for it in this round; a loss counts as a negative reward. `nil` where there is no such number.
  public let reward: Double?
  /// The round as a log keeps it; `nil` for families without logs.
  public let logged: Logged?

  /// A round as a log keeps it.
  public struct Logged: Hashable, Sendable {
    /// What all rounds have in common.
    public let shape: LogShape
    /// The round.
    public let round: LoggedRound
  }

  /// Creates the record of a round.
  public init(action: String, reward: Double?, logged: Logged? = nil) {
    self.action = action
    self.reward = reward
    self.logged = logged
  }

  /// The record of a round of one index.
  public init(action: Int, reward: Double?, logged: Logged? = nil) {
    self.init(action: String(action), reward: reward, logged: logged)
  }

  /// The record of a round of several indices, or of numbers.
  public init(actions: some Sequence<some CustomStringConvertible>, reward: Double?) {
    self.init(action: actions.map(\.description).joined(separator: " "), reward: reward)
  }
}
