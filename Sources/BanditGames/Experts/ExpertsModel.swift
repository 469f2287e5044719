import BanditStreams

/// A law over sources of losses, as a scenario file describes it; each replication draws its own instance.
public protocol ExpertsModel: Sendable {
  /// The instances.
  associatedtype Environment: ExpertsEnvironment

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What policies may know.
  var problem: ExpertsProblem { get }

  /// The rounds in which the law of the losses changes in every replication, in increasing order; not for policies.
  var changePoints: [Int] { get }

  /// How many rounds the data of some settings have, for the horizon `"rows"`; `nil` where there are no data.
  static var rowCount: (@Sendable (_ settings: Settings) throws(SettingProblem) -> Int)? { get }

  /// Draws the instance of a replication; a model of fixed instances draws nothing.
  func instance(from stream: inout RandomStream) -> Environment
}

extension ExpertsModel {
  /// None.
  public var changePoints: [Int] { [] }

  /// No data.
  public static var rowCount: (@Sendable (_ settings: Settings) throws(SettingProblem) -> Int)? { nil }
}
