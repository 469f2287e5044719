import BanditStreams

/// A law over episodic processes, as a scenario file describes it; each replication draws its own.
public protocol EpisodicModel: Sendable {
  /// The instances.
  associatedtype Environment: EpisodicEnvironment

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What learners may know before a replication.
  var problem: EpisodicProblem { get }

  /// The first episodes with new losses in every replication, in increasing order; not for learners.
  var changePoints: [Int] { get }

  /// Draws the instance of a replication.
  func instance(from stream: inout RandomStream) -> Environment
}
