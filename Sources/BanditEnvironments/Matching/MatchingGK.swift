import BanditCards
import BanditComparators
import BanditGames

/// The environment `matching-gk` of scenario files: the upper-triangular instance.
public struct MatchingGKModel: GivenMatchingModel {
  /// `k` of scenario files.
  public static let k = Parameter.whole(
    "k", "The number of offline vertices and of batches.", 1...1000, default: 3, unit: "vertices",
    why: "where the best possible ratio is lowest")
  /// `s` of scenario files.
  public static let s = MatchingSettings.copies

  public static let card = EnvironmentCard(
    id: "matching-gk", family: .matching,
    summary: "The upper-triangular graph: batch i of k leads to the vertices i, ..., k, so that options run out.",
    dynamics: MatchingSettings.dynamics
      + " Batch i (from 0) has s arrivals, each with edges to the vertices i, ..., k - 1.",
    feedback: MatchingSettings.feedback,
    truth: MatchingSettings.truth,
    comparators: MatchingSettings.comparators + " Here matching-lp is k in the end.",
    parameters: [k, s],
    example: ["k": 3, "s": 500],
    swift: "try MatchingGKModel(k: 3, s: 500, horizon: 1000)",
    facts: EnvironmentFacts(.given, isStationary: false, remembers: true, feedback: .bandit),
    notes:
      """
      The horizon is k s, or "arrivals". With random ties stochastic-balance is the best of all algorithms here; \
      ranking and matching-random earn the same. As s grows its ratio to matching-lp goes to 0.632 for k = 1, 0.623 \
      for 2 and 0.62092 for 3, the least: no algorithm has a better ratio on all graphs. The manifest has the exact \
      values. Ties to the lowest index change them.
      """,
    reference: "A. Mehta and D. Panigrahi, Online matching with stochastic rewards, FOCS 2012, section 5.")

  public let matching: StochasticMatching
  public let horizon: Int
  public let facts: [String]

  /// The number of arrivals, k s.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try MatchingSettings.arrivals(try settings[k], copies: try settings[s], at: "s")
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(k: settings[Self.k], s: settings[Self.s], horizon: horizon)
  }

  /// Creates the model: `MatchingGKModel(k: 3, s: 500, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the horizon beyond k s.
  public init(k: Int = Self.k.default, s: Int = Self.s.default, horizon: Int) throws(InvalidSettings) {
    try Self.k.check(k)
    try Self.s.check(s)
    _ = try MatchingSettings.arrivals(k, copies: s, at: "s")
    let batches = MatchingBatches(neighborhoods: (0..<k).map { Array($0..<k) }, vertexCount: k, copies: s)
    matching = try batches.matching(horizon: horizon)
    facts = batches.facts
    self.horizon = horizon
  }
}
