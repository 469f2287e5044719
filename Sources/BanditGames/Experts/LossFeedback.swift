/// How much of the losses a learner may see.
public enum LossFeedback: Hashable, Sendable {
  /// The loss of the action played, every round.
  case bandit
  /// The losses of all actions, every round.
  case full
  /// The loss of the action played, every round, and so many further entries over the whole run.
  case extra(Int)
  /// So many entries over the whole run, the loss of the action played included; nothing is free.
  case budget(Int)

  /// Whether the loss of the action played costs nothing.
  @inlinable
  public var ownLossIsFree: Bool {
    if case .budget = self { false } else { true }
  }

  /// How many entries beyond the free ones may be asked for over the run; `nil` where all are free.
  @inlinable
  public var allowance: Int? {
    switch self {
    case .bandit: 0
    case .full: nil
    case .extra(let count), .budget(let count): count
    }
  }

  /// How it reads in a scenario file.
  public var text: String {
    switch self {
    case .bandit: "\"bandit\""
    case .full: "\"full\""
    case .extra(let count): "{\"extra\": \(count)}"
    case .budget(let count): "{\"budget\": \(count)}"
    }
  }
}
