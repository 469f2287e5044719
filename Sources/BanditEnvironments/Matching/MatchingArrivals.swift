import BanditCards
import BanditComparators
import BanditGames

/// The environment `matching-arrivals` of scenario files: a graph that is written out.
public struct MatchingArrivalsModel: GivenMatchingModel {
  /// `arrivals` of scenario files.
  public static let arrivals = Parameter<[[Double]]>(
    AnyParameter(
      "arrivals",
      """
      A row for each arrival: the probability of success with each offline vertex, 0 where there is no edge. Rows may \
      be shorter than there are vertices.
      """, .list(of: .list(of: .number(.unit), atLeast: 0)), default: .required),
    read: { setting in
      guard case .list(let rows)? = setting else { return [] }
      return rows.map { $0.asNumbers ?? [] }
    }, write: { .list($0.map { .list($0.map { .number($0) }) }) })
  /// `copies` of scenario files.
  public static let copies = Parameter.whole(
    "copies", "How many arrivals in succession each row stands for.", 1...1_000_000, default: 1, unit: "arrivals",
    why: "a row is an arrival")
  /// `weights` of scenario files; `nil` for 1 each.
  public static let weights = Parameter<[Double]?>(
    AnyParameter(
      "weights", "The weight of each offline vertex: what its success earns.", .list(of: .number(.nonNegative)),
      default: .absent("1 each, for as many vertices as the longest row has"), unit: "reward"),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })

  public static let card = EnvironmentCard(
    id: "matching-arrivals", family: .matching,
    summary: "A graph that is written out: the probabilities of each arrival.",
    dynamics: MatchingSettings.dynamics,
    feedback: MatchingSettings.feedback,
    truth: MatchingSettings.truth,
    comparators: MatchingSettings.comparators,
    parameters: [arrivals, weights, copies],
    example: ["arrivals": .list([.list([0.5, 0.5]), .list([0, 0.4])]), "weights": [1, 2], "copies": 500],
    swift:
      "try MatchingArrivalsModel(arrivals: [[0.5, 0.5], [0, 0.4]], weights: [1, 2], copies: 500, horizon: 1000)",
    facts: EnvironmentFacts(.given, isStationary: false, remembers: true, rewards: .bounded, feedback: .bandit),
    notes:
      """
      The horizon is the number of rows times `copies`, or "arrivals". For a dozen arrivals the extra exact_reward has \
      the exact mean of most algorithms.
      """,
    reference: "None: the graph is yours.")

  public let matching: StochasticMatching
  public let horizon: Int

  /// The number of arrivals.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    return try MatchingSettings.arrivals(try settings[arrivals].count, copies: try settings[copies], at: "copies")
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arrivals: settings[Self.arrivals], weights: settings[Self.weights], copies: settings[Self.copies],
      horizon: horizon)
  }

  /// Creates the model: `MatchingArrivalsModel(arrivals: [[0.5, 0.5], [0, 0.4]], horizon: 2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, a row is longer than there
  ///   are weights, or the horizon is beyond the arrivals.
  public init(
    arrivals: [[Double]], weights: [Double]? = nil, copies: Int = Self.copies.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.arrivals.check(arrivals)
    try Self.weights.check(weights)
    try Self.copies.check(copies)
    let weights = weights ?? Array(repeating: 1, count: arrivals.map(\.count).max() ?? 0)
    guard !weights.isEmpty else {
      throw InvalidSettings("arrivals", "no row has a vertex; accepted: one vertex or more")
    }
    if let row = arrivals.firstIndex(where: { $0.count > weights.count }) {
      throw InvalidSettings(
        "arrivals[\(row)]",
        "found \(counted: arrivals[row].count, "probability", "probabilities"); accepted: at most \(weights.count), "
          + "as many as weights"
      )
    }
    let count = try MatchingSettings.arrivals(arrivals.count, copies: copies, at: "copies")
    try MatchingSettings.check(horizon: horizon, arrivals: count)
    let batches = arrivals.map { row in
      (row.indices.filter { row[$0] > 0 }.map { MatchingEdge(vertex: $0, probability: row[$0]) }, copies)
    }
    matching = StochasticMatching(MatchingTruth(MatchingGraph(weights: weights, batches: batches).prefix(horizon)))
    self.horizon = horizon
  }
}
