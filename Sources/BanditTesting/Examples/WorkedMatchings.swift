import BanditComparators
import BanditStreams

/// Graphs with known values, for tests.
package enum WorkedMatchings {
  /// Edges with one probability to vertices that count from 1.
  package static func graph(
    _ rows: [[Int]], probability: Double, weights: [Double] = [1, 1, 1]
  ) -> MatchingGraph {
    MatchingGraph(
      weights: weights, arrivals: rows.map { $0.map { MatchingEdge(vertex: $0 - 1, probability: probability) } })
  }

  /// Edges as pairs of a vertex, which counts from 1, and a probability.
  package static func graph(_ rows: [[(Int, Double)]], weights: [Double]) -> MatchingGraph {
    MatchingGraph(
      weights: weights, arrivals: rows.map { $0.map { MatchingEdge(vertex: $0.0 - 1, probability: $0.1) } })
  }

  /// Equal probabilities.
  package static let a = graph([[1, 2], [2, 3], [1, 2], [2, 3], [1], [3]], probability: 0.5)

  /// Equal probabilities and weights.
  package static let x = graph(
    [[1, 2], [2, 3], [1, 2, 3], [1, 2, 3], [2], [1, 2, 3], [1, 2, 3]], probability: 0.4, weights: [1, 1.8, 2])

  /// Unequal probabilities and weights.
  package static let y = graph(
    [
      [(1, 0.5), (2, 0.4), (3, 0.4)], [(1, 0.3), (2, 0.2), (3, 0.4)], [(1, 0.2), (2, 0.4), (3, 0.3)],
      [(1, 0.3), (2, 0.5), (3, 0.5)], [(1, 0.4), (2, 0.3), (3, 0.5)], [(1, 0.5), (3, 0.5)], [(1, 0.4), (2, 0.4)],
    ], weights: [1, 2, 2])

  /// Batches of s arrivals with probabilities of 1/s.
  package static func batches(_ neighborhoods: [[Int]], count: Int, copies: Int) -> MatchingGraph {
    MatchingGraph(
      weights: Array(repeating: 1, count: count), batches: neighborhoods.map { ($0, copies) },
      probability: 1 / Double(copies))
  }

  /// Batch i of k leads to the vertices i, ..., k - 1.
  package static func upperTriangular(_ k: Int, copies: Int) -> MatchingGraph {
    batches((0..<k).map { Array($0..<k) }, count: k, copies: copies)
  }

  /// A small random graph.
  package static func random(
    vertices: Int, arrivals: Int, isEqual: Bool, isWeighted: Bool, from stream: inout RandomStream
  ) -> MatchingGraph {
    let common = 0.05 + 0.9 * stream.uniform()
    var weights: [Double] = []
    for _ in 0..<vertices { weights.append(isWeighted ? 3 * stream.uniform() : 1) }
    var rows: [[MatchingEdge]] = []
    for _ in 0..<arrivals {
      var edges: [MatchingEdge] = []
      for vertex in 0..<vertices where stream.uniform() < 0.7 {
        edges.append(MatchingEdge(vertex: vertex, probability: isEqual ? common : stream.uniform()))
      }
      rows.append(edges)
    }
    return MatchingGraph(weights: weights, arrivals: rows)
  }
}
