import BanditStreams

/// A learner for Markov decision processes with average reward.
public protocol AverageRewardLearner: Sendable {
  /// The action to take in a state, in `0..<A`; steps count from 1.
  mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int

  /// Takes in what the action led to. The noise goes on where `selectAction` left it.
  mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise)

  /// How many episodes have begun: runs of steps under one policy.
  var episodes: Int { get }

  /// Whether a process lies in the confidence set of the present episode; `nil` for a learner without one.
  ///
  /// For audits: the answer does not reach the learner.
  func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool?
}

extension AverageRewardLearner {
  /// None.
  @inlinable
  public var episodes: Int { 0 }

  /// No confidence set.
  @inlinable
  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { nil }
}

/// A learner that a scenario file can name.
public protocol ConfigurableAverageRewardLearner: AverageRewardLearner {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the learner from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  init(settings: Settings, problem: AverageRewardProblem) throws(SettingProblem)
}

/// A learner that is told the truth of its instance: a yardstick.
public protocol OracleAverageRewardLearner: AverageRewardLearner {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the learner of one replication. Only called with settings and problems that passed `check`.
  init(settings: Settings, problem: AverageRewardProblem, truth: AverageRewardTruth)

  /// Checks the settings against the problem, before any work starts.
  static func check(settings: Settings, problem: AverageRewardProblem) throws(SettingProblem)
}

extension OracleAverageRewardLearner {
  /// Accepts everything.
  public static func check(settings: Settings, problem: AverageRewardProblem) throws(SettingProblem) {}
}
