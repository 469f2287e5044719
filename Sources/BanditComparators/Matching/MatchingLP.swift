import BanditNumerics

/// The budgeted allocation of a matching with stochastic rewards (A. Mehta and D. Panigrahi, *Online matching with
/// stochastic rewards*, FOCS 2012): an upper bound on what any algorithm earns on average, also one that knows the
/// graph.
///
///     max sum w_u p_uv x_uv   subject to   sum_v p_uv x_uv <= 1,  sum_u x_uv <= 1,  x >= 0
///
/// Arrivals with the same edges are put together. Where the edges of each vertex have one probability it is a flow with
/// weighted sources, which is solved exactly: vertices in the order of what a unit of them earns take as much as
/// augmenting paths give them (a polymatroid's greedy rule). Else it is solved by the simplex method.
public struct MatchingLP: Sendable {
  /// The optimum; `nil` if it is out of reach.
  public let value: Double?

  /// The most cells of a simplex tableau.
  static let largestTableau = 4_000_000

  /// Solves the programme.
  ///
  /// - Complexity: O(n^2 E) at most for the flow, n vertices and E different edges; the simplex method's else.
  public init(_ graph: MatchingGraph) {
    let kinds = graph.kinds.map { (edges: $0.edges.filter { $0.probability > 0 }, count: $0.count) }
    value = MatchingLP.flow(graph.weights, kinds) ?? MatchingLP.programme(graph.weights, kinds)
  }

  /// The optimum by augmenting paths; `nil` if a vertex has edges with different probabilities.
  static func flow(_ weights: [Double], _ kinds: [(edges: [MatchingEdge], count: Int)]) -> Double? {
    var probabilities = Array(repeating: 0.0, count: weights.count)
    for edge in kinds.flatMap(\.edges) {
      if probabilities[edge.vertex] == 0 { probabilities[edge.vertex] = edge.probability }
      if probabilities[edge.vertex] != edge.probability { return nil }
    }
    var flow = UnitFlow(
      kinds: kinds.map { ($0.edges.map(\.vertex), Double($0.count)) },
      capacities: probabilities.map { $0 > 0 ? UnitFlow.whole(1 / $0) : 0 })
    let order = weights.indices.sorted { left, right in
      let (first, second) = (weights[left] * probabilities[left], weights[right] * probabilities[right])
      return first == second ? left < right : first > second
    }
    var value = CompensatedSum()
    for vertex in order where weights[vertex] * probabilities[vertex] > 0 {
      // p x is at most 1; the product of p and 1/p may not be.
      value.add(weights[vertex] * min(1, probabilities[vertex] * flow.fill(vertex)))
    }
    return value.value
  }

  static func programme(_ weights: [Double], _ kinds: [(edges: [MatchingEdge], count: Int)]) -> Double? {
    let columns = kinds.indices.flatMap { kind in kinds[kind].edges.map { (kind: kind, edge: $0) } }
    let rowCount = weights.count + kinds.count
    guard rowCount * (columns.count + rowCount + 1) <= largestTableau else { return nil }
    var programme = LinearProgram(maximizing: columns.map { weights[$0.edge.vertex] * $0.edge.probability })
    for vertex in weights.indices {
      programme.require(columns.map { $0.edge.vertex == vertex ? $0.edge.probability : 0 }, .atMost, 1)
    }
    for kind in kinds.indices {
      programme.require(columns.map { $0.kind == kind ? 1 : 0 }, .atMost, Double(kinds[kind].count))
    }
    guard case .optimal(let solution) = programme.solve() else { return nil }
    return solution.value
  }
}

/// A flow from vertices, each with a capacity, to kinds of arrivals, each with a count; filled vertex by vertex.
private struct UnitFlow {
  private let counts: [Double]
  private let capacities: [Double]
  /// For each vertex the kinds that it leads to, with what flows there.
  private var flows: [[(kind: Int, amount: Double)]]
  /// For each kind the places in `flows` that lead to it.
  private let sources: [[(vertex: Int, place: Int)]]
  private var loads: [Double]

  /// What flows need not move.
  private static let crumb = 1e-9

  init(kinds: [(vertices: [Int], count: Double)], capacities: [Double]) {
    counts = kinds.map(\.count)
    self.capacities = capacities
    var flows: [[(kind: Int, amount: Double)]] = capacities.map { _ in [] }
    var sources: [[(vertex: Int, place: Int)]] = []
    for (kind, entry) in kinds.enumerated() {
      sources.append(entry.vertices.map { ($0, flows[$0].count) })
      for vertex in entry.vertices { flows[vertex].append((kind, 0)) }
    }
    self.flows = flows
    self.sources = sources
    loads = kinds.map { _ in 0 }
  }

  /// A number that is whole up to rounding, as 1/p for p = 1/s.
  static func whole(_ number: Double) -> Double {
    abs(number - number.rounded()) <= 1e-12 * number ? number.rounded() : number
  }

  /// Sends as much as possible from a vertex; others keep what they send in all.
  mutating func fill(_ vertex: Int) -> Double {
    var sent = 0.0
    while capacities[vertex] - sent > UnitFlow.crumb {
      let amount = augment(from: vertex, atMost: capacities[vertex] - sent)
      if amount == 0 { break }
      sent += amount
    }
    return sent
  }

  /// Sends along a shortest augmenting path; what was sent.
  private mutating func augment(from vertex: Int, atMost limit: Double) -> Double {
    var kindParent = counts.map { _ in -1 }
    var vertexParent: [(kind: Int, place: Int)?] = capacities.map { _ in nil }
    var queue = [vertex]
    var head = 0
    while head < queue.count {
      let from = queue[head]
      head += 1
      for (kind, _) in flows[from] where kindParent[kind] < 0 {
        kindParent[kind] = from
        if counts[kind] - loads[kind] > UnitFlow.crumb {
          return send(to: kind, from: vertex, limit, kindParent, vertexParent)
        }
        for (source, place) in sources[kind] where source != vertex && vertexParent[source] == nil {
          if flows[source][place].amount > UnitFlow.crumb {
            vertexParent[source] = (kind, place)
            queue.append(source)
          }
        }
      }
    }
    return 0
  }

  private mutating func send(
    to last: Int, from vertex: Int, _ limit: Double, _ kindParent: [Int], _ vertexParent: [(kind: Int, place: Int)?]
  ) -> Double {
    var amount = min(limit, counts[last] - loads[last])
    var kind = last
    while let step = vertexParent[kindParent[kind]], kindParent[kind] != vertex {
      amount = min(amount, flows[kindParent[kind]][step.place].amount)
      kind = step.kind
    }
    loads[last] += amount
    kind = last
    while true {
      let source = kindParent[kind]
      let place = flows[source].firstIndex { $0.kind == kind }!
      flows[source][place].amount += amount
      guard source != vertex, let step = vertexParent[source] else { return amount }
      flows[source][step.place].amount -= amount
      kind = step.kind
    }
  }
}
