import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct TargetOptimumTests {
  @Test(arguments: [(7, 1.2, 15.5), (3, 0, 7.5), (20, 2.4, 8)] as [(Double, Double, Double)])
  func workedInstance(budget: Double, target: Double, value: Double) throws {
    let laws = [ChannelLaw(firstChannel.auctions), ChannelLaw(secondChannel.auctions)]
    let optimum = try #require(TargetOptimum(laws: laws, budget: budget, targetReturn: target))
    #expect(optimum.isExact)
    #expect(agree(optimum.value, value))
    try expectThatTargetsReachIt(optimum, laws, budget, target)
  }

  @Test func anAuctionTooLargeForTheBudgetIsLost() throws {
    let laws = [ChannelLaw(auctions((10, 2)))]
    let optimum = try #require(TargetOptimum(laws: laws, budget: 1, targetReturn: 0))
    #expect(optimum.value == 0)
    #expect(laws[0].meanSpend(under: ChannelLever(targetReturn: optimum.targets[0])) == 0)
    #expect(ChannelsTruth(laws: laws, horizon: 1, budget: 1, targetReturn: 0).optimum.value == 5)
  }

  private func expectThatTargetsReachIt(
    _ optimum: TargetOptimum, _ laws: [ChannelLaw], _ budget: Double, _ target: Double
  ) throws {
    var value = 0.0
    var spend = 0.0
    for (law, own) in zip(laws, optimum.targets) {
      value += law.meanValue(under: ChannelLever(targetReturn: own))
      spend += law.meanSpend(under: ChannelLever(targetReturn: own))
    }
    #expect(agree(value, optimum.value))
    #expect(spend <= budget * (1 + 1e-9))
    #expect(value >= target * spend - 1e-9)
  }

  /// Fixed auctions: a grid of targets on each channel never does better, and a fine one nearly as well.
  @Test func agreesWithAGridOfTargets() throws {
    var noise = RandomStream(key: StreamKey(seed: 23))
    for _ in 0..<60 {
      let laws = (0..<2).map { _ in ChannelLaw(randomAuctions(&noise)) }
      let budget = Double(1 + noise.integer(below: 10)) / 2
      let target = Double(noise.integer(below: 6)) / 2
      let optimum = try #require(TargetOptimum(laws: laws, budget: budget, targetReturn: target))
      try expectThatTargetsReachIt(optimum, laws, budget, target)
      let best = ChannelsTruth(laws: laws, horizon: 1, budget: budget, targetReturn: target).optimum.value
      #expect(optimum.value <= best + 1e-9)
      let grids = laws.map { law -> [(value: Double, spend: Double)] in
        // Budgets that fit the best auctions exactly are reached at their own return only.
        let own = law.points[0].auctions.filter { $0.cost > 0 }.map { $0.value / $0.cost }
        let targets = (0...400).map { Double($0) / 40 } + own + [1e9]
        return targets.map {
          let lever = ChannelLever(targetReturn: $0)
          return (law.meanValue(under: lever), law.meanSpend(under: lever))
        }
      }
      var gridBest = 0.0
      for first in grids[0] {
        for second in grids[1] {
          let (value, spend) = (first.value + second.value, first.spend + second.spend)
          if spend <= budget, value >= target * spend { gridBest = max(gridBest, value) }
        }
      }
      #expect(gridBest <= optimum.value + 1e-9)
      // A step of 1/40 in a target moves what is spent, hence the value, by a few per cent at most here.
      #expect(gridBest >= optimum.value * 0.9 - 1e-9)
    }
  }

  /// Where auctions change, targets follow them and may reach more than fixed budgets, never more than the adaptive
  /// optimum.
  @Test func changingAuctionsAreApproximated() throws {
    for programme in LinearProgramme.all.prefix(60) where programme.laws.contains(where: { !$0.isDeterministic }) {
      let laws = programme.laws
      let optimum = try #require(
        TargetOptimum(laws: laws, budget: programme.budget, targetReturn: programme.target))
      #expect(!optimum.isExact)
      #expect(optimum.value <= programme.adaptive + 1e-9)
      try expectThatTargetsReachIt(optimum, laws, programme.budget, programme.target)
    }
  }

  @Test func tooManyChannelsHaveNone() {
    let fixed = ChannelLaw(auctions((1, 1)))
    let random = ChannelLaw(probabilities: [0.5, 0.5], points: [firstChannel, secondChannel])
    let optimum = { (laws: [ChannelLaw]) in TargetOptimum(laws: laws, budget: 1, targetReturn: 0) }
    #expect(optimum(Array(repeating: fixed, count: TargetOptimum.fixedChannelLimit + 1)) == nil)
    #expect(optimum(Array(repeating: random, count: TargetOptimum.randomChannelLimit + 1)) == nil)
    #expect(optimum(Array(repeating: fixed, count: TargetOptimum.fixedChannelLimit)) != nil)
    let large = ChannelLaw(Array(repeating: Auction(value: 1, cost: 1), count: 2000))
    #expect(optimum(Array(repeating: large, count: TargetOptimum.fixedChannelLimit)) == nil)
  }
}
