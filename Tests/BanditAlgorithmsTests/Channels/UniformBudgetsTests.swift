import BanditAlgorithms
import BanditComparators
import BanditGames
import BanditTesting
import Testing

struct UniformBudgetsTests {
  @Test func splitsEvenly() throws {
    let world = Cycles.world(isLong: false, .budget)
    let run = RecordedChannels(learner: try make(UniformBudgets.self, for: world), environment: world)
    #expect(run.levers.allSatisfy { $0 == [ChannelLever(budget: 1.5), ChannelLever(budget: 1.5)] })
    #expect(run.account.entry(for: .constraint, group: "budget", after: 400).regret == 0)
    #expect(run.account.entry(for: .pseudo, group: "", after: 400).switches == 0)
  }

  @Test func conforms() {
    #expect(ChannelsConformance.violations(of: UniformBudgets.self, isSafe: false) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let world = Cycles.world(isLong: false, .budget)
    #expect(haveSameContents(UniformBudgets(world.problem), try make(UniformBudgets.self, for: world)))
  }
}
