/// What holds of every instance of an environment, in words that a list can be filtered by.
public struct EnvironmentFacts: Hashable, Sendable {
  /// Where what a learner meets comes from.
  public enum Source: String, Sendable, CaseIterable {
    /// Drawn at random.
    case stochastic
    /// Chosen by an adversary, who may be random.
    case adversarial
    /// Given by the scenario or its files, without noise.
    case given
  }

  /// What a reward (loss, label, value) is known to be.
  public enum Rewards: String, Sendable, CaseIterable {
    /// In [0, 1].
    case unit
    /// In a bounded range other than [0, 1].
    case bounded
    /// Anything.
    case unbounded
    /// One of these, by the settings.
    case settings
  }

  /// What comes back.
  public enum Feedback: String, Sendable, CaseIterable {
    /// The reward of the action played.
    case bandit
    /// A number for each of the items chosen.
    case semiBandit = "semi-bandit"
    /// Everything about the round.
    case full
    /// As much as the settings grant.
    case settings
  }

  /// Where what a learner meets comes from.
  public let source: Source
  /// Whether the law is the same in every round; `nil` where the settings say.
  public let isStationary: Bool?
  /// Whether what a learner meets depends on what it did before.
  public let remembers: Bool
  /// What a reward is known to be.
  public let rewards: Rewards
  /// What comes back.
  public let feedback: Feedback

  /// States the facts.
  public init(
    _ source: Source, isStationary: Bool?, remembers: Bool = false, rewards: Rewards = .unit, feedback: Feedback
  ) {
    self.source = source
    self.isStationary = isStationary
    self.remembers = remembers
    self.rewards = rewards
    self.feedback = feedback
  }

  /// The words that a list can be filtered by.
  public var words: [String] {
    var words = [source.rawValue]
    switch isStationary {
    case true?: words.append("stationary")
    case false?: words.append("changing")
    case nil: words += ["stationary", "changing"]
    }
    if remembers { words.append("remembers") }
    words.append("rewards-\(rewards.rawValue)")
    words.append("feedback-\(feedback.rawValue)")
    return words
  }

  /// Every word there is.
  public static let allWords: [String] =
    Source.allCases.map(\.rawValue) + ["stationary", "changing", "remembers"]
    + Rewards.allCases.map { "rewards-\($0.rawValue)" } + Feedback.allCases.map { "feedback-\($0.rawValue)" }
}
