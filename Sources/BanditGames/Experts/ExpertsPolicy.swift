import BanditStreams

/// A learner that chooses an action and then may see losses of this round, also of other actions.
public protocol ExpertsPolicy: Sendable {
  /// The action of a round, in `0..<K`; rounds count from 1.
  mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int

  /// Asks for the losses of the round just played that it wants to see, and takes them in.
  ///
  /// A policy never asks for more than the feedback of its problem grants; if it does, the replication fails, and what
  /// the policy does afterwards does not count.
  mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int)

  /// The notion of regret that its metric `bound`, if it reports one, speaks of.
  static var boundedNotion: Notion { get }
}

extension ExpertsPolicy {
  /// `external`.
  public static var boundedNotion: Notion { .external }
}

/// A policy that a scenario file can name.
public protocol ConfigurableExpertsPolicy: ExpertsPolicy {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the policy from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  init(settings: Settings, problem: ExpertsProblem) throws(SettingProblem)
}
