import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct ChannelsTruthTests {
  /// One channel with an auction (20, 2) or (2, 2), budget 1: who may follow the auctions buys only the good one.
  @Test func yardsticksOfAChannelWithGoodAndBadPeriods() {
    let law = ChannelLaw(
      probabilities: [0.5, 0.5], points: [Procurement(auctions((20, 2))), Procurement(auctions((2, 2)))])
    let truth = ChannelsTruth(laws: [law], horizon: 2, budget: 1, targetReturn: 0)
    #expect(agree(truth.optimum.value, 5.5))
    #expect(agree(truth.adaptiveOptimum, 10))
    #expect(agree(truth.hindsightKnapsack(counts: [[1, 1]], periods: 2), 10))
    // Only bad periods: 3 units of money at a return of 1, over 3 periods.
    #expect(agree(truth.hindsightKnapsack(counts: [[0, 3]], periods: 3), 1))
    #expect(truth.channelMeanKnapsack.map { agree($0, 5.5) } == true)
  }

  @Test func yardsticksMindTheTarget() {
    let law = ChannelLaw(firstChannel.auctions)
    let truth = ChannelsTruth(laws: [law], horizon: 2, budget: 20, targetReturn: 2.4)
    // As in the worked example of the channel itself: 8 for 10/3.
    #expect(agree(truth.adaptiveOptimum, 8))
    #expect(agree(truth.hindsightKnapsack(counts: [[2]], periods: 2), 8))
    #expect(truth.channelMeanKnapsack.map { agree($0, 8) } == true)
  }

  @Test func auctionsThatDoNotCorrespondHaveNoMean() {
    let points = [Procurement(auctions((1, 1))), Procurement(auctions((1, 1), (2, 1)))]
    let uneven = ChannelLaw(probabilities: [0.5, 0.5], points: points)
    #expect(ChannelsTruth(laws: [uneven], horizon: 1, budget: 1, targetReturn: 0).channelMeanKnapsack == nil)
    let slots = ChannelLaw(probabilities: [1], points: [points[0]], hasSlots: false)
    #expect(ChannelsTruth(laws: [slots], horizon: 1, budget: 1, targetReturn: 0).channelMeanKnapsack == nil)
  }

  @Test func guaranteeOfSmallBudgets() {
    let laws = [
      ChannelLaw(
        probabilities: [0.5, 0.5],
        points: [Procurement(auctions((4, 1), (1, 1))), Procurement(auctions((1, 0), (1, 2), (0.5, 1)))]),
      ChannelLaw(auctions((3, 0.75), (1, 1))),
    ]
    let guarantee = GuaranteedValue(laws)
    #expect(guarantee.largestBudget == 0.75)
    // Channel 0 returns 4 b or 1 + b / 2, channel 1 returns 4 b.
    #expect(agree(guarantee.value(of: 0.2), 0.8 + 0.8))
    #expect(agree(guarantee.value(of: 0.5), 1.25 + 2))
    #expect(ChannelsProblem(laws: laws, horizon: 5, budget: 2, targetReturn: 1).valueBound == 5)
  }

  @Test func theProblemKnowsTheLargestValue() {
    let problem = ChannelsProblem(
      laws: [ChannelLaw(firstChannel.auctions), ChannelLaw(secondChannel.auctions)], horizon: 4, budget: 3,
      targetReturn: 0)
    #expect(problem.valueBound == 7.5)
    #expect(problem.totalBudget == 12)
    #expect(problem.guarantee.largestBudget == 2)
  }
}
