import BanditComparators
import Testing

struct MatchingGraphTests {
  @Test func edgesAreSortedAndKindsCounted() {
    let (one, two) = (MatchingEdge(vertex: 0, probability: 0.5), MatchingEdge(vertex: 1, probability: 0.25))
    let graph = MatchingGraph(weights: [1, 2], arrivals: [[two, one], [one, two], [one], [], [one, two]])
    #expect(graph.arrivals == [[one, two], [one, two], [one], [], [one, two]])
    #expect(graph.kinds.map(\.edges) == [[one, two], [one], []] && graph.kinds.map(\.count) == [3, 1, 1])
    #expect(graph.prefix(3).arrivals == [[one, two], [one, two], [one]] && graph.prefix(9) == graph)
  }

  @Test func batches() {
    let graph = MatchingGraph(weights: [1, 1], batches: [([1, 0], 2), ([1], 1)], probability: 0.5)
    #expect(graph.arrivals.map { $0.map(\.vertex) } == [[0, 1], [0, 1], [1]] && graph.vertexCount == 2)
    #expect(graph.kinds.map(\.count) == [2, 1])
  }
}
