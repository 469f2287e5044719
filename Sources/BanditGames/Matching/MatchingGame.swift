import BanditCards
import BanditComparators
import BanditStreams

/// A learner that matches arrivals.
public struct MatchingGame<Environment: MatchingEnvironment, Learner: MatchingLearner>: Game {
  /// The edges of an arrival in, one of its vertices or nothing out, success or failure back.
  public static var family: Family { .matching }

  /// Four, where the numbers of all their vertices are few.
  @inlinable
  public static func laneCount(for problem: MatchingProblem) -> Int { problem.vertexCount <= 32 ? 4 : 1 }

  /// The instance.
  public var environment: Environment
  /// Who matches.
  public var learner: Learner
  @usableFromInline let graph: MatchingGraph
  @usableFromInline var view: MatchingView
  @usableFromInline var attempts: [Int]
  @usableFromInline let addressesRounds: Bool

  @inlinable
  public init(environment: Environment, learner: Learner, problem: MatchingProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    graph = environment.truth.graph
    view = MatchingView(weights: graph.weights)
    attempts = Array(repeating: 0, count: graph.vertexCount)
    addressesRounds = coupling == .rounds
  }

  /// The value of the learner by enumeration is computed here, before it has played, if it is asked for.
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> MatchingLedger {
    MatchingLedger(
      truth: environment.truth, metrics: metrics,
      exactValue: metrics.contains(.exactReward)
        ? (learnerItself as? any MatchingRule).flatMap { environment.truth.exactReward(of: $0) } : nil)
  }

  /// Plays one arrival. A vertex that is no available neighbour is not tried; after the last arrival nothing happens.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout MatchingLedger
  ) {
    guard round <= graph.arrivals.count else { return account.skip() }
    view.edges = graph.arrivals[round - 1]
    learnerNoise.move(to: 0, occurrence: round)
    guard let vertex = learner.selectVertex(view, at: round, noise: &learnerNoise), view.isAvailable[vertex],
      let edge = view.edge(to: vertex)
    else { return account.skip() }
    environmentNoise.move(to: vertex, occurrence: addressesRounds ? round : attempts[vertex])
    let isSuccess = environment.attempt(edge, at: round, noise: &environmentNoise)
    attempts[vertex] += 1
    if isSuccess { view.isAvailable[vertex] = false }
    account.record(edge, weight: view.weights[vertex], isSuccess: isSuccess)
    learner.observe(success: isSuccess, of: edge, at: round)
  }

  /// The vertex tried, `-` for none; what was earned.
  public func latestRound(_ account: MatchingLedger) -> PlayedRound {
    guard let edge = account.latestEdge else { return PlayedRound(action: "-", reward: 0) }
    return PlayedRound(action: edge.vertex, reward: account.latestReward)
  }
}
