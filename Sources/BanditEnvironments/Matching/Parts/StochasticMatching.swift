import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Online matching with stochastic rewards on a graph: an attempt succeeds with the probability of its edge,
/// independently of all others.
public struct StochasticMatching: MatchingEnvironment {
  public let truth: MatchingTruth

  /// Creates the instance of a graph.
  public init(_ truth: MatchingTruth) { self.truth = truth }

  /// A uniform number for each attempt at a vertex: the higher the probability, the earlier it succeeds.
  @inlinable
  public mutating func attempt(_ edge: MatchingEdge, at round: Int, noise: inout RoundNoise) -> Bool {
    noise.uniform() < edge.probability
  }
}

/// A model whose replications all have the same graph.
public protocol GivenMatchingModel: EnvironmentModel where Instance == StochasticMatching, Problem == MatchingProblem {
  /// The instance of every replication.
  var matching: StochasticMatching { get }
  /// The number of arrivals that are played.
  var horizon: Int { get }
}

extension GivenMatchingModel {
  public var problem: MatchingProblem {
    MatchingProblem(vertexCount: matching.truth.graph.vertexCount, horizon: horizon)
  }

  /// The graph, the same in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> StochasticMatching { matching }

  public var commonInstance: StochasticMatching? { matching }

  /// The benchmarks that are out of reach.
  public func absence(of notion: Notion) -> String? { matching.truth.absence(of: notion) }

  /// The edges; arrivals of a batch share theirs.
  public var modelBytes: Int {
    let graph = matching.truth.graph
    return 16 * graph.arrivals.count + 16 * graph.kinds.reduce(0) { $0 + $1.edges.count } + 64 * graph.vertexCount
  }
}

/// What the matching environments have in common.
enum MatchingSettings {
  /// The most arrivals of a graph.
  static let largestArrivalCount = 10_000_000
  /// The most offline vertices of a graph.
  static let largestVertexCount = 100_000

  /// What outcomes and rewards are, for the cards.
  static let feedback = "Whether the attempt succeeded; what earlier arrivals led to is known, what comes later is not."
  /// What the ledger is told, for the cards.
  static let truth = "The graph with its probabilities and weights."
  /// The benchmarks, for the cards.
  static let comparators =
    """
    matching-lp (main): budgeted allocation on the arrivals so far, exact. clairvoyant: an exact dynamic programme for \
    at most 12 vertices. configuration: a relaxation of clairvoyant for graphs in which no vertex has more than some \
    10 neighbours. No ratio is reported without the benchmark in its name.
    """
  /// What is drawn, for the cards.
  static let dynamics =
    """
    An attempt at vertex u by arrival v succeeds with probability p_uv, independently of all others, earns w_u and \
    removes u; a failure leaves u where it is. Either way v is gone.
    """

  /// Refuses a horizon beyond the arrivals.
  static func check(horizon: Int, arrivals: Int) throws(InvalidSettings) {
    guard horizon <= arrivals else {
      throw InvalidSettings(
        "",
        """
        the horizon is \(horizon), but there are \(counted: arrivals, "arrival"); accepted: at most as many, or \
        "arrivals"
        """)
    }
  }

  /// The product of two counts; `nil` if it is above the most arrivals.
  static func arrivalCount(_ batches: Int, _ copies: Int) -> Int? {
    let (product, overflow) = batches.multipliedReportingOverflow(by: copies)
    return overflow || product > largestArrivalCount ? nil : product
  }

  /// The same, or an error at a path.
  static func arrivals(_ batches: Int, copies: Int, at path: String) throws(InvalidSettings) -> Int {
    if let count = arrivalCount(batches, copies) { return count }
    throw InvalidSettings(
      path,
      "found \(counted: batches, "batch", "batches") of \(copies); "
        + "accepted: at most \(largestArrivalCount) arrivals in all"
    )
  }

  /// `s` of scenario files.
  static let copies = Parameter.whole(
    "s", "The arrivals of each batch, all alike; each edge succeeds with probability 1/s.", 1...1_000_000, default: 50,
    unit: "arrivals", why: "values change by about a hundredth of their limit")
}

/// Batches of s arrivals with edges that succeed with probability 1/s.
struct MatchingBatches {
  let neighborhoods: [[Int]]
  let vertexCount: Int
  let copies: Int

  /// The instance of the first arrivals.
  func matching(horizon: Int) throws(InvalidSettings) -> StochasticMatching {
    let count = neighborhoods.count * copies
    try MatchingSettings.check(horizon: horizon, arrivals: count)
    let graph = MatchingGraph(
      weights: Array(repeating: 1, count: vertexCount), batches: neighborhoods.map { ($0, copies) },
      probability: 1 / Double(copies))
    return StochasticMatching(
      MatchingTruth(graph.prefix(horizon), symmetricValue: horizon == count ? laminar?.value(copies: copies) : nil))
  }

  private var laminar: LaminarBatches? { LaminarBatches(neighborhoods, vertexCount: vertexCount) }

  /// The exact values of nested batches, each over the number of vertices, which is the value of matching-lp.
  var facts: [String] {
    guard let laminar else { return [] }
    let (finite, limit) = (laminar.value(copies: copies), laminar.value(copies: nil))
    return [
      """
      exact: every rule that never passes up a neighbour and treats those available alike (ties at random) earns \
      \(finite) on average, which is \(finite / Double(vertexCount)) of matching-lp; as s grows the ratio goes to \
      \(limit / Double(vertexCount))
      """
    ]
  }
}
