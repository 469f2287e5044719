import BanditComparators
import BanditGames
import Testing

@testable import BanditEnvironments

struct PositionAuctionTests {
  @Test func generalisedSecondPriceNeedsTheHull() {
    let auction = PositionAuction(value: 10, discounts: [1, 0.6, 0.5], bids: [4, 4, 1], pricing: .gsp)
    #expect(auction.slots.map(\.cost) == [4, 0.6 * 4, 0.5])
    #expect(auction.slots.map(\.value) == [10, 6, 5])
    #expect(auction.hull == [.init(cost: 0.5, value: 5), .init(cost: 4, value: 10)])
    #expect(auction.increments == [Auction(value: 5, cost: 0.5), Auction(value: 5, cost: 3.5)])
  }

  @Test func pricesOfTwoSlots() {
    let costs = { (pricing: PositionAuction.Pricing) in
      PositionAuction(value: 1, discounts: [1, 0.5], bids: [4, 2], pricing: pricing).slots.map(\.cost)
    }
    #expect(costs(.vcg) == [3, 1])
    #expect(costs(.gsp) == [4, 1])
  }

  /// Under VCG the increment of slot l is the discount's step at the value v for the bid d_l: v / d_l for the money.
  @Test func vcgIncrementsAreOnTheHull() {
    let auction = PositionAuction(value: 3, discounts: [1, 0.75, 0.25], bids: [5, 4, 2], pricing: .vcg)
    #expect(
      auction.increments == [
        Auction(value: 0.75, cost: 0.5), Auction(value: 1.5, cost: 2), Auction(value: 0.75, cost: 1.25),
      ])
  }

  @Test func freeAndWorthlessSlots() {
    let free = PositionAuction(value: 4, discounts: [1, 0.5, 0.25], bids: [2, 0, 0], pricing: .gsp)
    #expect(free.increments == [Auction(value: 2, cost: 0), Auction(value: 2, cost: 2)])
    #expect(PositionAuction(value: 0, discounts: [1], bids: [2], pricing: .vcg).increments == [])
    #expect(PositionAuction(value: 4, discounts: [1, 1], bids: [2, 1], pricing: .gsp).increments.count == 1)
    #expect(
      PositionAuction(value: 4, discounts: [1], bids: [0], pricing: .gsp).increments == [Auction(value: 4, cost: 0)])
  }

  /// The multiple-choice knapsack solved over a fine grid of mixtures of two slots (or none) never beats the increments.
  @Test func noMixtureBeatsTheIncrements() {
    let auction = PositionAuction(value: 7, discounts: [1, 0.9, 0.5, 0.2], bids: [5, 3, 2.5, 0.5], pricing: .gsp)
    let channel = Procurement(auction.increments)
    let points = [PositionAuction.Slot(cost: 0, value: 0)] + auction.slots
    for left in points {
      for right in points {
        for share in 0...100 {
          let weight = Double(share) / 100
          let cost = weight * left.cost + (1 - weight) * right.cost
          let value = weight * left.value + (1 - weight) * right.value
          #expect(value <= channel.value(of: cost) + 1e-12)
        }
      }
    }
    for corner in auction.hull { #expect(abs(channel.value(of: corner.cost) - corner.value) < 1e-12) }
  }
}
