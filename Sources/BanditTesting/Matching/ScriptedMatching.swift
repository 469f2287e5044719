import BanditComparators
import BanditGames
import BanditStreams

/// A graph in which each vertex succeeds at an attempt that was settled in advance.
public struct ScriptedMatching: MatchingEnvironment {
  public let truth: MatchingTruth
  private let lucky: [Int?]
  private var attempts: [Int]

  /// Creates the graph.
  ///
  /// - Parameter lucky: for each vertex which of the attempts at it succeeds, from 1; `nil` for none.
  /// - Precondition: an entry for each vertex.
  public init(_ graph: MatchingGraph, lucky: [Int?]) {
    precondition(lucky.count == graph.vertexCount, "each vertex needs a lucky attempt, or nil")
    truth = MatchingTruth(graph)
    self.lucky = lucky
    attempts = lucky.map { _ in 0 }
  }

  /// Counts; draws nothing.
  public mutating func attempt(_ edge: MatchingEdge, at round: Int, noise: inout RoundNoise) -> Bool {
    attempts[edge.vertex] += 1
    return attempts[edge.vertex] == lucky[edge.vertex]
  }

  /// What a learner may know of it.
  public var problem: MatchingProblem {
    MatchingProblem(vertexCount: truth.graph.vertexCount, horizon: truth.graph.arrivals.count)
  }
}
