/// What a channel can buy in one auction: an item with a value at a cost, whole or in part.
public struct Auction: Hashable, Sendable {
  /// What the item is worth to the advertiser.
  public let value: Double
  /// What it costs: the highest competing bid, for a single item in a second-price auction.
  public let cost: Double

  /// Creates an auction.
  ///
  /// - Precondition: value and cost are finite and not negative.
  public init(value: Double, cost: Double) {
    precondition(
      value >= 0 && cost >= 0 && value.isFinite && cost.isFinite, "values and costs must be finite, 0 or more")
    self.value = value
    self.cost = cost
  }
}
