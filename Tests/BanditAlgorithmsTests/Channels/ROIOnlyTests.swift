import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct ROIOnlyTests {
  @Test(arguments: [(7, 1.2, 15.5), (3, 0, 7.5), (20, 2.4, 8)] as [(Double, Double, Double)])
  func reachesTheOptimumOfTargets(budget: Double, target: Double, value: Double) throws {
    let world = ScriptedChannels(
      [[auctions((6, 2), (3, 2), (1, 1))], [auctions((8, 4), (2, 4))]], horizon: 10, budget: budget,
      targetReturn: target)
    let policy = ROIOnly(settings: [:], problem: world.problem, truth: world.truth)
    let run = RecordedChannels(learner: policy, environment: world)
    #expect(abs(run.totalValue - 10 * value) < 1e-9)
    #expect(run.levers.joined().allSatisfy { $0.budget == .infinity })
    for group in ChannelsLedger.constraints {
      #expect(run.account.entry(for: .constraint, group: group, after: 10).regret == 0)
    }
    #expect(
      abs(run.account.entry(for: .pseudo, group: "", after: 10).value - 10 * value) < 1e-9)
  }

  @Test func buysNothingOfATooLargeAuction() throws {
    let world = ScriptedChannels([[auctions((10, 2))]], horizon: 10, budget: 1)
    let policy = ROIOnly(settings: [:], problem: world.problem, truth: world.truth)
    let run = RecordedChannels(learner: policy, environment: world)
    #expect(run.totalValue == 0)
    #expect(run.totalSpend == 0)
    #expect(run.account.entry(for: .pseudo, group: "", after: 10).regret == 50)
  }

  @Test func refusesTooManyChannels() {
    let world = ScriptedChannels(
      Array(repeating: [auctions((1, 1)), auctions((2, 1))], count: 5), horizon: 10, budget: 1)
    #expect(throws: InvalidSettings.self) {
      try ROIOnly.check(settings: [:], problem: world.problem, truth: world.truth)
    }
  }

  @Test func typedCallsAndSettingsAgree() {
    let world = Cycles.world(isLong: false, .budget)
    #expect(
      haveSameContents(
        ROIOnly(world.problem, truth: world.truth),
        ROIOnly(settings: [:], problem: world.problem, truth: world.truth)))
  }

  @Test func conforms() { #expect(ChannelsConformance.violations(of: ROIOnly.self, isSafe: false) == []) }
}
