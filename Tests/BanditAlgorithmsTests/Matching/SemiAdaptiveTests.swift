import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing
import BanditStreams

struct SemiAdaptiveTests {
  private func probabilities(_ graph: MatchingGraph) -> [Double] {
    let world = ScriptedMatching(graph, lucky: graph.weights.map { _ in nil })
    return RecordedMatching(learner: SemiAdaptive(graph.problem), environment: world).learner.probabilities
  }

  @Test func worked() throws {
    let graph = WorkedMatchings.graph(
      [[(1, 0.5), (2, 0.5)], [(1, 0.5), (2, 0.25)], [(2, 0.5)], [(1, 0.5), (2, 0.5)]], weights: [1, 1])
    #expect(probabilities(graph) == [0.8125, 0.78125])
    #expect(choices(of: SemiAdaptive(graph.problem), on: graph) == [0, 0, 1, 1])
    // Vertex 0 succeeds as first choice: then vertex 1 is tried as second choice; vertex 1 as first choice in the end.
    #expect(choices(of: SemiAdaptive(graph.problem), on: graph, lucky: [1, nil]) == [0, 1, 1, 1])
    let triangle = probabilities(WorkedMatchings.upperTriangular(3, copies: 10))
    #expect(triangle.elementsEqual([0.30487517, 0.68406006, 0.88371919]) { abs($0 - $1) < 1e-8 })
    #expect(abs(triangle.reduce(0, +) - 1.8726544) < 1e-7)
  }

  @Test func valuesByEnumeration() throws {
    for (graph, probabilities) in [
      (WorkedMatchings.a, [0.875, 0.625, 0.75]), (WorkedMatchings.y, [0.8488, 0.82, 0.82]),
    ] {
      let exact = try #require(ExactMatching(of: SemiAdaptive(graph.problem), on: graph))
      #expect(exact.successes.elementsEqual(probabilities) { abs($0 - $1) < 1e-12 })
    }
  }

  /// The probabilities that it computes are those of its successes, on any graph: exactly.
  @Test func successesAreWhatItSays() throws {
    var stream = RandomStream(key: StreamKey(seed: 3))
    for number in 0..<60 {
      let graph = WorkedMatchings.random(
        vertices: 1 + number % 4, arrivals: 1 + number % 7, isEqual: number % 3 == 0, isWeighted: false, from: &stream)
      let exact = try #require(ExactMatching(of: SemiAdaptive(graph.problem), on: graph))
      #expect(exact.successes.elementsEqual(probabilities(graph)) { abs($0 - $1) < 1e-12 }, "graph \(number)")
    }
    // Sure successes, where 1 - G is 0.
    let sure = WorkedMatchings.graph(Array(repeating: [1, 2], count: 4), probability: 1, weights: [1, 1])
    #expect(ExactMatching(of: SemiAdaptive(sure.problem), on: sure)?.successes == [1, 1])
    #expect(probabilities(sure) == [1, 1])
  }

  /// It draws only where a first choice has succeeded as a second one; successesAreWhatItSays needs these draws.
  @Test func conforms() {
    #expect(MatchingConformance.violations(of: SemiAdaptive.self, isRandomized: nil) == [])
  }
}
