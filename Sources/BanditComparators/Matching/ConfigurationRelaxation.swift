import BanditNumerics

/// An upper bound on the clairvoyant value of a matching with stochastic rewards; this project's own, and no other
/// author's.
///
/// x_uS is the probability that S is the set of arrivals that vertex u would be offered if it never succeeded:
///
///     max sum w_u (1 - prod_{v in S} (1 - p_uv)) x_uS
///     subject to   sum_S x_uS <= 1 for each u,
///                  sum_u sum_{S with v} x_uS prod_{v' in S before v} (1 - p_uv') <= 1 for each arrival v,   x >= 0
///
/// Whatever a policy does, v is offered to u if u has not succeeded before: with probability prod (1 - p_uv') given S.
public struct ConfigurationRelaxation: Sendable {
  /// The optimum; `nil` if it is out of reach.
  public let value: Double?

  private static let largestSetCount = 4096
  private static let largestTableau = 1_000_000

  /// Whether a graph is in reach: its vertices have few neighbours.
  public static func reaches(_ graph: MatchingGraph) -> Bool {
    let degrees = degrees(graph)
    guard degrees.allSatisfy({ $0 <= 12 }) else { return false }
    let sets = degrees.reduce(0) { $0 + 1 << $1 }
    let rows = graph.vertexCount + graph.arrivals.count
    return sets <= largestSetCount && rows * (sets + rows) <= largestTableau
  }

  private static func degrees(_ graph: MatchingGraph) -> [Int] {
    var degrees = graph.weights.map { _ in 0 }
    for edge in graph.arrivals.joined() where edge.probability > 0 { degrees[edge.vertex] += 1 }
    return degrees
  }

  /// Solves the programme.
  ///
  /// - Complexity: that of the simplex method with 2^d columns for a vertex with d neighbours.
  public init(_ graph: MatchingGraph) {
    guard Self.reaches(graph) else {
      value = nil
      return
    }
    var offers: [[(arrival: Int, probability: Double)]] = graph.weights.map { _ in [] }
    for (arrival, edges) in graph.arrivals.enumerated() {
      for edge in edges where edge.probability > 0 { offers[edge.vertex].append((arrival, edge.probability)) }
    }
    var objective: [Double] = []
    var owners: [Int] = []
    var uses: [[Double]] = graph.arrivals.map { _ in [] }
    for (vertex, offers) in offers.enumerated() {
      for set in 1..<max(1, 1 << offers.count) {
        for arrival in uses.indices { uses[arrival].append(0) }
        var survival = 1.0
        for (place, offer) in offers.enumerated() where set & 1 << place != 0 {
          uses[offer.arrival][objective.count] = survival
          survival *= 1 - offer.probability
        }
        objective.append(graph.weights[vertex] * (1 - survival))
        owners.append(vertex)
      }
    }
    var programme = LinearProgram(maximizing: objective)
    for vertex in graph.weights.indices { programme.require(owners.map { $0 == vertex ? 1 : 0 }, .atMost, 1) }
    for use in uses { programme.require(use, .atMost, 1) }
    if case .optimal(let solution) = programme.solve() { value = solution.value } else { value = nil }
  }
}
