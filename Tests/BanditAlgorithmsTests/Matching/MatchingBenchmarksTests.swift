import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Exact means of all algorithms on random graphs against exact benchmarks: nothing here is random but the graphs.
struct MatchingBenchmarksTests {
  private func values(_ graph: MatchingGraph) throws -> [String: Double] {
    let problem = graph.problem
    var values: [String: Double] = [:]
    func add(_ name: String, _ rule: some MatchingRule) throws {
      values[name] = try #require(ExactMatching(of: rule, on: graph)).reward
    }
    for ties in TieBreaking.allCases {
      try add("greedy \(ties)", MatchingGreedy(problem, ties: ties))
      try add("balance \(ties)", StochasticBalance(problem, ties: ties))
      try add("weighted \(ties)", WeightedBalance(problem, ties: ties))
      try add("non-adaptive \(ties)", NonAdaptive(problem, ties: ties))
      for function in GeneralisedBalance.Function.allCases {
        try add("generalised \(function) \(ties)", GeneralisedBalance(problem, function: function, ties: ties))
      }
    }
    for function in FractionalRounding.Function.allCases {
      try add("fractional \(function)", FractionalRounding(problem, function: function))
    }
    try add("semi-adaptive", SemiAdaptive(problem))
    try add("random", MatchingRandom(problem))
    try add("first", MatchingFirst(problem))
    try add("last", MatchingLast(problem))
    for ranks in permutations(Array(graph.weights.indices)) {
      try add("ranking \(ranks)", Ranking(ranks: ranks.map(Double.init)))
      let numbers = ranks.map { (Double($0) + 0.5) / Double(ranks.count) }
      try add("perturbed \(ranks)", PerturbedGreedy(numbers: numbers))
    }
    return values
  }

  /// Nobody earns more than the clairvoyant on any of 200 graphs, nor he more than the upper bounds on him. For equal
  /// probabilities without weights, who never passes up a neighbour earns half of budgeted allocation.
  @Test func nobodyIsAboveTheBenchmarks() throws {
    var stream = RandomStream(key: StreamKey(seed: 12))
    for number in 0..<200 {
      let isEqual = number % 2 == 0
      let isWeighted = number % 4 >= 2
      let graph = WorkedMatchings.random(
        vertices: 1 + number % 3, arrivals: 1 + number / 3 % 5, isEqual: isEqual, isWeighted: isWeighted, from: &stream)
      let clairvoyant = try #require(MatchingClairvoyant(graph).value)
      let relaxed = try #require(ConfigurationRelaxation(graph).value)
      let allocation = try #require(MatchingLP(graph).value)
      #expect(clairvoyant <= allocation + 1e-9 && clairvoyant <= relaxed + 1e-9, "graph \(number)")
      for (name, value) in try values(graph) {
        #expect(value <= clairvoyant + 1e-12, "\(name), graph \(number)")
        if isEqual, !isWeighted, !name.hasPrefix("non-adaptive"), name != "semi-adaptive" {
          #expect(value >= 0.5 * allocation - 1e-12, "\(name), graph \(number)")
        }
      }
    }
  }

  /// Every balance of equal probabilities without weights is the same, whatever its function.
  @Test func balancesAgreeWithoutWeights() throws {
    var stream = RandomStream(key: StreamKey(seed: 13))
    for _ in 0..<40 {
      var graph = WorkedMatchings.random(vertices: 3, arrivals: 6, isEqual: true, isWeighted: false, from: &stream)
      // Small enough for loads to stay below 1, where the function of weighted-balance is constant.
      graph = MatchingGraph(
        weights: graph.weights,
        arrivals: graph.arrivals.map { $0.map { MatchingEdge(vertex: $0.vertex, probability: 0.15) } })
      let problem = graph.problem
      let balance = ExactMatching(of: try StochasticBalance(problem), on: graph)
      for function in GeneralisedBalance.Function.allCases {
        #expect(ExactMatching(of: try GeneralisedBalance(problem, function: function), on: graph) == balance)
      }
      #expect(ExactMatching(of: try WeightedBalance(problem), on: graph) == balance)
    }
  }
}
