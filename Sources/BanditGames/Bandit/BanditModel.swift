import BanditStreams

/// A law over instances of a K-armed bandit; each replication draws its own.
public protocol BanditInstances: Sendable {
  /// The instances.
  associatedtype Environment: BanditEnvironment

  /// What policies may know.
  var problem: BanditProblem { get }

  /// The rounds in which means change in every replication, in increasing order; not for policies.
  ///
  /// They and the rounds before them are checkpoints where the scenario names none.
  var changePoints: [Int] { get }

  /// What cannot be said in numbers, for the manifest.
  var facts: [String] { get }

  /// Draws the instance of a replication; a model of fixed instances draws nothing.
  func instance(from stream: inout RandomStream) -> Environment
}

extension BanditInstances {
  /// None.
  public var changePoints: [Int] { [] }

  /// None.
  public var facts: [String] { [] }
}

/// A law over instances of a K-armed bandit, as a scenario file describes it.
public protocol BanditModel: BanditInstances {
  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)
}
