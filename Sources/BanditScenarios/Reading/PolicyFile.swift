import BanditCards
import BanditGames

/// A policy in a file of its own, JSON or YAML, for off-policy evaluation: what the parameter `policy` of `fixed-policy`
/// accepts.
public struct PolicyFile {
  /// The policy.
  public let policy: ArmPolicy
  private let source: ScenarioSource
  private let tree: LocatedValue

  /// Reads a policy.
  ///
  /// - Throws: `ScenarioError`; of a file with mistakes, all of them.
  public init(_ source: ScenarioSource) throws(ScenarioError) {
    var log = IssueLog(sources: [source.name])
    guard let tree = YAMLReader.read(try source.read(), source: 0, log: &log) else { throw log.error }
    var reader = SettingsReader(data: nil, log: log)
    guard let setting = reader.setting(of: tree, kind: ArmPolicy.kind, path: "") else { throw reader.log.error }
    self.source = source
    self.tree = tree
    do throws(InvalidSettings) {
      policy = try ArmPolicy(setting)
    } catch {
      throw PolicyFile.error(error, source, tree)
    }
  }

  /// Refuses a policy that does not fit a log, with the place in the file.
  ///
  /// - Throws: `ScenarioError`.
  public func check(for log: LoggedRounds) throws(ScenarioError) {
    do throws(InvalidSettings) {
      try policy.check(in: log.problem, isLog: true)
    } catch {
      throw PolicyFile.error(error, source, tree)
    }
  }

  private static func error(
    _ problem: InvalidSettings, _ source: ScenarioSource, _ tree: LocatedValue
  ) -> ScenarioError {
    var log = IssueLog(sources: [source.name])
    log.report(ScenarioPath.position(of: problem.path, below: tree), problem.path, problem.message)
    return log.error
  }
}
