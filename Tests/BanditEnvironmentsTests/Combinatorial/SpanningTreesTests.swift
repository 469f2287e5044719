import BanditCards
import BanditComparators
import BanditGames
import Testing

@testable import BanditEnvironments

struct SpanningTreesTests {
  @Test func trees() throws {
    let grid = try SpanningTreesModel(horizon: 10)
    #expect(grid.problem.elementCount == 12 && grid.problem.sets.largestSize == 8)
    #expect(grid.problem.sets.allSets(atMost: 192)?.count == 192)
    // Directions do not count, and there may be cycles.
    let triangle = try SpanningTreesModel(
      graph: .edges([GraphEdge(0, 1), GraphEdge(1, 2), GraphEdge(2, 0)]), horizon: 10, costs: .means([1, 0.5, 0.25]))
    #expect(triangle.problem.sets.allSets(atMost: 3) == [[0, 1], [0, 2], [1, 2]])
    #expect(triangle.commonInstance?.truth.means == [1, 0.5, 0.25])
  }

  @Test func refusals() {
    for (settings, message) in [
      (
        ["graph": ["edges": [[0, 1], [2, 3]]]] as Settings,
        "graph.edges: node 2 is not connected to node 0; accepted: a connected graph"
      ),
      (
        ["graph": ["edges": [[0, 1], [1, 1]]]],
        "graph.edges: edge 1 ends where it begins; accepted: edges between two nodes"
      ),
      (["graph": ["grid": [1, 1]]], "graph.grid: found 0 edges; accepted: 1 to 10000"),
    ] {
      do throws(InvalidSettings) {
        _ = try SpanningTreesModel(settings: settings, horizon: 10)
        Issue.record("accepted")
      } catch { #expect(error.description == message) }
    }
  }
}
