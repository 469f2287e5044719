/// A moment in which a learner threw away what it had learned.
public struct Restart: Hashable, Sendable {
  /// The round after which it starts again.
  public let round: Int
  /// The arm, or state-action pair, of which it forgot; `nil` for everything.
  public let item: Int?

  /// Creates a restart.
  public init(round: Int, item: Int? = nil) {
    self.round = round
    self.item = item
  }
}

/// A learner that restarts when it believes that its environment has changed.
///
/// From its restarts and the truth of the environment, which the learner does not see, the game tells detections
/// from false alarms: see `RestartReview`.
public protocol Restarting {
  /// The restarts so far, in the order of their rounds.
  var restarts: [Restart] { get }
}

extension Restarting {
  /// What the restarts through a round were worth, given how the environment changed.
  func review(_ changes: [LawChange], through round: Int) -> RestartReview {
    RestartReview(restarts: restarts, changes: changes, through: round)
  }
}
