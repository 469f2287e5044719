import BanditStreams
import Testing

@testable import BanditComparators

/// Oracles against brute force over all subsets of elements. Costs are small whole numbers, so that ties abound and
/// sums are exact.
struct LinearOracleTests {
  /// The elements of a bit mask.
  private func elements(_ mask: Int, of count: Int) -> [Int] { (0..<count).filter { mask >> $0 & 1 == 1 } }

  /// The edges of a subset from the source to the sink, if it is a path.
  private func chain(_ subset: [Int], _ edges: [GraphEdge], from source: Int, to sink: Int) -> [Int]? {
    var (node, rest, path) = (source, subset, [Int]())
    while node != sink, let place = rest.firstIndex(where: { edges[$0].tail == node }) {
      path.append(rest[place])
      node = edges[rest.remove(at: place)].head
    }
    return node == sink && rest.isEmpty ? path : nil
  }

  /// Whether edges connect all nodes without a cycle: as many as nodes less one, and everything is reached from node 0.
  private func isTree(_ subset: [Int], _ edges: [GraphEdge], nodes: Int) -> Bool {
    guard subset.count == nodes - 1 else { return false }
    var reached: Set<Int> = [0]
    for _ in subset {
      for edge in subset where reached.contains(edges[edge].tail) || reached.contains(edges[edge].head) {
        reached.formUnion([edges[edge].tail, edges[edge].head])
      }
    }
    return reached.count == nodes
  }

  /// Whether an oracle accepts a set.
  private func isAccepted(_ set: [Int], by given: some LinearOracle) -> Bool {
    var oracle = given
    return oracle.accepts(set)
  }

  /// Compares an oracle with all its sets, in lexicographic order, under random costs.
  private func compare(
    _ given: FeasibleSets, with sets: [[Int]], noise: inout RandomStream,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var oracle = given
    let ordered = sets.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(oracle.allSets(atMost: sets.count) == ordered, sourceLocation: sourceLocation)
    #expect(oracle.allSets(atMost: sets.count - 1) == nil, sourceLocation: sourceLocation)
    #expect(oracle.largestSize == sets.map(\.count).max(), sourceLocation: sourceLocation)
    for set in ordered { #expect(isAccepted(set, by: oracle), sourceLocation: sourceLocation) }
    for _ in 0..<4 {
      let costs = (0..<oracle.elementCount).map { _ in Double(noise.integer(below: 7) - 3) }
      let sums = ordered.map { set in set.reduce(0) { $0 + costs[$1] } }
      var found = [99]
      oracle.writeCheapest(for: costs, into: &found)
      // The first of the cheapest ones.
      let least = sums.min()!
      #expect(found == ordered[sums.firstIndex(of: least)!], sourceLocation: sourceLocation)
      #expect(oracle.least(of: costs) == least, sourceLocation: sourceLocation)
    }
    for element in 0..<oracle.elementCount {
      let through = oracle.set(containing: element)
      #expect(
        through.map { ordered.contains($0) && $0.contains(element) }
          ?? !ordered.contains { $0.contains(element) }, sourceLocation: sourceLocation)
    }
  }

  /// Graphs without cycles whose nodes are numbered at random, several edges between two nodes among them.
  @Test func paths() throws {
    var noise = RandomStream(key: StreamKey(seed: 71))
    var (graphs, largest) = (0, 0)
    while graphs < 200 {
      let nodes = 2 + noise.integer(below: 5)
      let names = noise.permutation(of: nodes)
      var edges = (0..<1 + noise.integer(below: 9)).map { _ in
        let ends = [noise.integer(below: nodes), noise.integer(below: nodes)].sorted()
        return GraphEdge(names[ends[0]], names[ends[1] == ends[0] ? min(ends[1] + 1, nodes - 1) : ends[1]])
      }.filter { $0.tail != $0.head }
      let (source, sink) = (names[0], names[nodes - 1])
      var oracle: PathOracle?
      search: while true {
        do throws(PathOracle.Mistake) {
          oracle = try PathOracle(edges: edges, source: source, sink: sink)
          break search
        } catch {
          guard case .useless(let edge) = error else { break search }
          // It is on no path, as brute force says.
          let isUseful = (0..<1 << edges.count).contains { mask in
            chain(elements(mask, of: edges.count), edges, from: source, to: sink)?.contains(edge) ?? false
          }
          #expect(!isUseful)
          edges.remove(at: edge)
        }
      }
      guard let oracle else { continue }
      let sets = (1..<1 << edges.count).compactMap {
        chain(elements($0, of: edges.count), edges, from: source, to: sink)
      }
      #expect(oracle.pathCount == Double(sets.count))
      compare(FeasibleSets(oracle), with: sets, noise: &noise)
      largest = max(largest, sets.count)
      graphs += 1
    }
    #expect(largest >= 6)
  }

  @Test func subsets() {
    var noise = RandomStream(key: StreamKey(seed: 72))
    for count in 1...7 {
      for size in 1...count {
        let sets = (0..<1 << count).map { elements($0, of: count) }.filter { $0.count == size }
        compare(FeasibleSets(SubsetOracle(elementCount: count, size: size)), with: sets, noise: &noise)
      }
    }
    let oracle = SubsetOracle(elementCount: 5, size: 2)
    for set in [[0], [1, 1], [2, 1], [0, 5], [-1, 2], [0, 1, 2], []] { #expect(!isAccepted(set, by: oracle)) }
    // 10 of 60 are 75 thousand million.
    #expect(SubsetOracle(elementCount: 60, size: 10).allSets(atMost: 1_000_000) == nil)
    #expect(SubsetOracle(elementCount: 60, size: 59).allSets(atMost: 60)?.count == 60)
  }

  @Test func spanningTrees() throws {
    var noise = RandomStream(key: StreamKey(seed: 73))
    var graphs = 0
    while graphs < 60 {
      let nodes = 2 + noise.integer(below: 4)
      let edges = (0..<1 + noise.integer(below: 8)).map { _ in
        let tail = noise.integer(below: nodes)
        return GraphEdge(tail, (tail + 1 + noise.integer(below: nodes - 1)) % nodes)
      }
      guard let oracle = try? SpanningTreeOracle(edges: edges) else { continue }
      let sets = (0..<1 << edges.count).map { elements($0, of: edges.count) }
        .filter { isTree($0, edges, nodes: oracle.nodeCount) }
      compare(FeasibleSets(oracle), with: sets, noise: &noise)
      graphs += 1
    }
    // Kirchhoff: a 3 by 3 grid has 192.
    let grid = try SpanningTreeOracle(edges: GraphEdge.grid(width: 3, height: 3))
    let trees = try #require(grid.allSets(atMost: 192))
    #expect(trees.count == 192 && Set(trees).count == 192 && trees.allSatisfy { isAccepted($0, by: grid) })
    #expect(grid.allSets(atMost: 191) == nil)
    // A cycle, an edge too few, one that does not exist, the wrong order.
    let square = try #require(trees.first)
    let wrong: [[Int]] = [square.dropLast(), square.reversed(), [0, 1, 2, 3, 4, 5, 6, 99], [0, 1, 2, 3, 4, 5, 6, 7]]
    for set in wrong { #expect(!isAccepted(set, by: grid)) }
  }

  /// Negative costs, of which Dijkstra's method would make a longer path: 0 -> 1 -> 2 for -4 against 0 -> 2 for 0.
  @Test func negativeCosts() throws {
    let edges = [GraphEdge(0, 1), GraphEdge(0, 2), GraphEdge(1, 2)]
    var paths = try PathOracle(edges: edges, source: 0, sink: 2)
    var path: [Int] = []
    paths.writeCheapest(for: [1, 0, -5], into: &path)
    #expect(path == [0, 2])
    #expect(paths.largestSize == 2 && paths.elementCount == 3)
    for set in [[1, 2], [2], [0], [0, 2, 2], [3], []] { #expect(!isAccepted(set, by: paths)) }
  }

  @Test func grids() throws {
    let paths = PathOracle(gridWidth: 3, height: 3)
    #expect(paths.elementCount == 12 && paths.pathCount == 6 && paths.largestSize == 4)
    // C(8, 4) ways of four steps right and four down.
    #expect(PathOracle(gridWidth: 5, height: 5).allSets(atMost: 70)?.count == 70)
    // As many paths as there are has no end in integers.
    #expect(PathOracle(gridWidth: 100, height: 100).allSets(atMost: 1_000_000) == nil)
    #expect(PathOracle(gridWidth: 1, height: 2).allSets(atMost: 1) == [[0]])
    #expect(GraphEdge.grid(width: 2, height: 2).map { [$0.tail, $0.head] } == [[0, 1], [0, 2], [1, 3], [2, 3]])
  }

  @Test func mistakes() {
    func mistake(_ edges: [(Int, Int)], source: Int = 0, sink: Int) -> PathOracle.Mistake? {
      do throws(PathOracle.Mistake) {
        _ = try PathOracle(edges: edges.map { GraphEdge($0.0, $0.1) }, source: source, sink: sink)
        return nil
      } catch { return error }
    }
    #expect(mistake([], sink: 1) == .isEmpty)
    #expect(mistake([(0, 1), (1, 2), (2, 1), (2, 3)], sink: 3) == .cycle(edge: 1))
    #expect(mistake([(0, 1), (1, 1)], sink: 1) == .cycle(edge: 1))
    #expect(mistake([(1, 0)], sink: 1) == .noPath)
    #expect(mistake([(0, 1)], source: 0, sink: 0) == .noPath)
    #expect(mistake([(0, 3), (0, 1), (2, 3)], sink: 3) == .useless(edge: 1))
    #expect(mistake([(0, 3), (2, 3)], sink: 3) == .useless(edge: 1))
    #expect(mistake([(0, 3), (0, 3)], sink: 3) == nil)
    func mistake(_ edges: [(Int, Int)]) -> SpanningTreeOracle.Mistake? {
      do throws(SpanningTreeOracle.Mistake) {
        _ = try SpanningTreeOracle(edges: edges.map { GraphEdge($0.0, $0.1) })
        return nil
      } catch { return error }
    }
    #expect(mistake([]) == .isEmpty)
    #expect(mistake([(0, 1), (2, 2)]) == .loop(edge: 1))
    #expect(mistake([(0, 1), (3, 4)]) == .isolated(node: 2))
  }

  /// A family of somebody else's: two sets.
  @Test func otherFamilies() {
    struct Two: LinearOracle {
      let elementCount = 3
      let largestSize = 2
      mutating func writeCheapest(for costs: [Double], into set: inout [Int]) {
        set = costs[0] <= costs[1] + costs[2] ? [0] : [1, 2]
      }
      mutating func accepts(_ set: [Int]) -> Bool { set == [0] || set == [1, 2] }
      func allSets(atMost limit: Int) -> [[Int]]? { limit < 2 ? nil : [[0], [1, 2]] }
    }
    var noise = RandomStream(key: StreamKey(seed: 74))
    compare(FeasibleSets(other: Two()), with: [[0], [1, 2]], noise: &noise)
  }
}
