import BanditCards

/// A notion of regret that is missing in every replication of an environment, at one point of a sweep.
public struct MissingNotion: Hashable, Sendable {
  /// The label of the sweep's point.
  public let point: String
  /// The label of the environment.
  public let environment: String
  /// The notion.
  public let notion: Notion
  /// Why it is missing.
  public let reason: String

  /// Creates the remark.
  public init(point: String, environment: String, notion: Notion, reason: String) {
    self.point = point
    self.environment = environment
    self.notion = notion
    self.reason = reason
  }

  /// The notions, among some, that a model says are missing.
  package static func among(
    _ notions: [Notion], point: String, environment: String, absence: (Notion) -> String?
  ) -> [MissingNotion] {
    notions.compactMap { notion in
      absence(notion).map { MissingNotion(point: point, environment: environment, notion: notion, reason: $0) }
    }
  }

  /// The notion of an environment where none was asked for: its main one, or, where that is missing, the first of its
  /// family that is not.
  package static func standard(_ main: Notion, of family: [Notion], absence: (Notion) -> String?) -> Notion {
    absence(main) == nil ? main : family.first { absence($0) == nil } ?? main
  }
}
