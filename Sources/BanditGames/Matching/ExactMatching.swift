import BanditComparators
import BanditNumerics

/// What a learner does on average on a graph, by enumeration of its moves and of success and failure: no simulation, no
/// error but rounding.
public struct ExactMatching: Hashable, Sendable {
  /// The mean reward.
  public let reward: Double
  /// The probability of success of each vertex.
  public let successes: [Double]

  /// Enumerates the runs of a learner; `nil` if there are too many.
  ///
  /// - Parameters:
  ///   - learner: has not played.
  ///   - limit: how many arrivals may be looked at in all runs together.
  /// - Complexity: O(b^T) for T arrivals with b branches each.
  public init?<Rule: MatchingRule>(of learner: Rule, on graph: MatchingGraph, limit: Int = 20_000_000) {
    self.init(of: [(learner, 1)], on: graph, limit: limit)
  }

  /// Enumerates the runs of several learners of which one is drawn, as one is that draws its luck at the start.
  public init?<Rule: MatchingRule>(
    of learners: [(learner: Rule, probability: Double)], on graph: MatchingGraph, limit: Int = 20_000_000
  ) {
    var walk = Walk(graph, limit: limit)
    for (learner, probability) in learners {
      walk.visit(0, learner, MatchingView(weights: graph.weights), probability: probability)
    }
    guard walk.limit >= 0 else { return nil }
    successes = walk.successes.map(\.value)
    reward = zip(graph.weights, successes).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The mean reward of a learner; `nil` if it has a luck of its own from the start, or there are too many runs.
  static func reward(of learner: some MatchingRule, on graph: MatchingGraph) -> Double? {
    if learner is any DrawnAtStart { return nil }
    guard graph.arrivals.count <= 16 else { return nil }
    return ExactMatching(of: learner, on: graph, limit: 100_000)?.reward
  }

  private struct Walk {
    let graph: MatchingGraph
    var limit: Int
    var successes: [CompensatedSum]

    init(_ graph: MatchingGraph, limit: Int) {
      self.graph = graph
      self.limit = limit
      successes = graph.weights.map { _ in CompensatedSum() }
    }

    mutating func visit<Rule: MatchingRule>(_ place: Int, _ learner: Rule, _ view: MatchingView, probability: Double) {
      guard place < graph.arrivals.count, limit >= 0 else { return }
      limit -= 1
      var view = view
      view.edges = graph.arrivals[place]
      var learner = learner
      var moves: [MatchingMove] = []
      learner.writeMoves(&moves, for: view, at: place + 1)
      for move in moves where move.probability > 0 {
        var next = learner
        next.make(move, for: view, at: place + 1)
        let probability = probability * move.probability
        guard let vertex = move.vertex, view.isAvailable[vertex], let edge = view.edge(to: vertex) else {
          visit(place + 1, next, view, probability: probability)
          continue
        }
        successes[vertex].add(probability * edge.probability)
        if edge.probability > 0 {
          var (lucky, after) = (next, view)
          lucky.observe(success: true, of: edge, at: place + 1)
          after.isAvailable[vertex] = false
          visit(place + 1, lucky, after, probability: probability * edge.probability)
        }
        if edge.probability < 1 {
          next.observe(success: false, of: edge, at: place + 1)
          visit(place + 1, next, view, probability: probability * (1 - edge.probability))
        }
      }
    }
  }
}

/// A rule that draws all its luck before the first arrival.
public protocol DrawnAtStart: MatchingRule {}
