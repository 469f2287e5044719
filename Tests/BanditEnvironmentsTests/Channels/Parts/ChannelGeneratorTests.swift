import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditEnvironments

struct ChannelGeneratorTests {
  private func auctions(
    _ values: ChannelGenerator.Values, competitors: Int = 4, points: Int = 1, seed: UInt64 = 1
  ) -> [Auction] {
    var stream = RandomStream(key: StreamKey(seed: seed))
    let law = ChannelGenerator(
      auctionCount: 2000, pointCount: points, competitors: competitors, values: values, valueScale: 2, priceScale: 3
    ).law(from: &stream)
    #expect(law.probabilities == Array(repeating: 1 / Double(points), count: points))
    return law.points.flatMap(\.auctions)
  }

  private func pValue(_ sample: [Double], cdf: (Double) -> Double) -> Double {
    KolmogorovSmirnov(sample, cdf: cdf).pValue
  }

  /// Level 1e-6 each.
  @Test func valuesAndCostsHaveTheirLaws() {
    let uniform = auctions(.uniform)
    #expect(pValue(uniform.map(\.value)) { min(max($0 / 2, 0), 1) } > 1e-6)
    #expect(pValue(uniform.map(\.cost)) { pow(min(max($0 / 3, 0), 1), 4) } > 1e-6)
    let lognormal = auctions(.lognormal, competitors: 1)
    #expect(
      pValue(lognormal.map(\.value)) { 0.5 * erfc(-log($0 / 2) / 2.0.squareRoot()) } > 1e-6)
    #expect(pValue(lognormal.map(\.cost)) { min(max($0 / 3, 0), 1) } > 1e-6)
  }

  @Test func supportPointsDiffer() {
    let auctions = auctions(.uniform, points: 2)
    #expect(auctions.count == 4000)
    #expect(Array(auctions.prefix(2000)) != Array(auctions.suffix(2000)))
  }

  @Test func noCostIsTiny() {
    var stream = RandomStream(key: StreamKey(seed: 3))
    let law = ChannelGenerator(
      auctionCount: 100_000, pointCount: 1, competitors: 1, values: .uniform, valueScale: 1, priceScale: 1e-6
    ).law(from: &stream)
    // Without the bound one cost in a thousand would be below it.
    #expect(law.points[0].auctions.allSatisfy { $0.cost >= ChannelGenerator.smallestCost })
  }
}
