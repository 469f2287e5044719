import BanditComparators
import BanditGames
import BanditStreams

/// What a learner did with each arrival of a run.
public struct RecordedMatching<Learner: MatchingLearner>: Sendable {
  /// The vertex tried with each arrival; `nil` for none. One that is no available neighbour ends the run.
  public let vertices: [Int?]
  /// The learner after the last arrival.
  public let learner: Learner
  /// The accounts.
  public let account: MatchingLedger

  /// Plays copies of a learner and of an environment, through the last arrival.
  ///
  /// The noise is split by purpose as in experiments.
  public init<Environment: MatchingEnvironment>(
    learner: Learner, environment: Environment, key: StreamKey = StreamKey(seed: 0), coupling: Coupling = .pulls
  ) {
    let graph = environment.truth.graph
    let played = PlayedGame(
      MatchingGame(
        environment: environment, learner: Recorder<Learner, Int>(learner, choices: graph.vertexCount),
        problem: MatchingProblem(vertexCount: graph.vertexCount, horizon: graph.arrivals.count), coupling: coupling),
      rounds: graph.arrivals.count, addressCount: graph.vertexCount, key: key, notions: MatchingLedger.notions,
      metrics: [.vertexLoad, .vertexSuccesses])
    vertices = played.game.learner.entries.map { $0 < 0 ? nil : $0 }
    self.learner = played.game.learner.base
    account = played.account
  }
}

extension Recorder: MatchingLearner where Base: MatchingLearner, Entry == Int {
  public mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
    let vertex = base.selectVertex(view, at: round, noise: &noise)
    entries.append(vertex ?? -1)
    guard let vertex else { return nil }
    if (0..<choices).contains(vertex), view.isAvailable[vertex], view.edge(to: vertex) != nil { return vertex }
    fault = "tries the vertex \(vertex), which is no available neighbour"
    return nil
  }

  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {
    base.observe(success: success, of: edge, at: round)
  }
}
