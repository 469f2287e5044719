import BanditCards
import BanditComparators
import BanditGames

/// The environment `matching-nested` of scenario files.
public struct MatchingNestedModel: GivenMatchingModel {
  /// `g` of scenario files.
  public static let g = Parameter.whole(
    "g", "The number of groups.", 1...1000, default: 2, unit: "groups", why: "with m = 3 seven vertices")
  /// `m` of scenario files.
  public static let m = Parameter.whole(
    "m", "The vertices of each group.", 1...1000, default: 3, unit: "vertices", why: "with g = 2 seven vertices")
  /// `s` of scenario files.
  public static let s = MatchingSettings.copies

  public static let card = EnvironmentCard(
    id: "matching-nested", family: .matching,
    summary: "A batch for all 1 + g m vertices, then for each of g groups a star of m vertices.",
    dynamics: MatchingSettings.dynamics
      + """
       The first batch has edges to all vertices; then come, group by group, a batch for the group's m vertices and \
      one for each of them but the first. Vertex 0 is in no group, group j has the vertices 1 + j m, ..., (j + 1) m. \
      A batch has s arrivals.
      """,
    feedback: MatchingSettings.feedback,
    truth: MatchingSettings.truth,
    comparators: MatchingSettings.comparators + " Here matching-lp is 1 + g m in the end.",
    parameters: [g, m, s],
    example: ["g": 2, "m": 3, "s": 200],
    swift: "try MatchingNestedModel(g: 2, m: 3, s: 200, horizon: 1000)",
    facts: EnvironmentFacts(.given, isStationary: false, remembers: true, feedback: .bandit),
    notes:
      """
      The horizon is (1 + g m) s, or "arrivals". All rules that treat available neighbours alike earn the same; for g \
      = 2 and m = 3 their ratio to matching-lp goes to 0.6059 as s grows. The manifest has the exact values for up to \
      12 vertices.
      """,
    reference:
      """
      The public software on online matching with stochastic rewards whose authors report that instances of this kind \
      bound all algorithms by 0.597; the value here is this project's, by their recursion.
      """)

  public let matching: StochasticMatching
  public let horizon: Int
  public let facts: [String]

  /// The number of arrivals, (1 + g m) s.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try MatchingSettings.arrivals(1 + (try settings[g]) * (try settings[m]), copies: try settings[s], at: "s")
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(g: settings[Self.g], m: settings[Self.m], s: settings[Self.s], horizon: horizon)
  }

  /// Creates the model: `MatchingNestedModel(g: 2, m: 3, s: 200, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the horizon beyond
  ///   (1 + g m) s.
  public init(
    g: Int = Self.g.default, m: Int = Self.m.default, s: Int = Self.s.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.g.check(g)
    try Self.m.check(m)
    try Self.s.check(s)
    let count = 1 + g * m
    guard count <= MatchingSettings.largestVertexCount else {
      throw InvalidSettings(
        "m", "found \(count) vertices in all; accepted: at most \(MatchingSettings.largestVertexCount)")
    }
    _ = try MatchingSettings.arrivals(count, copies: s, at: "s")
    var neighborhoods = [Array(0..<count)]
    for group in 0..<g {
      let vertices = Array(1 + group * m...(group + 1) * m)
      neighborhoods.append(vertices)
      neighborhoods += vertices.dropFirst().map { [$0] }
    }
    let batches = MatchingBatches(neighborhoods: neighborhoods, vertexCount: count, copies: s)
    matching = try batches.matching(horizon: horizon)
    facts = batches.facts
    self.horizon = horizon
  }
}
