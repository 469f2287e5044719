import BanditStreams

/// A learner that plays a policy in each episode and sees the losses along its trajectory.
public protocol EpisodicLearner: Sendable {
  /// The policy of the next episode: the probability of each state-action pair's action in its state, as counted by
  /// `LayeredProcess.pair`.
  var policy: [Double] { get }

  /// Takes in an episode played by the policy.
  mutating func observe(_ trajectory: EpisodeTrajectory)
}

/// A learner that a scenario file can name.
public protocol ConfigurableEpisodicLearner: EpisodicLearner {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Checks the settings against the problem, before any work starts.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  static func check(settings: Settings, problem: EpisodicProblem) throws(SettingProblem)

  /// Creates the learner of one replication, whose transitions it is told. Only called with settings and problems
  /// that passed `check`.
  init(settings: Settings, problem: EpisodicProblem, process: LayeredProcess)
}

extension ConfigurableEpisodicLearner {
  /// Accepts everything.
  public static func check(settings: Settings, problem: EpisodicProblem) throws(SettingProblem) {}
}
