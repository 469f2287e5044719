/// What a small budget on every channel is sure to buy, whatever a period brings.
///
/// Up to the cost of its best auctions a channel's value is linear in its budget, at every support point.
public struct GuaranteedValue: Hashable, Sendable {
  /// The value of a budget at a support point: intercept + slope * budget.
  private struct Line: Hashable {
    let intercept: Double
    let slope: Double
  }

  private let lines: [[Line]]
  /// The largest budget for which the guarantee is stated: the smallest cost of the best auctions of any channel
  /// at any support point.
  public let largestBudget: Double

  /// Takes the guarantee from the laws.
  public init(_ laws: [ChannelLaw]) {
    largestBudget = laws.flatMap(\.points).map(\.topCost).min() ?? .infinity
    lines = laws.map { law in
      Set(law.points.map { Line(intercept: $0.freeValue, slope: $0.topRatio) }).sorted {
        ($0.slope, $0.intercept) < ($1.slope, $1.intercept)
      }
    }
  }

  /// The least value of a period with the same budget on every channel.
  ///
  /// - Precondition: `0 <= budget <= largestBudget`.
  public func value(of budget: Double) -> Double {
    lines.reduce(0) { $0 + $1.map { $0.intercept + $0.slope * budget }.min()! }
  }
}
