/// What a channel reports to the advertiser after a period: nothing about auctions or other budgets.
public struct ChannelFeedback: Hashable, Sendable {
  /// The value that it bought.
  public var value: Double
  /// What it charges for that; see `Charge`.
  public var spend: Double

  /// Creates a report.
  @inlinable
  public init(value: Double, spend: Double) {
    self.value = value
    self.spend = spend
  }
}
