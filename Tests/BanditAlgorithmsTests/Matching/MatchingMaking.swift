import BanditCards
import BanditComparators
import BanditGames
import BanditTesting

/// A learner with some settings and the defaults of its card.
func make<Learner: MatchingLearner & Configurable<MatchingProblem>>(
  _ type: Learner.Type, _ settings: Settings = [:], for graph: MatchingGraph
) throws(InvalidSettings) -> Learner {
  try Learner(settings: Settings(defaultsOf: Learner.card.parameters, given: settings), problem: graph.problem)
}

/// What a rule earns on average, by enumeration.
func value<Rule: MatchingRule & Configurable<MatchingProblem>>(
  of type: Rule.Type, _ settings: Settings = [:], on graph: MatchingGraph
) throws -> Double {
  ExactMatching(of: try make(type, settings, for: graph), on: graph)?.reward ?? .nan
}

/// What the vertices that a rule tries are, where successes are scripted; -1 for none.
func choices<Learner: MatchingLearner>(
  of learner: Learner, on graph: MatchingGraph, lucky: [Int?]? = nil
) -> [Int] {
  let world = ScriptedMatching(graph, lucky: lucky ?? graph.weights.map { _ in nil })
  return RecordedMatching(learner: learner, environment: world).vertices.map { $0 ?? -1 }
}

extension MatchingGraph {
  var problem: MatchingProblem { MatchingProblem(vertexCount: vertexCount, horizon: arrivals.count) }
}

/// All orders of a few numbers.
func permutations(_ items: [Int]) -> [[Int]] {
  items.isEmpty
    ? [[]] : items.flatMap { item in permutations(items.filter { $0 != item }).map { [item] + $0 } }
}
