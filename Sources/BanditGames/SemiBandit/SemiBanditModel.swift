import BanditStreams

/// A law over instances of a semi-bandit with recovering arms, as a scenario file describes it; each replication draws
/// its own instance.
public protocol SemiBanditModel: Sendable {
  /// The instances.
  associatedtype Environment: SemiBanditEnvironment

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What policies may know.
  var problem: SemiBanditProblem { get }

  /// What cannot be said in numbers, for the manifest.
  var facts: [String] { get }

  /// Draws the instance of a replication; a model of fixed instances draws nothing.
  func instance(from stream: inout RandomStream) -> Environment
}

extension SemiBanditModel {
  /// None.
  public var facts: [String] { [] }
}
