import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Draws the auctions of a channel once, before a run.
///
/// Values are uniform on [0, scale) or lognormal; a cost is the highest of c independent bids uniform on
/// [0, scale), drawn as scale * U^(1/c).
public struct ChannelGenerator: Hashable, Sendable {
  /// The law of values.
  public enum Values: String, Sendable, CaseIterable {
    /// scale * U.
    case uniform
    /// scale * exp(Z), Z standard normal.
    case lognormal
  }

  /// Auctions per period.
  public let auctionCount: Int
  /// Support points, all equally likely.
  public let pointCount: Int
  /// Competitors in each auction.
  public let competitors: Int
  /// The law of values.
  public let values: Values
  /// The scale of values.
  public let valueScale: Double
  /// The scale of costs.
  public let priceScale: Double

  /// Creates a generator; numbers that scenario files could not give are refused by the model.
  public init(
    auctionCount: Int = 20, pointCount: Int = 8, competitors: Int = 4, values: Values = .uniform,
    valueScale: Double = 1, priceScale: Double = 1
  ) {
    self.auctionCount = auctionCount
    self.pointCount = pointCount
    self.competitors = competitors
    self.values = values
    self.valueScale = valueScale
    self.priceScale = priceScale
  }

  /// Cheaper draws are drawn again: they would make values for money of any size.
  static let smallestCost = 1e-9

  /// Draws the support points.
  func law(from stream: inout RandomStream) -> ChannelLaw {
    // A standard lognormal law is within its bounds.
    let lognormal = try! Lognormal()
    let points = (0..<pointCount).map { _ in
      Procurement(
        (0..<auctionCount).map { _ in
          let factor = values == .uniform ? stream.uniform() : lognormal.sample(from: &stream)
          return Auction(value: valueScale * factor, cost: cost(from: &stream))
        })
    }
    return ChannelLaw(
      probabilities: Array(repeating: 1 / Double(pointCount), count: pointCount), points: points)
  }

  private func cost(from stream: inout RandomStream) -> Double {
    while true {
      let highest = Double.exp(Double.log(stream.uniform()) / Double(competitors))
      if priceScale * highest >= ChannelGenerator.smallestCost { return priceScale * highest }
    }
  }
}

extension ChannelGenerator {
  /// The generator that the keys of a scenario describe.
  init(_ settings: Settings) {
    self.init(
      auctionCount: settings.whole("auctions"), pointCount: settings.whole("supportSize"),
      competitors: settings.whole("competitors"), values: Values(rawValue: settings.text("values")) ?? .uniform,
      valueScale: settings.number("valueScale"), priceScale: settings.number("priceScale"))
  }

  /// The keys that describe it.
  var setting: Setting {
    .object([
      "auctions": .whole(auctionCount), "supportSize": .whole(pointCount), "competitors": .whole(competitors),
      "values": .text(values.rawValue), "valueScale": .number(valueScale), "priceScale": .number(priceScale),
    ])
  }
}
