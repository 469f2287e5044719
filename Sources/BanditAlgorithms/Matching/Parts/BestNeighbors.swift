import BanditCards
import BanditComparators
import BanditGames

/// The choice of a neighbour with the best score.
enum BestNeighbors {
  /// `ties` of the cards of rules with scores.
  static let ties = Parameter.choice(
    "ties",
    """
    Which of equally good neighbours is tried: the one with the `lowest` index, or one of them at `random`. Scores tie \
    that differ by less than a relative 1e-12.
    """,
    default: TieBreaking.lowest)

  /// Scores tie whose relative difference is not above this.
  static let tolerance = 1e-12

  /// Writes the move that tries the available neighbour with the best score, or one of several that tie; that of doing
  /// nothing where none is available.
  @inline(__always)
  static func write(
    _ moves: inout [MatchingMove], for view: MatchingView, ties: TieBreaking, among isCandidate: (MatchingEdge) -> Bool,
    score: (MatchingEdge) -> Double
  ) {
    var best = -Double.infinity
    for edge in view.edges where isCandidate(edge) {
      let score = score(edge)
      best = max(best, score)
      moves.append(MatchingMove(edge.vertex, probability: score, note: edge.vertex))
    }
    guard !moves.isEmpty else { return moves.append(MatchingMove(nil, note: -1)) }
    let threshold = best - tolerance * abs(best)
    var count = 0
    for place in moves.indices where moves[place].probability >= threshold {
      moves[count] = moves[place]
      count += 1
      if ties == .lowest { break }
    }
    moves.removeLast(moves.count - count)
    for place in moves.indices { moves[place].probability = 1 / Double(count) }
  }

  /// The same among the available neighbours.
  @inline(__always)
  static func write(
    _ moves: inout [MatchingMove], for view: MatchingView, ties: TieBreaking, score: (MatchingEdge) -> Double
  ) {
    write(&moves, for: view, ties: ties, among: { view.isAvailable[$0.vertex] }, score: score)
  }
}
