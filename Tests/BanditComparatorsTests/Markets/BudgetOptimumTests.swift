import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct BudgetOptimumTests {
  private func truth(_ channels: [[Auction]], _ budget: Double, _ target: Double) -> ChannelsTruth {
    ChannelsTruth(laws: channels.map { ChannelLaw($0) }, horizon: 10, budget: budget, targetReturn: target)
  }

  @Test(
    arguments: [
      (7, 1.2, 15.5, [3, 4]), (20, 1.2, 20, [5, 8]), (3, 0, 8, [2, 1]), (20, 2.4, 12, [2, 3]),
    ] as [(Double, Double, Double, [Double])])
  func workedInstance(budget: Double, target: Double, value: Double, budgets: [Double]) {
    let optimum = truth([firstChannel.auctions, secondChannel.auctions], budget, target).optimum
    #expect(agree(optimum.value, value))
    for (found, expected) in zip(optimum.budgets, budgets) { #expect(agree(found, expected)) }
  }

  @Test func agreesWithLinearProgrammes() {
    #expect(LinearProgramme.all.count == 400)
    for (number, programme) in LinearProgramme.all.enumerated() {
      let truth = ChannelsTruth(
        laws: programme.laws, horizon: 1, budget: programme.budget, targetReturn: programme.target)
      #expect(agree(truth.optimum.value, programme.optimum), "instance \(number)")
      #expect(agree(truth.adaptiveOptimum, programme.adaptive), "instance \(number)")
      let budgets = truth.optimum.budgets
      #expect(budgets.reduce(0, +) <= programme.budget * (1 + 1e-12))
      #expect(truth.optimum.value >= programme.target * budgets.reduce(0, +) - 1e-9)
      let (budget, target, value) = (programme.channel[0], programme.channel[1], programme.channel[2])
      let channel = programme.laws[0].points[0]
      let spend = channel.spend(under: ChannelLever(budget: budget, targetReturn: target))
      #expect(agree(channel.value(of: spend), value), "instance \(number)")
    }
  }

  @Test func everyPairOfMultipliersBoundsTheOptimum() {
    var noise = RandomStream(key: StreamKey(seed: 11))
    for programme in LinearProgramme.all {
      let truth = ChannelsTruth(
        laws: programme.laws, horizon: 1, budget: programme.budget, targetReturn: programme.target)
      for _ in 0..<10 {
        let bound = truth.dualBound(returnMultiplier: 4 * noise.uniform(), budgetMultiplier: 8 * noise.uniform())
        #expect(bound >= truth.optimum.value - 1e-9)
      }
    }
  }

  /// Dual(0, mu) = (2 - mu)+ + (1 - mu)+ + mu for channels that return 2 and 1 on budgets up to 1.
  @Test(arguments: [(0.5, 2.5), (1, 2), (1.5, 2), (2, 2), (2.5, 2.5)])
  func dualOfTwoLines(multiplier: Double, value: Double) {
    let truth = truth([auctions((2, 1)), auctions((1, 1))], 1, 1)
    #expect(truth.optimum.value == 2)
    #expect(agree(truth.dualBound(returnMultiplier: 0, budgetMultiplier: multiplier), value))
    // With lambda = 1: 2 (2 - (1 + mu)/2)+ + ... = (3 - mu)+ + (1 - mu)+ + mu.
    let second = max(0, 3 - multiplier) + max(0, 1 - multiplier) + multiplier
    #expect(agree(truth.dualBound(returnMultiplier: 1, budgetMultiplier: multiplier), second))
  }

  @Test func growsWithTheBudgetAndFallsWithTheTarget() {
    for programme in LinearProgramme.all.prefix(150) {
      let values = { (budget: Double, target: Double) in
        ChannelsTruth(laws: programme.laws, horizon: 1, budget: budget, targetReturn: target).optimum.value
      }
      let present = values(programme.budget, programme.target)
      #expect(values(programme.budget * 1.3, programme.target) >= present - 1e-9)
      #expect(values(programme.budget, programme.target + 0.4) <= present + 1e-9)
    }
  }

  /// Another unit of money changes nothing.
  @Test(arguments: [1e-3, 7, 1e4]) func doesNotDependOnTheUnitOfMoney(unit: Double) {
    for programme in LinearProgramme.all.prefix(100) {
      let laws = programme.laws.map { law in
        ChannelLaw(
          probabilities: law.probabilities,
          points: law.points.map { Procurement($0.auctions.map { Auction(value: $0.value, cost: unit * $0.cost) }) })
      }
      let truth = ChannelsTruth(
        laws: laws, horizon: 1, budget: unit * programme.budget, targetReturn: programme.target / unit)
      #expect(agree(truth.optimum.value, programme.optimum))
    }
  }
}
