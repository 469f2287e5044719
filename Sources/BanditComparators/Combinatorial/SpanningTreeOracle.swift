/// The spanning trees of a connected graph, as sets of edges whose direction does not count.
///
/// Kruskal's: edges in the order of their costs, the lowest ones first on ties, unless they close a cycle; written in
/// increasing order.
public struct SpanningTreeOracle: LinearOracle {
  /// Why edges are no graph for spanning trees.
  public enum Mistake: Error, Hashable, Sendable {
    /// There are no edges.
    case isEmpty
    /// A node that cannot be reached from node 0.
    case isolated(node: Int)
    /// An edge from a node to itself, which is in no tree.
    case loop(edge: Int)
  }

  /// The edges.
  public let edges: [GraphEdge]
  /// The number of nodes, n; every tree has n - 1 edges.
  public let nodeCount: Int
  private var order: [Int]
  private var isChosen: [Bool]
  private var components: Components

  /// Creates the oracle of a graph whose nodes are 0, 1, ..., the largest of them.
  ///
  /// - Throws: `Mistake` unless the graph is connected and has no loop.
  public init(edges: [GraphEdge]) throws(Mistake) {
    guard !edges.isEmpty else { throw .isEmpty }
    if let loop = edges.firstIndex(where: { $0.tail == $0.head }) { throw .loop(edge: loop) }
    self.edges = edges
    nodeCount = edges.reduce(0) { max($0, $1.tail + 1, $1.head + 1) }
    var components = Components(count: nodeCount)
    for edge in edges { _ = components.join(edge.tail, edge.head) }
    if let node = (0..<nodeCount).first(where: { components.root(of: $0) != components.root(of: 0) }) {
      throw .isolated(node: node)
    }
    order = Array(edges.indices)
    isChosen = Array(repeating: false, count: edges.count)
    self.components = components
  }

  public var elementCount: Int { edges.count }

  public var largestSize: Int { nodeCount - 1 }

  /// Writes the edges of a tree of least cost.
  ///
  /// - Complexity: O(d log d).
  public mutating func writeCheapest(for costs: [Double], into set: inout [Int]) {
    order.sort { costs[$0] < costs[$1] || costs[$0] == costs[$1] && $0 < $1 }
    components.separate()
    var missing = nodeCount - 1
    for edge in order where missing > 0 && components.join(edges[edge].tail, edges[edge].head) {
      isChosen[edge] = true
      missing -= 1
    }
    set.removeAll(keepingCapacity: true)
    for edge in isChosen.indices where isChosen[edge] {
      set.append(edge)
      isChosen[edge] = false
    }
  }

  public mutating func accepts(_ set: [Int]) -> Bool {
    guard set.count == nodeCount - 1, zip(set, set.dropFirst()).allSatisfy(<) else { return false }
    components.separate()
    for edge in set {
      guard edges.indices.contains(edge), components.join(edges[edge].tail, edges[edge].head) else { return false }
    }
    return true
  }

  /// All trees, in lexicographic order.
  public func allSets(atMost limit: Int) -> [[Int]]? {
    var trees: [[Int]] = []
    var tree: [Int] = []
    /// Decides on the edges from one on; false if there are too many trees.
    func extend(from edge: Int, _ joined: Components) -> Bool {
      if tree.count == nodeCount - 1 {
        trees.append(tree)
        return trees.count <= limit
      }
      var rest = joined
      var count = tree.count
      // Without a tree among what is left there is nothing to find.
      for later in edge..<edges.count where rest.join(edges[later].tail, edges[later].head) { count += 1 }
      if count < nodeCount - 1 { return true }
      var with = joined
      if with.join(edges[edge].tail, edges[edge].head) {
        tree.append(edge)
        defer { tree.removeLast() }
        if !extend(from: edge + 1, with) { return false }
      }
      return extend(from: edge + 1, joined)
    }
    return extend(from: 0, Components(count: nodeCount)) ? trees : nil
  }

  /// Which nodes are connected: union-find by size, with halved paths.
  private struct Components: Sendable {
    private var parents: [Int]
    private var sizes: [Int]

    init(count: Int) {
      parents = Array(0..<count)
      sizes = Array(repeating: 1, count: count)
    }

    mutating func separate() {
      for node in parents.indices {
        parents[node] = node
        sizes[node] = 1
      }
    }

    mutating func root(of node: Int) -> Int {
      var node = node
      while parents[node] != node {
        parents[node] = parents[parents[node]]
        node = parents[node]
      }
      return node
    }

    /// Whether the two were apart.
    mutating func join(_ one: Int, _ other: Int) -> Bool {
      var (large, small) = (root(of: one), root(of: other))
      if large == small { return false }
      if sizes[large] < sizes[small] { swap(&large, &small) }
      parents[small] = large
      sizes[large] += sizes[small]
      return true
    }
  }
}
