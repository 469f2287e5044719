import BanditNumerics

/// The smallest sum of losses and switching costs of any sequence of actions, found while the losses come: one step of
/// dynamic programming a round.
///
/// What the sequences that end with each action cost is kept as the excess over the best of them, which stays small,
/// and with what addition loses: the error of the total does not grow with the number of rounds.
public struct SwitchingOptimum: Sendable {
  private let switchingCost: Double
  /// What the best sequence has cost, up to the excess of its last action.
  private var base = CompensatedSum()
  /// What the best sequence that ends with each action has cost above `base`.
  private var excess: [CompensatedSum]
  /// The action with the smallest excess.
  private var leader = 0

  /// The sequences before the first round; the first action is no change.
  ///
  /// - Precondition: at least one action.
  public init(actionCount: Int, switchingCost: Double) {
    precondition(actionCount >= 1, "a sequence needs at least one action")
    self.switchingCost = switchingCost
    excess = Array(repeating: CompensatedSum(), count: actionCount)
  }

  /// Adds a round: every sequence goes on with its action, or the best one pays for a change.
  ///
  /// - Precondition: a loss for each action.
  /// - Complexity: O(number of actions).
  public mutating func add(_ losses: [Double]) {
    var changed = excess[leader]
    changed.add(switchingCost)
    for action in excess.indices {
      if changed.value < excess[action].value { excess[action] = changed }
      excess[action].add(losses[action])
      if excess[action].value < excess[leader].value || action == 0 { leader = action }
    }
    let step = excess[leader].value
    base.add(step)
    for action in excess.indices { excess[action].add(-step) }
  }

  /// The smallest sum so far.
  public var total: Double {
    var total = base
    total.add(excess[leader].value)
    return total.value
  }
}
