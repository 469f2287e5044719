import BanditStreams

/// A law over instances of a K-armed bandit, as a scenario file describes it; each replication draws
/// its own instance.
public protocol BanditModel: Sendable {
  /// The instances.
  associatedtype Environment: BanditEnvironment

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What policies may know.
  var problem: BanditProblem { get }

  /// The rounds in which means change in every replication, in increasing order; not for policies.
  ///
  /// They and the rounds before them are checkpoints where the scenario names none.
  var changePoints: [Int] { get }

  /// Draws the instance of a replication; a model of fixed instances draws nothing.
  func instance(from stream: inout RandomStream) -> Environment
}

extension BanditModel {
  /// None.
  public var changePoints: [Int] { [] }
}
