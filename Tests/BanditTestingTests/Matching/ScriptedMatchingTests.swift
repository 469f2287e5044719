import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ScriptedMatchingTests {
  /// Each vertex succeeds at its lucky attempt, and at no other.
  @Test func succeedsAsScripted() {
    let graph = WorkedMatchings.graph(Array(repeating: [1, 2], count: 4), probability: 0.5, weights: [1, 1])
    var world = ScriptedMatching(graph, lucky: [2, nil])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let (first, second) = (graph.arrivals[0][0], graph.arrivals[0][1])
    #expect((1...3).map { world.attempt(first, at: $0, noise: &noise) } == [false, true, false])
    #expect((1...3).map { world.attempt(second, at: $0, noise: &noise) } == [false, false, false])
    #expect(world.problem == MatchingProblem(vertexCount: 2, horizon: 4))
  }
}
