import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct PerturbedGreedyTests {
  /// With equal probabilities a run depends on the order of w_u (1 - e^(y_u - 1)) alone. The probability of an order is
  /// an integral over the lowest, the next and so on; each number has the density 1 / (w - x) on [0, w (1 - 1/e)].
  private func orders(_ weights: [Double]) -> [(order: [Int], probability: Double)] {
    let top = (weights.max() ?? 0) * (1 - 1 / Double.exp(1))
    let steps = 40_000
    let width = top / Double(steps)
    return permutations(Array(weights.indices)).map { order in
      // The probability that those so far are in order and the last one is below x, at the middles of cells.
      var below = Array(repeating: 1.0, count: steps + 1)
      for vertex in order {
        var sum = 0.0
        var next = [0.0]
        let end = weights[vertex] * (1 - 1 / Double.exp(1))
        for step in 0..<steps {
          // The exact mass of a cell, and the mean of what is below at its ends.
          let (low, high) = (min(Double(step) * width, end), min(Double(step + 1) * width, end))
          let mass = Double.log((weights[vertex] - low) / (weights[vertex] - high))
          sum += mass * 0.5 * (below[step] + below[step + 1])
          next.append(sum)
        }
        below = next
      }
      return (order, below[steps])
    }
  }

  @Test func valueOverAllOrders() {
    let graph = WorkedMatchings.x
    let orders = orders(graph.weights)
    #expect(abs(orders.reduce(0) { $0 + $1.probability } - 1) < 1e-6)
    let learners = orders.map { order, probability in
      (learner: Ranking(ranks: order.indices.map { Double(2 - order.firstIndex(of: $0)!) }), probability: probability)
    }
    #expect(abs((ExactMatching(of: learners, on: graph)?.reward ?? .nan) - 3.80343022) < 1e-6)
  }

  /// With equal probabilities and weights it makes the choices of ranking with the same numbers.
  @Test func isRankingWithoutWeights() {
    let graph = WorkedMatchings.upperTriangular(4, copies: 5)
    for numbers in [[0.3, 0.1, 0.9, 0.5], [0.9, 0.8, 0.2, 0.4], [0.01, 0.99, 0.5, 0.7]] {
      let lucky = [4, 2, nil, 1]
      #expect(
        choices(of: PerturbedGreedy(numbers: numbers), on: graph, lucky: lucky)
          == choices(of: Ranking(ranks: numbers), on: graph, lucky: lucky))
    }
    // Numbers that are drawn are the same, too.
    let world = ScriptedMatching(graph, lucky: [4, 2, nil, 1])
    #expect(
      RecordedMatching(learner: PerturbedGreedy(graph.problem), environment: world).vertices
        == RecordedMatching(learner: Ranking(graph.problem), environment: world).vertices)
  }

  /// 0.5 (1 - e^-0.6) against 0.4 1.2 (1 - e^-0.5).
  @Test func weighsProbabilityAndWeight() {
    let graph = WorkedMatchings.graph([[(1, 0.5), (2, 0.4)], [(1, 0.4), (2, 0.4)]], weights: [1, 1.2])
    #expect(choices(of: PerturbedGreedy(numbers: [0.4, 0.5]), on: graph) == [0, 1])
  }

  @Test func conforms() {
    #expect(MatchingConformance.violations(of: PerturbedGreedy.self, isRandomized: true) == [])
  }
}
