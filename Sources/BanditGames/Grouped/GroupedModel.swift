import BanditStreams

/// Grouped data, as a scenario file describes them.
public protocol GroupedModel: Sendable {
  /// The instances.
  associatedtype Environment: GroupedEnvironment

  /// What it is, and its parameters.
  static var card: EnvironmentCard { get }

  /// How many rows the data of validated settings have: the horizon of a scenario that says `"rows"`.
  ///
  /// - Throws: `SettingProblem` if the data cannot be read.
  static func rowCount(settings: Settings) throws(SettingProblem) -> Int

  /// Creates the model from validated settings.
  ///
  /// - Throws: `SettingProblem` if the settings do not go together or do not fit the data.
  init(settings: Settings, horizon: Int) throws(SettingProblem)

  /// What learners may know.
  var problem: GroupedProblem { get }

  /// The report groups: their names, and for each the least number of its rows among the first `horizon`
  /// rounds of any replication.
  var reportGroups: [(name: String, rounds: Int)] { get }

  /// How many replications there are data for; `nil` for any number.
  var replications: Int? { get }

  /// What cannot be said in numbers, for the manifest.
  var facts: [String] { get }

  /// The instance of a replication; data draw nothing from the stream.
  func instance(of replication: Int, from stream: inout RandomStream) -> Environment
}
