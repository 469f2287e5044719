import BanditCards
import BanditComparators
import BanditGames

/// The environment `matching-star` of scenario files.
public struct MatchingStarModel: GivenMatchingModel {
  /// `r` of scenario files.
  public static let r = Parameter.whole(
    "r", "The number of offline vertices.", 1...1000, default: 3, unit: "vertices", why: "the smallest that is hard")
  /// `s` of scenario files.
  public static let s = MatchingSettings.copies

  public static let card = EnvironmentCard(
    id: "matching-star", family: .matching,
    summary: "One batch leads to all r vertices; then each vertex but the first has a batch of its own.",
    dynamics: MatchingSettings.dynamics
      + " Batch 0 has edges to all vertices, batch i = 1, ..., r - 1 to vertex i alone; each has s arrivals.",
    feedback: MatchingSettings.feedback,
    truth: MatchingSettings.truth,
    comparators: MatchingSettings.comparators + " Here matching-lp is r in the end.",
    parameters: [r, s],
    example: ["r": 3, "s": 500],
    swift: "try MatchingStarModel(r: 3, s: 500, horizon: 1000)",
    facts: EnvironmentFacts(.given, isStationary: false, remembers: true, feedback: .bandit),
    notes:
      """
      The horizon is r s, or "arrivals". All rules that treat available neighbours alike earn the same; for r = 3 \
      their ratio to matching-lp goes to 0.6098 as s grows. The manifest has the exact values.
      """,
    reference: "An instance of the public software on online matching with stochastic rewards; see matching-nested.")

  public let matching: StochasticMatching
  public let horizon: Int
  public let facts: [String]

  /// The number of arrivals, r s.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try MatchingSettings.arrivals(try settings[r], copies: try settings[s], at: "s")
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(r: settings[Self.r], s: settings[Self.s], horizon: horizon)
  }

  /// Creates the model: `MatchingStarModel(r: 3, s: 500, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the horizon beyond r s.
  public init(r: Int = Self.r.default, s: Int = Self.s.default, horizon: Int) throws(InvalidSettings) {
    try Self.r.check(r)
    try Self.s.check(s)
    _ = try MatchingSettings.arrivals(r, copies: s, at: "s")
    let batches = MatchingBatches(
      neighborhoods: [Array(0..<r)] + (1..<r).map { [$0] }, vertexCount: r, copies: s)
    matching = try batches.matching(horizon: horizon)
    facts = batches.facts
    self.horizon = horizon
  }
}
