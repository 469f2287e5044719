/// The losses of the round just played, as far as the feedback grants them.
///
/// A learner asks for entries one by one or for all at once. Each entry is counted the first time that it is asked for
/// in its round. A request beyond the budget is refused and ends the replication; so are all after it.
public struct LossObservations: Sendable {
  /// The feedback of the game.
  public let feedback: LossFeedback
  /// How many entries were granted so far.
  public private(set) var count = 0
  /// How many entries beyond the free ones may still be asked for; `nil` where all are free.
  public private(set) var remaining: Int?
  /// Why a request was refused; `nil` while none was.
  public private(set) var refusal: String?

  @usableFromInline var losses: [Double]
  /// The round in which each entry was last granted.
  private var grantedIn: [Int]
  private var round = 0
  private var action = 0

  /// Opens the observations of a run.
  public init(feedback: LossFeedback, actionCount: Int) {
    self.feedback = feedback
    remaining = feedback.allowance
    losses = Array(repeating: 0, count: actionCount)
    grantedIn = Array(repeating: 0, count: actionCount)
  }

  /// The number of actions, K.
  @inlinable
  public var actionCount: Int { losses.count }

  /// The loss of an action in this round; `nil` if the request is refused.
  ///
  /// - Complexity: O(1).
  public mutating func loss(of action: Int) -> Double? {
    if grantedIn[action] != round {
      if let remaining, !(feedback.ownLossIsFree && action == self.action) {
        guard remaining > 0, refusal == nil else {
          refuse()
          return nil
        }
        self.remaining = remaining - 1
      } else if refusal != nil {
        return nil
      }
      grantedIn[action] = round
      count += 1
    }
    return losses[action]
  }

  /// Writes the losses of all actions in this round; `false` if the request is refused, and then nothing is granted.
  ///
  /// - Complexity: O(K).
  public mutating func writeAll(into target: inout [Double]) -> Bool {
    if refusal != nil { return false }
    var fresh = 0
    for latest in grantedIn where latest != round { fresh += 1 }
    if let remaining {
      let isOwnFree = feedback.ownLossIsFree && grantedIn[action] != round
      let price = fresh - (isOwnFree ? 1 : 0)
      guard price <= remaining else {
        refuse()
        return false
      }
      self.remaining = remaining - price
    }
    count += fresh
    for other in losses.indices {
      grantedIn[other] = round
      target[other] = losses[other]
    }
    return true
  }

  /// Puts the losses of a round in place, of which nothing has been asked for yet.
  @usableFromInline
  mutating func open(round: Int, action: Int) {
    self.round = round
    self.action = action
  }

  /// Puts the losses of a round in place for a learner inside another one.
  ///
  /// - Precondition: a loss for each action.
  package mutating func open(_ losses: [Double], round: Int, action: Int) {
    for other in losses.indices { self.losses[other] = losses[other] }
    open(round: round, action: action)
  }

  private mutating func refuse() {
    if refusal != nil { return }
    refusal =
      switch feedback {
      case .bandit: "round \(round): the loss of another action than the one played was asked for (feedback bandit)"
      case .full: "round \(round): refused"
      case .extra(let budget): "round \(round): more than \(budget) extra observations were asked for"
      case .budget(let budget): "round \(round): more than \(budget) observations were asked for"
      }
  }
}
