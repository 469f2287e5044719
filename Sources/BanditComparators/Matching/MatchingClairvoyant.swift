/// The best that can be earned on average by somebody who knows the graph and its probabilities, matches in the order
/// of arrival and sees outcomes: by dynamic programming over the vertices that have succeeded.
///
///     V_t(S) = max(V_{t+1}(S), max_u p_ut (w_u + V_{t+1}(S + u)) + (1 - p_ut) V_{t+1}(S))
public struct MatchingClairvoyant: Sendable {
  /// The optimum; `nil` if it is out of reach.
  public let value: Double?

  /// The most vertices that it is computed for.
  public static let largestVertexCount = 12
  private static let largestWork = 200_000_000

  /// Whether a graph is in reach.
  public static func reaches(_ graph: MatchingGraph) -> Bool {
    guard graph.vertexCount <= largestVertexCount else { return false }
    return graph.arrivals.reduce(0) { $0 + $1.count + 1 } << graph.vertexCount <= largestWork
  }

  /// Solves the programme.
  ///
  /// - Complexity: O(2^n E) for n vertices and E edges.
  public init(_ graph: MatchingGraph) {
    guard Self.reaches(graph) else {
      value = nil
      return
    }
    var values = Array(repeating: 0.0, count: 1 << graph.vertexCount)
    for edges in graph.arrivals.reversed() {
      // A set's value needs those of larger sets of the arrival after: from the empty set on they are not yet replaced.
      for set in values.indices {
        let idle = values[set]
        var best = idle
        for edge in edges where set & 1 << edge.vertex == 0 {
          let success = graph.weights[edge.vertex] + values[set | 1 << edge.vertex]
          best = max(best, idle + edge.probability * (success - idle))
        }
        values[set] = best
      }
    }
    value = values[0]
  }
}
