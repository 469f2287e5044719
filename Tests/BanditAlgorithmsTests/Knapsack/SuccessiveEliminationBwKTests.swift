import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SuccessiveEliminationBwKTests {
  /// While nothing is known every arm is favoured in turn; in the end a bad arm is left.
  @Test func leavesWhatIsNotOptimal() throws {
    // Arm 2 earns less than arm 1 and takes more.
    let world = CoinKnapsack([0.8, 0.4, 0.3], [[1, 0.2, 0.9]], budget: 3000, horizon: 6000, isDeterministic: true)
    var early = 0
    let (_, account) = playKnapsack(world, try SuccessiveEliminationBwK(world.problem, exploration: 0.1)) {
      _, account, round in
      if round == 200 { early = account.pulls[2] }
    }
    #expect(early > 10)
    let late = Double(account.pulls[2] - early) / 5800
    #expect(late < 0.08, "\(late)")
    #expect(account.entry(for: .knapsackLP, group: "", after: 6000).value > 0.85 * 6000 * 0.55)
  }

  @Test func conforms() {
    #expect(KnapsackConformance.violations(of: SuccessiveEliminationBwK.self, isRandomized: true) == [])
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 2, horizon: 10)
    #expect(throws: InvalidSettings.self) { try SuccessiveEliminationBwK(problem, slack: -0.1) }
  }
}
