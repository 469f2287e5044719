/// What an advertiser is charged who gave a channel a budget.
public enum Charge: String, Sendable, CaseIterable {
  /// The budget, spent or not: the accounts of the paper's algorithm, where budgets bind.
  case budget
  /// What the channel spent.
  case spend
}
