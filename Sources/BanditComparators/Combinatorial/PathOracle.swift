/// The paths between two nodes of a directed graph without cycles, as sets of edges.
///
/// Nodes are relaxed once, in topological order, so that negative costs are no matter; with a cycle of negative cost
/// there would be no shortest path. Of paths of the same cost the first one in the lexicographic order of edge indices
/// is taken: the lowest edge at the first node where they part. A path's cost is summed from its end.
public struct PathOracle: LinearOracle {
  /// Why edges are no graph for paths.
  public enum Mistake: Error, Hashable, Sendable {
    /// There are no edges.
    case isEmpty
    /// An edge that is on a cycle.
    case cycle(edge: Int)
    /// No path leads from the source to the sink.
    case noPath
    /// An edge that is on no path from the source to the sink.
    case useless(edge: Int)
  }

  /// The edges.
  public let edges: [GraphEdge]
  /// Where paths begin.
  public let source: Int
  /// Where they end.
  public let sink: Int
  public let largestSize: Int

  /// The nodes, each after all that it leads to; the sink is the first.
  private let order: [Int]
  /// The edges that leave a node are `leaving[first[node]..<first[node + 1]]`, in increasing order.
  private let first: [Int]
  private let leaving: [Int]
  /// The cost from a node to the sink, and the edge to take.
  private var distances: [Double]
  private var choices: [Int]

  /// Creates the oracle of a graph; nodes are numbers of 0 or more.
  ///
  /// - Throws: `Mistake` unless the graph has no cycle, and every edge is on a path from the source to the sink.
  /// - Complexity: O(nodes + edges).
  public init(edges: [GraphEdge], source: Int, sink: Int) throws(Mistake) {
    guard !edges.isEmpty else { throw .isEmpty }
    let nodeCount = edges.reduce(max(source, sink) + 1) { max($0, $1.tail + 1, $1.head + 1) }
    self.edges = edges
    self.source = source
    self.sink = sink
    var first = Array(repeating: 0, count: nodeCount + 1)
    for edge in edges { first[edge.tail + 1] += 1 }
    for node in 0..<nodeCount { first[node + 1] += first[node] }
    var place = first
    var leaving = Array(repeating: 0, count: edges.count)
    for (index, edge) in edges.enumerated() {
      leaving[place[edge.tail]] = index
      place[edge.tail] += 1
    }
    // Nodes whose successors are all taken; what is never taken leads into a cycle.
    var left = (0..<nodeCount).map { first[$0 + 1] - first[$0] }
    var entering = Array(repeating: [Int](), count: nodeCount)
    for (index, edge) in edges.enumerated() { entering[edge.head].append(index) }
    var order = (0..<nodeCount).filter { left[$0] == 0 }
    var taken = 0
    while taken < order.count {
      for index in entering[order[taken]] {
        left[edges[index].tail] -= 1
        if left[edges[index].tail] == 0 { order.append(edges[index].tail) }
      }
      taken += 1
    }
    if order.count < nodeCount { throw .cycle(edge: PathOracle.edgeOnCycle(edges, left: left)) }
    var reachesSink = Array(repeating: false, count: nodeCount)
    reachesSink[sink] = true
    var lengths = Array(repeating: 0, count: nodeCount)
    for node in order {
      for index in leaving[first[node]..<first[node + 1]] where reachesSink[edges[index].head] {
        reachesSink[node] = true
        lengths[node] = max(lengths[node], lengths[edges[index].head] + 1)
      }
    }
    var isReached = Array(repeating: false, count: nodeCount)
    isReached[source] = true
    for node in order.reversed() where isReached[node] {
      for index in leaving[first[node]..<first[node + 1]] { isReached[edges[index].head] = true }
    }
    guard source != sink, reachesSink[source] else { throw .noPath }
    if let index = edges.indices.first(where: { !isReached[edges[$0].tail] || !reachesSink[edges[$0].head] }) {
      throw .useless(edge: index)
    }
    // An edge beyond the sink would lead back to it.
    self.first = first
    self.leaving = leaving
    self.order = order.filter { reachesSink[$0] && $0 != sink }
    largestSize = lengths[source]
    distances = Array(repeating: 0, count: nodeCount)
    choices = Array(repeating: 0, count: nodeCount)
  }

  /// The paths of a grid of nodes, whose edges lead right and down, from one corner to the other.
  ///
  /// - Precondition: `width * height >= 2`.
  public init(gridWidth width: Int, height: Int) {
    precondition(width >= 1 && height >= 1 && width * height >= 2, "a grid with paths has at least two nodes")
    // The precondition: a grid has no cycle, and all its edges are on paths.
    try! self.init(edges: GraphEdge.grid(width: width, height: height), source: 0, sink: width * height - 1)
  }

  public var elementCount: Int { edges.count }

  /// Writes the edges from the source to the sink.
  ///
  /// - Complexity: O(nodes + edges).
  public mutating func writeCheapest(for costs: [Double], into set: inout [Int]) {
    for node in order {
      var (least, choice) = (Double.infinity, -1)
      for place in first[node]..<first[node + 1] {
        let edge = leaving[place]
        let cost = costs[edge] + distances[edges[edge].head]
        if cost < least { (least, choice) = (cost, edge) }
      }
      distances[node] = least
      choices[node] = choice
    }
    set.removeAll(keepingCapacity: true)
    var node = source
    while node != sink {
      set.append(choices[node])
      node = edges[choices[node]].head
    }
  }

  public mutating func accepts(_ set: [Int]) -> Bool {
    var node = source
    for edge in set {
      guard edges.indices.contains(edge), edges[edge].tail == node else { return false }
      node = edges[edge].head
    }
    return node == sink
  }

  /// All paths, in lexicographic order.
  public func allSets(atMost limit: Int) -> [[Int]]? {
    if pathCount > Double(limit) { return nil }
    var paths: [[Int]] = []
    var path: [Int] = []
    func extend(_ node: Int) {
      if node == sink {
        paths.append(path)
        return
      }
      for place in first[node]..<first[node + 1] {
        path.append(leaving[place])
        extend(edges[leaving[place]].head)
        path.removeLast()
      }
    }
    extend(source)
    return paths
  }

  /// How many paths there are; beyond 2^53 about.
  public var pathCount: Double {
    var counts = Array(repeating: 0.0, count: distances.count)
    counts[sink] = 1
    for node in order {
      for place in first[node]..<first[node + 1] { counts[node] += counts[edges[leaving[place]].head] }
    }
    return counts[source]
  }

  /// An edge on a cycle, where every node that is left has a successor that is left.
  private static func edgeOnCycle(_ edges: [GraphEdge], left: [Int]) -> Int {
    var next = Array(repeating: -1, count: left.count)
    for (index, edge) in edges.enumerated().reversed() where left[edge.tail] > 0 && left[edge.head] > 0 {
      next[edge.tail] = index
    }
    var seen = Array(repeating: false, count: left.count)
    var node = left.firstIndex { $0 > 0 } ?? 0
    while !seen[node] {
      seen[node] = true
      node = edges[next[node]].head
    }
    return next[node]
  }
}
