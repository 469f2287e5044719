import BanditStreams

/// A learner that steers several channels.
public protocol ChannelsPolicy: Sendable {
  /// Sets the lever of every channel for a period; periods count from 1.
  ///
  /// - Parameter levers: one for each channel, as they were set last.
  mutating func setLevers(_ levers: inout [ChannelLever], at period: Int, noise: inout RoundNoise)

  /// Takes in what every channel reports of the period.
  mutating func observe(_ feedback: [ChannelFeedback], at period: Int)
}

/// A policy that a scenario file can name.
public protocol ConfigurableChannelsPolicy: ChannelsPolicy {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the policy from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the problem.
  init(settings: Settings, problem: ChannelsProblem) throws(SettingProblem)
}

/// A policy that is told the truth: a yardstick, not a learner.
public protocol OracleChannelsPolicy: ChannelsPolicy {
  /// What it is, and its parameters.
  static var card: AlgorithmCard { get }

  /// Creates the policy from validated settings; called once, before any work starts.
  ///
  /// - Throws: `SettingProblem` if it cannot be computed for these channels.
  init(settings: Settings, problem: ChannelsProblem, truth: ChannelsTruth) throws(SettingProblem)
}

/// A policy that prices budget and return by Lagrange multipliers.
public protocol MultiplierPolicy: ChannelsPolicy {
  /// The multiplier of the return, lambda.
  var returnMultiplier: Double { get }
  /// The multiplier of the budget, mu.
  var budgetMultiplier: Double { get }
}
