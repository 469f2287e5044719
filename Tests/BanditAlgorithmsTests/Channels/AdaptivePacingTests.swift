import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct AdaptivePacingTests {
  private let target = Metric(
    "target", "The target return of the next period, for all channels.", unit: "reward per money", isCumulative: true)

  /// One channel with auctions (4, 1), (2, 1), rho = 1, gamma = 1, eps = .5. The target 1 buys the 1 that the budget
  /// allows; the target stays, as spend and rho agree.
  @Test func staysWhereSpendIsRight() throws {
    let world = ScriptedChannels([[auctions((4, 1), (2, 1))]], horizon: 8, budget: 1, targetReturn: 1)
    let run = RecordedChannels(
      learner: try make(AdaptivePacing.self, ["learningRate": .number(0.5)], for: world), environment: world)
    #expect(run.levers.allSatisfy { $0 == [ChannelLever(budget: 1, targetReturn: 1)] })
    #expect(run.totalValue == 32)
    #expect(run.learner.measure(target) == 1)
  }

  /// Both channels may spend 1 in each of the first two periods; each spends too much by 1, so that the target rises by
  /// 1/2. Then the budget of four periods is gone, and the target falls again.
  @Test func risesAfterSpendingTooMuch() throws {
    let world = ScriptedChannels(
      [[auctions((4, 1), (2, 1))], [auctions((3, 2))]], horizon: 4, budget: 1, targetReturn: 1)
    let run = RecordedChannels(
      learner: try make(AdaptivePacing.self, ["learningRate": .number(0.5)], for: world), environment: world)
    #expect(
      run.levers.map { $0[0] } == [
        ChannelLever(budget: 1, targetReturn: 1), ChannelLever(budget: 1, targetReturn: 1.5),
        ChannelLever(budget: 0, targetReturn: 2), ChannelLever(budget: 0, targetReturn: 1.5),
      ])
    #expect(run.totalSpend == 4)
    #expect(run.totalValue == 11)
  }

  /// The step of `auto`: the largest value 5 over rho^2 sqrt(T) = 4 * 5.
  @Test func automaticStep() throws {
    let world = ScriptedChannels([[auctions((4, 1), (2, 2))]], horizon: 25, budget: 2)
    var policy = try make(AdaptivePacing.self, for: world)
    policy.observe([ChannelFeedback(value: 0, spend: 3)], at: 1)
    #expect(policy.measure(target) == 0.25)
  }

  @Test func conforms() {
    #expect(ChannelsConformance.violations(of: AdaptivePacing.self, isSafe: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let world = Cycles.world(isLong: false, .budget)
    let typed = try AdaptivePacing(world.problem, learningRate: 0.5)
    #expect(haveSameContents(typed, try make(AdaptivePacing.self, ["learningRate": .number(0.5)], for: world)))
    #expect(
      haveSameContents(try AdaptivePacing(world.problem), try AdaptivePacing(settings: [:], problem: world.problem)))
    #expect(!haveSameContents(typed, try AdaptivePacing(world.problem)))
  }
}
