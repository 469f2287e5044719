/// An interaction protocol: what a learner does each round and what it is told.
///
/// Each family declares itself beside its protocols (`Family.bandit` in `BanditGames/Bandit`), so that a new one adds
/// nothing here.
public struct Family: Hashable, Sendable {
  /// What the noise of an environment is addressed by.
  public enum NoiseAddress: Sendable {
    /// The action: the n-th pull of an arm, the n-th visit of a pair of state and action. The scenario's `coupling`
    /// chooses between that and the round.
    case action
    /// The round, whatever is played.
    case round
    /// The round and the action: pulls of an action are not alike, because something is shown before each.
    case roundAndAction
  }

  /// The name in cards and messages.
  public let id: String
  /// What goes out and what comes back, in one sentence.
  public let summary: String
  /// What the noise of its environments is addressed by.
  public let noise: NoiseAddress
  /// The notion that a scenario reports when it names none and its environment has no other.
  public let mainNotion: Notion
  /// Whether its notions have groups with a time of their own: the t-th round of a group is the t-th that counts for it.
  public let hasGroupTime: Bool

  /// Whether its learners raise alarms, which results list.
  public let raisesAlarms: Bool

  /// Raised with every change of what the same settings draw or compute in this family, so that older blocks are not
  /// taken for the present ones; those of other families are.
  public let numericVersion: Int

  /// Declares a family.
  public init(
    _ id: String, _ summary: String, noise: NoiseAddress, mainNotion: Notion, hasGroupTime: Bool = false,
    raisesAlarms: Bool = false, numericVersion: Int = 1
  ) {
    self.id = id
    self.summary = summary
    self.noise = noise
    self.mainNotion = mainNotion
    self.hasGroupTime = hasGroupTime
    self.raisesAlarms = raisesAlarms
    self.numericVersion = numericVersion
  }

  /// Families are told apart by their ids.
  public static func == (first: Family, second: Family) -> Bool { first.id == second.id }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
