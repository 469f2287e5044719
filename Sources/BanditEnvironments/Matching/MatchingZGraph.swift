import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics

/// The environment `matching-zgraph` of scenario files: the expanded z-graph.
public struct MatchingZGraphModel: GivenMatchingModel {
  /// `n` of scenario files.
  public static let n = Parameter.whole(
    "n", "The vertices of the second side, U2.", 1...1000, default: 50, unit: "vertices",
    why: "0.0015 from the limit of large ones")
  /// `a` of scenario files.
  public static let a = Parameter.number(
    "a", "The vertices of U1 per vertex of U2; a n is rounded to a whole number, 1 or more.",
    NumberRange(lower: .excluded(0), upper: .included(10)), default: 0.42, unit: "ratio",
    why: "where stochastic-balance is worst")
  /// `s` of scenario files.
  public static let s = MatchingSettings.copies

  public static let card = EnvironmentCard(
    id: "matching-zgraph", family: .matching,
    summary: "The expanded z-graph, on which stochastic balance wastes on U2 what only U1 could give.",
    dynamics: MatchingSettings.dynamics
      + """
       Vertices 0, ..., a n - 1 are U1, the next n are U2. First comes a batch for each vertex of U1, with edges to it \
      and to all of U2; then one for each vertex of U2 alone. A batch has s arrivals.
      """,
    feedback: MatchingSettings.feedback,
    truth: MatchingSettings.truth,
    comparators: MatchingSettings.comparators + " Here matching-lp is (1 + a) n in the end.",
    parameters: [n, a, s],
    example: ["n": 20, "a": 0.4, "s": 50],
    swift: "try MatchingZGraphModel(n: 20, a: 0.4, s: 50, horizon: 1000)",
    facts: EnvironmentFacts(.given, isStationary: false, remembers: true, feedback: .bandit),
    notes:
      """
      The horizon is (1 + a) n s, or "arrivals". The ratio of stochastic-balance to matching-lp goes to 0.588 as n and \
      s grow, for a = 0.42. The manifest has what the recursion in mean values says for these sizes; successes scatter \
      around their means, which adds about 0.003 for n = 50.
      """,
    reference: "A. Mehta and D. Panigrahi, Online matching with stochastic rewards, FOCS 2012, section 3.1.")

  public let matching: StochasticMatching
  public let horizon: Int
  public let facts: [String]

  /// The number of arrivals, (1 + a) n s.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    let n = try settings[n]
    return try MatchingSettings.arrivals(n + firstCount(n, try settings[a]), copies: try settings[s], at: "s")
  }

  private static func firstCount(_ n: Int, _ a: Double) -> Int { max(1, Int((a * Double(n)).rounded())) }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(n: settings[Self.n], a: settings[Self.a], s: settings[Self.s], horizon: horizon)
  }

  /// Creates the model: `MatchingZGraphModel(n: 20, a: 0.4, s: 50, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the horizon beyond the
  ///   number of arrivals.
  public init(
    n: Int = Self.n.default, a: Double = Self.a.default, s: Int = Self.s.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.n.check(n)
    try Self.a.check(a)
    try Self.s.check(s)
    let first = Self.firstCount(n, a)
    _ = try MatchingSettings.arrivals(n + first, copies: s, at: "s")
    let second = Array(first..<first + n)
    let batches = MatchingBatches(
      neighborhoods: (0..<first).map { [$0] + second } + second.map { [$0] }, vertexCount: first + n, copies: s)
    matching = try batches.matching(horizon: horizon)
    facts = [
      """
      the ratio of stochastic-balance to matching-lp by the recursion in mean values, exact as n and s grow: \
      \(Self.balanceRatio(firstCount: first, secondCount: n)) for these sizes
      """
    ]
    self.horizon = horizon
  }

  /// The ratio of stochastic balance to matching-lp as probabilities vanish, by the recursion in mean values of Mehta
  /// and Panigrahi, equations (3) and (4), which is exact as the sides grow: in the batch of a vertex of U1 the r
  /// vertices of U2 left have the load L, and balance tries them, too, once that vertex has the load L.
  ///
  /// - Complexity: O(the vertices of U1).
  public static func balanceRatio(firstCount: Int, secondCount: Int) -> Double {
    let n = Double(secondCount)
    var (left, load) = (n, 0.0)
    var successes = CompensatedSum()
    for _ in 0..<firstCount {
      let survival = Double.exp(-load)
      successes.add(1 - survival)
      let before = left
      left = max(0, left - survival)
      if before > 0 { load += survival / before }
    }
    let total = successes.value + (n - left) + left * (1 - Double.exp(-1))
    return total / Double(firstCount + secondCount)
  }
}
