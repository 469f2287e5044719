import BanditCards
import BanditGames
import BanditStreams

/// Which of several actions that a plan holds for equally good is taken. With wide confidence sets that is the
/// rule, not the exception.
public enum PolicyTies: String, Sendable, CaseIterable {
  /// The one with the lowest index.
  case lowest
  /// One of them, uniformly, for each state anew in every episode.
  case random
  /// The one that was visited least, the lowest index among those.
  case leastVisited = "least-visited"

  /// `ties` of scenario files.
  public static let parameter = Parameter.choice(
    "ties",
    """
    Which of equally good actions a policy takes: the one with the `lowest` index, one at `random` (drawn for each \
    state and episode), or the `least-visited`.
    """, default: PolicyTies.lowest,
    why: "as in the papers; wide confidence sets leave many ties, and their order then steers exploration")

  /// The action of a state.
  func action(
    in state: Int, of plan: ExtendedValueIteration, visits: [Int], actionCount: Int, noise: inout RoundNoise
  ) -> Int {
    switch self {
    case .lowest:
      return plan.firstBest(in: state)
    case .leastVisited:
      let first = plan.firstBest(in: state)
      var chosen = first
      for action in first..<actionCount where plan.isBest(action, in: state) {
        if visits[state * actionCount + action] < visits[state * actionCount + chosen] { chosen = action }
      }
      return chosen
    case .random:
      let count = (0..<actionCount).count { plan.isBest($0, in: state) }
      guard count > 1 else { return plan.firstBest(in: state) }
      var remaining = noise.integer(below: count)
      for action in 0..<actionCount where plan.isBest(action, in: state) {
        if remaining == 0 { return action }
        remaining -= 1
      }
      return plan.firstBest(in: state)
    }
  }
}
