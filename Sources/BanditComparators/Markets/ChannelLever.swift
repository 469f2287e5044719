/// What an advertiser tells a channel for one period.
public struct ChannelLever: Hashable, Sendable {
  /// How much the channel may spend; infinite for as much as it likes. Money, 0 or more.
  public var budget: Double
  /// The value that the channel has to return for each unit of money spent, at least; 0 for no target.
  public var targetReturn: Double

  /// Creates a lever.
  @inlinable
  public init(budget: Double = .infinity, targetReturn: Double = 0) {
    self.budget = budget
    self.targetReturn = targetReturn
  }

  /// Buys nothing that costs anything.
  public static let closed = ChannelLever(budget: 0)
}
