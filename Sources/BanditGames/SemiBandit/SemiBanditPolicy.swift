import BanditStreams

/// A learner that pulls a set of arms in each period and sees the reward of each of them.
public protocol SemiBanditPolicy: Sendable {
  /// Adds the arms of a period to an empty selection; periods count from 1.
  mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise)

  /// Takes in the rewards of the arms just pulled, one for each in the order of `arms`.
  mutating func observe(rewards: [Double], of arms: [Int], at round: Int)
}

extension SemiBanditPolicy {
  /// Nothing is learned.
  public mutating func observe(rewards: [Double], of arms: [Int], at round: Int) {}
}

/// A policy that a scenario file can name.
public protocol ConfigurableSemiBanditPolicy: SemiBanditPolicy {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the policy from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  init(settings: Settings, problem: SemiBanditProblem) throws(SettingProblem)
}

/// A policy that is told the truth of its instance: a yardstick, not a learner.
public protocol OracleSemiBanditPolicy: SemiBanditPolicy {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the policy of one replication. Only called with settings and problems that passed `check`.
  init(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth)

  /// Checks the settings against the problem, before any work starts.
  static func check(settings: Settings, problem: SemiBanditProblem) throws(SettingProblem)
}

extension OracleSemiBanditPolicy {
  /// Accepts everything.
  public static func check(settings: Settings, problem: SemiBanditProblem) throws(SettingProblem) {}
}
