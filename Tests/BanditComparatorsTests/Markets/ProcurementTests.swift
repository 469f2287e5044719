import BanditComparators
import BanditStreams
import BanditTesting
import Testing

/// Auctions on a grid, so that ties and round ratios occur; some free.
func randomAuctions(_ noise: inout RandomStream) -> [Auction] {
  (0..<(1 + noise.integer(below: 4))).map { _ in
    Auction(value: Double(noise.integer(below: 9)) / 2, cost: Double(noise.integer(below: 7)) / 2)
  }
}

struct ProcurementTests {
  private func expect(
    _ channel: Procurement, _ lever: ChannelLever, shares: [Double], value: Double, spend: Double
  ) {
    let found = channel.spend(under: lever)
    #expect(abs(found - spend) < 1e-12)
    #expect(abs(channel.value(of: found) - value) < 1e-12)
    for (share, expected) in zip(channel.shares(of: found), shares) { #expect(abs(share - expected) < 1e-12) }
  }

  @Test func workedExamples() {
    expect(firstChannel, ChannelLever(budget: 3), shares: [1, 0.5, 0], value: 7.5, spend: 3)
    expect(
      firstChannel, ChannelLever(budget: 4.5, targetReturn: 2.4), shares: [1, 2.0 / 3, 0], value: 8, spend: 10.0 / 3)
    expect(secondChannel, ChannelLever(targetReturn: 1.5), shares: [1, 0.5], value: 9, spend: 6)
  }

  /// With a target return alone an auction is bought whole or not at all, as long as it is the best one.
  @Test func aTargetAloneSpendsNothingOrTheBestAuctions() {
    let single = Procurement(auctions((10, 2)))
    #expect(single.spend(under: ChannelLever(targetReturn: 5.0.nextUp * 1.001)) == 0)
    #expect(single.spend(under: ChannelLever(targetReturn: 5)) == 2)
    #expect(single.topCost == 2)
    // 0.1 / 0.3 and 0.2 / 0.6 and 0.3 / 0.9 tie, though not to the last bit.
    let tied = Procurement(auctions((0.1, 0.3), (0.3, 0.9), (0.2, 0.6), (0.1, 1)))
    #expect(abs(tied.topCost - 1.8) < 1e-15)
    #expect(abs(tied.spend(under: ChannelLever(targetReturn: 1.0 / 3)) - 1.8) < 1e-12)
  }

  @Test func freeAuctionsComeFirst() {
    let channel = Procurement(auctions((1, 1), (2, 0), (0, 0), (3, 1)))
    #expect(channel.freeValue == 2)
    #expect(channel.topCost == 1)
    #expect(channel.shares(of: 0.5) == [0, 1, 1, 0.5])
    #expect(channel.value(of: 0.5) == 3.5)
    // What is free pays for the rest: 2 + 3 + 1 s' = 4 (1 + s') gives s' = 1/3.
    expect(channel, ChannelLever(targetReturn: 4), shares: [1.0 / 3, 1, 1, 1], value: 16.0 / 3, spend: 4.0 / 3)
    #expect(channel.spend(under: .closed) == 0)
    #expect(Procurement(auctions((2, 0))).topCost == .infinity)
  }

  @Test func tiesGoToTheLowerIndex() {
    #expect(Procurement(auctions((1, 1), (2, 2), (1, 1))).shares(of: 2) == [1, 0.5, 0])
  }

  /// Every purchase of whole auctions and a part of one is tried; no other prefix order does better.
  @Test func noPurchaseIsBetter() {
    var noise = RandomStream(key: StreamKey(seed: 7))
    for _ in 0..<400 {
      let auctions = randomAuctions(&noise)
      let lever = ChannelLever(
        budget: Double(noise.integer(below: 12)) / 2 + 0.1, targetReturn: Double(noise.integer(below: 8)) / 2)
      let channel = Procurement(auctions)
      let spend = channel.spend(under: lever)
      let value = channel.value(of: spend)
      #expect(spend <= lever.budget)
      #expect(value >= lever.targetReturn * spend - 1e-12)
      let shares = channel.shares(of: spend)
      #expect(abs(zip(shares, auctions).reduce(0) { $0 + $1.0 * $1.1.value } - value) < 1e-12)
      #expect(abs(zip(shares, auctions).reduce(0) { $0 + $1.0 * $1.1.cost } - spend) < 1e-12)
      // A vertex of the feasible set has at most two fractional shares; a grid of quarters is a fair sample of the rest.
      var grid = Array(repeating: 0, count: auctions.count)
      search: while true {
        let cost = zip(grid, auctions).reduce(0) { $0 + Double($1.0) / 4 * $1.1.cost }
        let worth = zip(grid, auctions).reduce(0) { $0 + Double($1.0) / 4 * $1.1.value }
        if cost <= lever.budget, worth >= lever.targetReturn * cost {
          #expect(worth <= value + 1e-12, "\(auctions) \(lever)")
        }
        var place = 0
        while place < grid.count, grid[place] == 4 {
          grid[place] = 0
          place += 1
        }
        if place == grid.count { break search }
        grid[place] += 1
      }
    }
  }
}
