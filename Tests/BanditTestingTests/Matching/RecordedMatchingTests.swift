import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RecordedMatchingTests {
  /// Tries given vertices.
  private struct Fixed: MatchingLearner {
    let vertices: [Int?]
    var successes = 0
    mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
      vertices[round - 1]
    }
    mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) { if success { successes += 1 } }
  }

  @Test func keepsBothSides() {
    let graph = WorkedMatchings.graph([[1, 2], [1], [2], [1, 2]], probability: 0.5, weights: [1, 4])
    let world = ScriptedMatching(graph, lucky: [2, 1])
    let run = RecordedMatching(learner: Fixed(vertices: [0, 0, nil, 1]), environment: world)
    #expect(run.vertices == [0, 0, nil, 1] && run.learner.successes == 2)
    #expect(run.account.entry(for: .matchingLP, group: "", after: 4).value == 5)
    #expect(run.account.measure(.vertexLoad.at(0), after: 4) == 1)
    // A vertex that is gone ends the run.
    let stopped = RecordedMatching(learner: Fixed(vertices: [0, 0, nil, 0]), environment: world)
    #expect(stopped.vertices == [0, 0, nil, 0] && stopped.learner.successes == 1)
  }
}
