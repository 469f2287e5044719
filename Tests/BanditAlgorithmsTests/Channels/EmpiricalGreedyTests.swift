import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct EmpiricalGreedyTests {
  /// Tests/Reference/sgd_ucb.py.
  @Test(arguments: [
    Cycles.Outcome(
      isLong: false, charge: .budget, stoppingTime: 400, budgets: [442, 678.4], value: 2700.45, spend: 1120.4),
    Cycles.Outcome(
      isLong: true, charge: .budget, stoppingTime: 298, budgets: [1204, 1786], value: 6303.91666666667, spend: 2990),
    Cycles.Outcome(
      isLong: true, charge: .spend, stoppingTime: 310, budgets: [1222, 1828], value: 6392.25, spend: 3044),
  ])
  func agreesWithATranscription(expected: Cycles.Outcome) throws {
    let world = Cycles.world(isLong: expected.isLong, expected.charge)
    let policy = try make(
      EmpiricalGreedy.self, ["arms": Cycles.arms(isLong: expected.isLong), "safeBudget": .number(0.5)], for: world)
    expect(RecordedChannels(learner: policy, environment: world), expected)
  }

  /// Without noise the merge of the means is the exact optimum on the grid: (3, 4) on the worked instance.
  @Test func findsTheOptimumWithoutNoise() throws {
    let world = ScriptedChannels(
      [[auctions((6, 2), (3, 2), (1, 1))], [auctions((8, 4), (2, 4))]], horizon: 100, budget: 7)
    let policy = try make(EmpiricalGreedy.self, ["arms": .whole(8)], for: world)
    let run = RecordedChannels(learner: policy, environment: world)
    #expect(run.budgets(at: 9) == [3, 4])
    #expect(run.budgets(at: 50) == [3, 4])
  }

  @Test func conforms() {
    #expect(ChannelsConformance.violations(of: EmpiricalGreedy.self, isSafe: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let world = Cycles.world(isLong: false, .budget)
    let typed = try EmpiricalGreedy(world.problem, arms: .evenlySpaced(5), safeBudget: 0.5, margin: 0.01)
    #expect(
      haveSameContents(
        typed,
        try make(
          EmpiricalGreedy.self, ["arms": .whole(5), "safeBudget": .number(0.5), "margin": .number(0.01)], for: world)))
    #expect(
      haveSameContents(try EmpiricalGreedy(world.problem), try EmpiricalGreedy(settings: [:], problem: world.problem)))
    #expect(!haveSameContents(typed, try EmpiricalGreedy(world.problem)))
  }
}
