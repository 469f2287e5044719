import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting

/// Plays a learner on scripted costs, repeated when they end, and lets somebody look at it after each round.
@discardableResult
func playCosts<L: CombinatorialLearner>(
  _ rows: [[Double]], _ problem: CombinatorialProblem, _ learner: L, seed: UInt64 = 1,
  inspect: (CombinatorialGame<ScriptedElementCosts, L>, CombinatorialLedger, Int) -> Void = { _, _, _ in }
) -> (game: CombinatorialGame<ScriptedElementCosts, L>, account: CombinatorialLedger) {
  var game = CombinatorialGame(
    environment: ScriptedElementCosts(rows, problem), learner: learner, problem: problem)
  var account = game.openAccount(for: CombinatorialLedger.notions, metrics: CombinatorialLedger.metrics)
  var environment = RandomStream(key: StreamKey(seed: seed), itemCount: problem.addressCount)
  var own = RandomStream(key: StreamKey(seed: seed + 1000))
  for round in 1...problem.horizon {
    game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
    inspect(game, account, round)
  }
  return (game, account)
}

/// Two parallel edges.
func twoPaths(_ rounds: Int, limit: Double = 2, feedback: CostFeedback = .full) throws -> CombinatorialProblem {
  let edges = [GraphEdge(0, 1), GraphEdge(0, 1)]
  return CombinatorialProblem(
    sets: FeasibleSets(try PathOracle(edges: edges, source: 0, sink: 1)), costLimit: limit, horizon: rounds,
    feedback: feedback)
}

/// A family of each kind: paths of a grid, subsets, trees.
func feasibleFamilies() throws -> [FeasibleSets] {
  [
    FeasibleSets(PathOracle(gridWidth: 3, height: 3)), FeasibleSets(SubsetOracle(elementCount: 6, size: 2)),
    FeasibleSets(try SpanningTreeOracle(edges: GraphEdge.grid(width: 3, height: 2))),
  ]
}

/// Costs of an adversary for a family: the first set and the rest in turn, noise, or both.
func adversarialCosts(_ sets: FeasibleSets, limit: Double, rounds: Int, seed: UInt64) -> [[[Double]]] {
  var (oracle, first) = (sets, [Int]())
  let largest = limit / Double(sets.elementCount)
  oracle.writeCheapest(for: Array(repeating: 0, count: sets.elementCount), into: &first)
  var noise = RandomStream(key: StreamKey(seed: seed))
  let alternating = (1...rounds).map { round in
    (0..<sets.elementCount).map { element in
      first.contains(element) == !round.isMultiple(of: 2) ? (round == 1 ? 0.5 : 1) * largest : 0
    }
  }
  let random = (1...rounds).map { _ in (0..<sets.elementCount).map { _ in largest * noise.uniform() } }
  // Cheap and dear elements change places in the middle.
  let turning = (1...rounds).map { round in
    (0..<sets.elementCount).map { element in
      (element.isMultiple(of: 2) == (2 * round <= rounds)) != (noise.uniform() < 0.2) ? largest : 0
    }
  }
  return [alternating, random, turning]
}
