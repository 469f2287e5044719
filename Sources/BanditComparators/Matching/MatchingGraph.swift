/// An edge of an arrival: the vertex that it can be matched to, and the probability of success.
public struct MatchingEdge: Hashable, Sendable {
  /// The offline vertex, from 0.
  public let vertex: Int
  /// The probability that an attempt succeeds, in [0, 1].
  public let probability: Double

  /// Creates an edge.
  @inlinable
  public init(vertex: Int, probability: Double) {
    self.vertex = vertex
    self.probability = probability
  }
}

/// A bipartite graph whose one side arrives: vertices with weights that are known in advance, and the edges of each
/// arrival with their probabilities of success.
public struct MatchingGraph: Hashable, Sendable {
  /// The weight of each offline vertex, 0 or more: what a success earns.
  public let weights: [Double]
  /// The edges of each arrival, in the order of their vertices.
  public let arrivals: [[MatchingEdge]]

  /// Creates a graph.
  ///
  /// - Precondition: weights are finite and not negative; edges lead to vertices that exist, at most one of an arrival
  ///   to each; probabilities are in [0, 1].
  public init(weights: [Double], arrivals: [[MatchingEdge]]) {
    precondition(weights.allSatisfy { $0 >= 0 && $0.isFinite }, "weights are finite and not negative")
    self.weights = weights
    self.arrivals = arrivals.map { edges in
      let sorted = edges.sorted { $0.vertex < $1.vertex }
      precondition(
        sorted.allSatisfy { weights.indices.contains($0.vertex) && (0...1).contains($0.probability) }
          && zip(sorted, sorted.dropFirst()).allSatisfy { $0.vertex < $1.vertex },
        "an arrival has at most one edge to each vertex, with a probability in [0, 1]")
      return sorted
    }
  }

  /// Creates the graph of batches: some arrivals that are alike, then some others.
  ///
  /// - Parameter batches: the vertices that each batch leads to, and how many arrivals it has.
  /// - Precondition: as of the other initialiser.
  public init(weights: [Double], batches: [(vertices: [Int], count: Int)], probability: Double) {
    self.init(
      weights: weights,
      batches: batches.map { batch in
        (batch.vertices.map { MatchingEdge(vertex: $0, probability: probability) }, batch.count)
      })
  }

  /// The same with edges of their own probabilities.
  public init(weights: [Double], batches: [(edges: [MatchingEdge], count: Int)]) {
    let checked = MatchingGraph(weights: weights, arrivals: batches.map(\.edges))
    self.weights = weights
    // The arrivals of a batch share one list.
    arrivals = zip(checked.arrivals, batches).flatMap { Array(repeating: $0, count: $1.count) }
  }

  /// The number of offline vertices, n.
  public var vertexCount: Int { weights.count }

  /// The graph of the first arrivals.
  public func prefix(_ count: Int) -> MatchingGraph {
    count >= arrivals.count ? self : MatchingGraph(weights: weights, checked: Array(arrivals.prefix(count)))
  }

  private init(weights: [Double], checked arrivals: [[MatchingEdge]]) {
    self.weights = weights
    self.arrivals = arrivals
  }

  /// The different lists of edges with the number of arrivals that have each, in the order of their first arrivals.
  ///
  /// - Complexity: O(the number of edges).
  public var kinds: [(edges: [MatchingEdge], count: Int)] {
    var kinds: [(edges: [MatchingEdge], count: Int)] = []
    var places: [[MatchingEdge]: Int] = [:]
    var last = -1
    for edges in arrivals {
      // Batches come in a row: most arrivals are like the one before.
      if last >= 0, kinds[last].edges == edges {
        kinds[last].count += 1
        continue
      }
      if let place = places[edges] {
        last = place
        kinds[place].count += 1
      } else {
        last = kinds.count
        places[edges] = last
        kinds.append((edges, 1))
      }
    }
    return kinds
  }
}
