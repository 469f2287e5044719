import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The environment `random-graph` of scenario files: edges, probabilities and weights at random.
public struct RandomGraphModel: EnvironmentModel {
  /// How probable successes are.
  public enum Probability: Hashable, Sendable {
    /// The same for all edges.
    case equal(Double)
    /// Uniform in an interval, for each edge.
    case uniform(ClosedRange<Double>)
  }

  /// `vertices` of scenario files.
  public static let vertices = Parameter.whole(
    "vertices", "The number of offline vertices, n.", 1...10_000, default: 6, unit: "vertices",
    why: "all benchmarks can be computed")
  /// `arrivals` of scenario files.
  public static let arrivals = Parameter.whole(
    "arrivals", "The number of arrivals.", 1...1_000_000, default: 100, unit: "arrivals", why: "a good load at p = 0.05"
  )
  /// `degree` of scenario files.
  public static let degree = Parameter.whole(
    "degree",
    "The edges of an arrival, to different vertices drawn uniformly; all vertices, if it is more than there are.",
    1...10_000, default: 3, unit: "edges", why: "some choice, and some need")
  /// `p` of scenario files.
  public static let p = Parameter<Probability>(
    AnyParameter(
      "p", "The probability of success: a number for all edges, or [low, high] for a uniform one each.",
      .either([
        .number(NumberRange(lower: .excluded(0), upper: .included(1))), .list(of: .number(.unit), count: 2...2),
      ]), default: .value(.number(0.05)), why: "small, as in the theory"),
    read: { (setting) throws(InvalidSettings) in
      guard let ends = setting?.asNumbers else { return .equal(setting?.asNumber ?? .nan) }
      return .uniform(try range(ends, "p"))
    },
    write: { probability in
      switch probability {
      case .equal(let probability): .number(probability)
      case .uniform(let range): .list([.number(range.lowerBound), .number(range.upperBound)])
      }
    })
  /// `weights` of scenario files.
  public static let weights = Parameter<ClosedRange<Double>>(
    AnyParameter(
      "weights", "[low, high]: the weights are uniform between them.", .list(of: .number(.nonNegative), count: 2...2),
      default: .value(.list([.number(1), .number(1)])), unit: "reward", why: "no weights"),
    read: { (setting) throws(InvalidSettings) in try range(setting?.asNumbers ?? [], "weights") },
    write: { .list([.number($0.lowerBound), .number($0.upperBound)]) })
  /// `dataSeed` of scenario files; `nil` for a graph of its own in each replication.
  public static let dataSeed = Parameter<Int?>.whole(
    "dataSeed", "The seed of the graph, which is then the same in all replications, whatever the scenario's seed.",
    0...Int.max, absent: "each replication draws a graph of its own")

  public static let card = EnvironmentCard(
    id: "random-graph", family: .matching,
    summary: "A random graph: each arrival has edges to random vertices.",
    dynamics: MatchingSettings.dynamics
      + " Each arrival has edges to `degree` different vertices, uniformly drawn and independent of other arrivals'.",
    feedback: MatchingSettings.feedback,
    truth: MatchingSettings.truth,
    comparators: MatchingSettings.comparators + " They are those of each replication's graph.",
    parameters: [vertices, arrivals, degree, p, weights, dataSeed],
    example: ["arrivals": 1000, "p": [0.01, 0.05], "weights": [1, 3]],
    swift: "try RandomGraphModel(arrivals: 1000, p: .uniform(0.01...0.05), weights: 1...3, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
    notes:
      """
      The horizon is `arrivals`, or "arrivals". Where each replication has a graph of its own, each has benchmarks of \
      its own, too: the mean of ratios is then no ratio of means.
      """,
    reference: "None; graphs of this kind are this project's own.")

  public let problem: MatchingProblem
  private let degree: Int
  private let probability: Probability
  private let weights: ClosedRange<Double>
  /// The instance of all replications, if they share one.
  public let commonInstance: StochasticMatching?

  /// The number of arrivals.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    try card.settings(settings)[arrivals]
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      vertices: settings[Self.vertices], arrivals: settings[Self.arrivals], degree: settings[Self.degree],
      p: settings[Self.p], weights: settings[Self.weights], dataSeed: settings[Self.dataSeed], horizon: horizon)
  }

  /// Creates the model: `RandomGraphModel(arrivals: 1000, p: .uniform(0.01...0.05), weights: 1...3, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the horizon is beyond the
  ///   arrivals.
  public init(
    vertices: Int = Self.vertices.default, arrivals: Int = Self.arrivals.default, degree: Int = Self.degree.default,
    p: Probability = Self.p.default, weights: ClosedRange<Double> = Self.weights.default, dataSeed: Int? = nil,
    horizon: Int
  ) throws(InvalidSettings) {
    try Self.vertices.check(vertices)
    try Self.arrivals.check(arrivals)
    try Self.degree.check(degree)
    try Self.p.check(p)
    try Self.weights.check(weights)
    try Self.dataSeed.check(dataSeed)
    try MatchingSettings.check(horizon: horizon, arrivals: arrivals)
    problem = MatchingProblem(vertexCount: vertices, horizon: horizon)
    self.degree = min(degree, vertices)
    probability = p
    self.weights = weights
    guard let dataSeed else {
      commonInstance = nil
      return
    }
    var stream = RandomStream(key: StreamKey(seed: UInt64(dataSeed)))
    commonInstance = Self.draw(problem, min(degree, vertices), p, weights, from: &stream)
  }

  private static func range(_ ends: [Double], _ path: String) throws(InvalidSettings) -> ClosedRange<Double> {
    guard ends.count == 2, ends[0] <= ends[1] else {
      throw InvalidSettings(path, "found \(ends); accepted: two numbers, the lower one first")
    }
    return ends[0]...ends[1]
  }

  /// The graph of a replication: weights, then for each arrival its vertices and their probabilities.
  public func instance(of replication: Int, from stream: inout RandomStream) -> StochasticMatching {
    commonInstance ?? Self.draw(problem, degree, probability, weights, from: &stream)
  }

  private static func draw(
    _ problem: MatchingProblem, _ degree: Int, _ probability: Probability, _ weights: ClosedRange<Double>,
    from stream: inout RandomStream
  ) -> StochasticMatching {
    var drawn: [Double] = []
    for _ in 0..<problem.vertexCount { drawn.append(uniform(weights, from: &stream)) }
    // Whatever order the last arrival left, a partial shuffle of it is uniform.
    var order = Array(0..<problem.vertexCount)
    var arrivals: [[MatchingEdge]] = []
    for _ in 0..<problem.horizon {
      var edges: [MatchingEdge] = []
      for place in 0..<degree {
        order.swapAt(place, place + stream.integer(below: order.count - place))
        let chance: Double
        switch probability {
        case .equal(let equal): chance = equal
        case .uniform(let range): chance = uniform(range, from: &stream)
        }
        edges.append(MatchingEdge(vertex: order[place], probability: chance))
      }
      arrivals.append(edges)
    }
    return StochasticMatching(MatchingTruth(MatchingGraph(weights: drawn, arrivals: arrivals)))
  }

  private static func uniform(_ range: ClosedRange<Double>, from stream: inout RandomStream) -> Double {
    range.lowerBound + stream.uniform() * (range.upperBound - range.lowerBound)
  }

  /// The benchmarks that are out of reach.
  public func absence(of notion: Notion) -> String? {
    if let commonInstance { return commonInstance.truth.absence(of: notion) }
    guard notion == .clairvoyant, problem.vertexCount > MatchingClairvoyant.largestVertexCount else { return nil }
    return "the dynamic programme over the sets of \(problem.vertexCount) vertices is too large"
  }

  /// The edges of a graph, if it is shared.
  public var modelBytes: Int { commonInstance == nil ? 0 : replicationBytes }

  /// The edges.
  public var replicationBytes: Int { 64 * problem.vertexCount + problem.horizon * (48 + 16 * degree) }
}
