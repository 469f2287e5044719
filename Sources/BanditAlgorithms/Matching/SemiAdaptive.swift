import BanditCards
import BanditComparators
import BanditGames

/// Assigns arrivals by probabilities of success, with a second choice where the first has succeeded.
public struct SemiAdaptive: MatchingRule, Configurable {
  public static let card = AlgorithmCard(
    id: "semi-adaptive", family: .matching,
    summary:
      "Assigns each arrival by the probabilities of success so far, to a second choice if the first has succeeded.",
    setting: "Any probabilities, best small ones; no weights.",
    rewards: .free,
    rule: [
      "a and b are the neighbours of v with the largest and second largest (1 - w_u) p_uv;",
      "if a has not succeeded: try a; a success is one as first choice;",
      "else if a has had no success as first choice: with probability p_av say it had one, and try nothing;",
      "else try b, if it has not succeeded.",
      "Whatever happened: G_ab' = p_bv B_a + (1 - p_bv) G_ab; w_b = 1 - (1 - w_b) (1 - G_ab') / (1 - G_ab);",
      "w_a += (1 - w_a) p_av; B_a += (1 - B_a) p_av; all are 0 in the beginning.",
    ],
    swift: "SemiAdaptive(problem)",
    guarantee:
      """
      0.534 of matching-lp on average as probabilities vanish, equal or not, without weights (Mehta, Waggoner and \
      Zadimoghaddam 2015). Whatever the probabilities, w_u is exactly the probability that u succeeds.
      """,
    complexity: "O(degree) per arrival.",
    randomness: "A uniform number where the first choice has succeeded as a second one.",
    numerics: "Scores tie within a relative 1e-12, and go to the lowest index, by which the rule is defined.",
    deviations: "None. Where G_ab is 1 already, w_b is 1 and stays.",
    guide: "The proved choice for unequal small probabilities; generalised-balance usually earns more.",
    reference:
      """
      A. Mehta, B. Waggoner and M. Zadimoghaddam, Online stochastic matching with unequal probabilities, SODA 2015, \
      algorithm 2.4.
      """,
    metrics: [.successProbability])

  public var moves: [MatchingMove] = []
  /// w: the probability that each vertex has succeeded, over all runs.
  public private(set) var probabilities: [Double]
  /// B: the probability of a success as first choice, simulated ones among them.
  private var firstProbabilities: [Double]
  /// G: the probability that b would have had a success after a's; a row is made when a is first a first choice.
  private var jointProbabilities: [[Double]]
  private var hasFirst: [Bool]

  public init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `SemiAdaptive(problem)`.
  public init(_ problem: MatchingProblem) {
    probabilities = Array(repeating: 0, count: problem.vertexCount)
    firstProbabilities = probabilities
    jointProbabilities = Array(repeating: [], count: problem.vertexCount)
    hasFirst = Array(repeating: false, count: problem.vertexCount)
  }

  /// A number for each pair of vertices, at most.
  public func historyBytes(problem: MatchingProblem) -> Int { 8 * problem.vertexCount * problem.vertexCount }

  public mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int) {
    guard let first = best(of: view, except: nil) else { return moves.append(MatchingMove(nil)) }
    let second = best(of: view, except: first.vertex)
    let a = first.vertex
    if view.isAvailable[a] {
      moves.append(MatchingMove(a, note: SemiAdaptive.first))
    } else if !hasFirst[a] {
      moves.append(MatchingMove(nil, probability: first.probability, note: SemiAdaptive.simulated - a))
      moves.append(MatchingMove(nil, probability: 1 - first.probability))
    } else if let second, view.isAvailable[second.vertex] {
      moves.append(MatchingMove(second.vertex))
    } else {
      moves.append(MatchingMove(nil))
    }
    update(first, second)
  }

  /// Notes of moves: an attempt at the first choice, and a simulated success of vertex u as `simulated - u`.
  private static let first = 1
  private static let simulated = -1

  private func best(of view: MatchingView, except other: Int?) -> MatchingEdge? {
    var best: MatchingEdge?
    var largest = -Double.infinity
    for edge in view.edges where edge.vertex != other {
      let score = (1 - probabilities[edge.vertex]) * edge.probability
      // The lowest index keeps a tie.
      if best == nil || score > largest + BestNeighbors.tolerance * abs(largest) { (best, largest) = (edge, score) }
    }
    return best
  }

  private mutating func update(_ first: MatchingEdge, _ second: MatchingEdge?) {
    let a = first.vertex
    if let second {
      let b = second.vertex
      if jointProbabilities[a].isEmpty {
        jointProbabilities[a] = Array(repeating: 0, count: probabilities.count)
      }
      let old = jointProbabilities[a][b]
      let new = second.probability * firstProbabilities[a] + (1 - second.probability) * old
      jointProbabilities[a][b] = new
      if old < 1 { probabilities[b] = 1 - (1 - probabilities[b]) * (1 - new) / (1 - old) }
    }
    probabilities[a] += (1 - probabilities[a]) * first.probability
    firstProbabilities[a] += (1 - firstProbabilities[a]) * first.probability
  }

  private var triedFirst = false

  public mutating func make(_ move: MatchingMove, for view: MatchingView, at round: Int) {
    triedFirst = move.note == SemiAdaptive.first
    if move.note <= SemiAdaptive.simulated { hasFirst[SemiAdaptive.simulated - move.note] = true }
  }

  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {
    if success, triedFirst { hasFirst[edge.vertex] = true }
  }
}

extension SemiAdaptive: Reporting {
  public func measure(_ metric: Metric) -> Double? {
    guard .successProbability ~= metric, let vertex = metric.event else { return nil }
    return probabilities.indices.contains(vertex) ? probabilities[vertex] : nil
  }
}
