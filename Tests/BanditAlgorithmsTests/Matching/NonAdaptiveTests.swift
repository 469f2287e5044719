import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct NonAdaptiveTests {
  @Test func valuesByEnumeration() throws {
    for (graph, probabilities) in [(WorkedMatchings.a, [0.875, 0.5, 0.75]), (WorkedMatchings.y, [0.75, 0.82, 0.7])] {
      let exact = try #require(ExactMatching(of: try NonAdaptive(graph.problem), on: graph))
      // Both the frequencies of success and what the algorithm says of them.
      #expect(exact.successes.elementsEqual(probabilities) { abs($0 - $1) < 1e-12 })
      let world = ScriptedMatching(graph, lucky: [1, nil, 2])
      let played = RecordedMatching(learner: try NonAdaptive(graph.problem), environment: world)
      #expect(played.learner.probabilities.elementsEqual(probabilities) { abs($0 - $1) < 1e-12 })
      #expect(abs((played.learner.measure(.successProbability.at(1)) ?? 0) - probabilities[1]) < 1e-12)
    }
  }

  /// Half of vertex 0 is spent: 0.5 0.5 is below 0.26, and above 0.24. What really happened does not count.
  @Test func discountsBySuccessesToCome() throws {
    for (other, choice) in [(0.26, 1), (0.24, 0)] {
      let graph = WorkedMatchings.graph([[(1, 0.5)], [(1, 0.5), (2, other)]], weights: [1, 1])
      #expect(choices(of: try NonAdaptive(graph.problem), on: graph) == [0, choice])
      #expect(choices(of: try NonAdaptive(graph.problem), on: graph, lucky: [1, nil]) == [0, choice == 0 ? -1 : 1])
    }
  }

  /// On the upper-triangular graph it spreads batches evenly: (1/n) sum_i (1 - exp(-sum_{j<i} 1/(n - j))) as s grows.
  @Test func upperTriangularLimit() throws {
    func ratio(_ copies: Int) throws -> Double {
      let graph = WorkedMatchings.upperTriangular(10, copies: copies)
      let world = ScriptedMatching(graph, lucky: Array(repeating: nil, count: 10))
      return RecordedMatching(learner: try NonAdaptive(graph.problem), environment: world).learner.probabilities
        .reduce(0, +) / 10
    }
    // Nearly straight in 1/s.
    let limit = 2 * (try ratio(4000)) - (try ratio(2000))
    #expect(abs(limit - 0.52253) < 1e-5)
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: NonAdaptive.self, isRandomized: false) == [])
  }
}
