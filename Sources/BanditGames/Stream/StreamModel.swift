import BanditStreams

/// A law over streams of symbols, as a scenario file describes it.
public protocol StreamModel: Sendable {
  /// The instances.
  associatedtype Stream: SymbolStream

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What learners may know.
  var problem: StreamProblem { get }

  /// The rounds in which the law changes in every replication, in increasing order; not for learners.
  var changePoints: [Int] { get }

  /// Draws the instance of a replication; a model of fixed instances draws nothing.
  func instance(from stream: inout RandomStream) -> Stream
}
