/// The law of a channel's auctions: finitely many support points, drawn independently in every period.
public struct ChannelLaw: Hashable, Sendable {
  /// How likely each support point is.
  public let probabilities: [Double]
  /// The auctions of each support point.
  public let points: [Procurement]
  /// Whether the auctions have numbers that mean the same at every support point.
  public let hasSlots: Bool

  /// Creates a law.
  ///
  /// - Parameter hasSlots: whether the n-th auction of one support point corresponds to the n-th of another.
  /// - Precondition: one probability for each support point, at least one, adding up to 1.
  public init(probabilities: [Double], points: [Procurement], hasSlots: Bool = true) {
    precondition(
      !points.isEmpty && probabilities.count == points.count,
      "a law needs at least one support point, and a probability for each")
    precondition(abs(probabilities.reduce(0, +) - 1) < 1e-6, "probabilities must add up to 1")
    self.probabilities = probabilities
    self.points = points
    let count = points[0].auctions.count
    self.hasSlots = hasSlots && points.allSatisfy { $0.auctions.count == count }
  }

  /// Creates the law of a channel that has the same auctions in every period.
  public init(_ auctions: [Auction]) {
    self.init(probabilities: [1], points: [Procurement(auctions)])
  }

  /// Whether every period is the same.
  public var isDeterministic: Bool { points.count == 1 }

  /// The budget up to which the channel spends all it is given, whatever the period brings.
  public var bindingBudget: Double { points.map(\.totalCost).min()! }

  /// The expected value under a lever.
  ///
  /// - Complexity: O(S log m) for S support points of m auctions.
  public func meanValue(under lever: ChannelLever) -> Double {
    mean { $0.value(of: $0.spend(under: lever)) }
  }

  /// The expected spend under a lever.
  public func meanSpend(under lever: ChannelLever) -> Double {
    mean { $0.spend(under: lever) }
  }

  /// The auctions of the mean value and the mean cost of each slot; `nil` without slots.
  public var meanAuctions: [Auction]? {
    guard hasSlots else { return nil }
    return points[0].auctions.indices.map { slot in
      Auction(value: mean { $0.auctions[slot].value }, cost: mean { $0.auctions[slot].cost })
    }
  }

  private func mean(_ number: (Procurement) -> Double) -> Double {
    var sum = 0.0
    for place in points.indices { sum += probabilities[place] * number(points[place]) }
    return sum
  }
}
