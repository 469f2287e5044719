import BanditStreams

/// A learner for K-armed bandits.
public protocol BanditPolicy: Sendable {
  /// The arm to pull in a round, in `0..<K`; rounds count from 1.
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int

  /// Takes in the reward of the arm just pulled.
  mutating func observe(reward: Double, of arm: Int, at round: Int)
}

/// A policy that a scenario file can name.
public protocol ConfigurableBanditPolicy: BanditPolicy {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the policy from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  init(settings: Settings, problem: BanditProblem) throws(SettingProblem)
}

/// A policy that is told the truth of its instance: a yardstick, not a learner.
public protocol OracleBanditPolicy: BanditPolicy {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the policy of one replication. Only called with settings and problems that passed `check`.
  init(settings: Settings, problem: BanditProblem, truth: BanditTruth)

  /// Checks the settings against the problem, before any work starts.
  static func check(settings: Settings, problem: BanditProblem) throws(SettingProblem)
}

extension OracleBanditPolicy {
  /// Accepts everything.
  public static func check(settings: Settings, problem: BanditProblem) throws(SettingProblem) {}
}
