import BanditAlgorithms
import BanditGames
import BanditTesting
import Testing

struct OptimalBudgetsTests {
  @Test(
    arguments: [
      (7, 1.2, [3, 4]), (20, 1.2, [5, 8]), (3, 0, [2, 1]), (20, 2.4, [2, 3]),
    ] as [(Double, Double, [Double])])
  func playsTheOptimum(budget: Double, target: Double, budgets: [Double]) throws {
    let world = ScriptedChannels(
      [[auctions((6, 2), (3, 2), (1, 1))], [auctions((8, 4), (2, 4))]], horizon: 30, budget: budget,
      targetReturn: target)
    let policy = OptimalBudgets(settings: [:], problem: world.problem, truth: world.truth)
    let run = RecordedChannels(learner: policy, environment: world)
    for (found, expected) in zip(run.budgets(at: 30), budgets) { #expect(abs(found - expected) < 1e-9) }
    #expect(run.account.entry(for: .pseudo, group: "", after: 30).regret == 0)
    for group in ChannelsLedger.constraints {
      #expect(run.account.entry(for: .constraint, group: group, after: 30).regret == 0)
    }
  }

  /// Whose expected value is the benchmark to the last bit.
  @Test func hasARegretOfExactlyZero() throws {
    let world = ScriptedChannels(
      [[auctions((0.7, 0.3), (0.1, 0.1)), auctions((0.2, 0.7))], [auctions((0.9, 0.7), (0.3, 0.7))]], horizon: 999,
      budget: 0.37)
    let policy = OptimalBudgets(settings: [:], problem: world.problem, truth: world.truth)
    let run = RecordedChannels(learner: policy, environment: world)
    #expect(run.account.entry(for: .pseudo, group: "", after: 999).regret == 0)
  }

  @Test func typedCallsAndSettingsAgree() {
    let world = Cycles.world(isLong: false, .budget)
    #expect(
      haveSameContents(
        OptimalBudgets(world.problem, truth: world.truth),
        OptimalBudgets(settings: [:], problem: world.problem, truth: world.truth)))
  }

  @Test func conforms() { #expect(ChannelsConformance.violations(of: OptimalBudgets.self, isSafe: false) == []) }
}
