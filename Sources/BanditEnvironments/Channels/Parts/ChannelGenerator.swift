import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Draws the auctions of a channel once, before a run.
///
/// Values are uniform on [0, scale) or lognormal; a cost is the highest of c independent bids uniform on
/// [0, scale), drawn as scale * U^(1/c).
struct ChannelGenerator {
  /// The law of values.
  enum Values: String, CaseIterable {
    /// scale * U.
    case uniform
    /// scale * exp(Z), Z standard normal.
    case lognormal
  }

  /// Auctions per period.
  let auctionCount: Int
  /// Support points, all equally likely.
  let pointCount: Int
  /// Competitors in each auction.
  let competitors: Int
  /// The law of values.
  let values: Values
  /// The scale of values.
  let valueScale: Double
  /// The scale of costs.
  let priceScale: Double

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
