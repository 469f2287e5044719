import BanditStreams

/// A law over instances of an average-reward problem, as a scenario file describes it; each replication draws
/// its own instance.
public protocol AverageRewardModel<Environment>: Sendable {
  /// The instances.
  associatedtype Environment: AverageRewardEnvironment

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What learners may know.
  var problem: AverageRewardProblem { get }

  /// The steps in which the law changes in every replication, in increasing order; not for learners.
  var changePoints: [Int] { get }

  /// What the manifest says of the truth: optimal gain, span and diameter where they are the same in every
  /// replication.
  var facts: [String] { get }

  /// Draws the instance of a replication; a model of fixed instances draws nothing.
  func instance(from stream: inout RandomStream) -> Environment
}

extension AverageRewardModel {
  /// None.
  public var changePoints: [Int] { [] }

  /// None.
  public var facts: [String] { [] }
}
