import BanditStreams

/// Channels as a scenario file describes them.
public protocol ChannelsModel: Sendable {
  /// The instances.
  associatedtype Environment: ChannelsEnvironment

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What learners may know.
  var problem: ChannelsProblem { get }

  /// What oracles may know: the same in every replication.
  var truth: ChannelsTruth { get }

  /// What cannot be said in numbers.
  var facts: [String] { get }

  /// The channels of a replication.
  func instance(from stream: inout RandomStream) -> Environment
}
