import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct UCBBwKTests {
  /// Every arm once, in order; then with deterministic outcomes and small radii the shares of the programme: (.375, .625) of
  /// 4000 rounds, five standard deviations of a draw are .038 (level 6e-7), and the reward is near 4000 * .55.
  @Test func mixesAsTheProgrammeDoes() throws {
    let world = CoinKnapsack([0.8, 0.4], [[1, 0.2]], budget: 2000, horizon: 4000, isDeterministic: true)
    var first: [Int?] = []
    let (_, account) = playKnapsack(world, try UCBBwK(world.problem, exploration: 0.01)) { _, account, round in
      if round <= 2 { first.append(account.pulls.indices.last { account.pulls[$0] > 0 }) }
    }
    #expect(first == [0, 1])
    #expect(abs((account.measure(.armPlay.at(0), after: 4000) ?? 0) - 0.375) < 0.05)
    #expect((account.measure(.armPlay.at(2), after: 4000) ?? 1) < 0.01)
    let regret = account.entry(for: .knapsackLP, group: "", after: 4000).regret
    #expect(regret < 100 && regret > -10)
  }

  /// With a tenth of a round's budget: half of the rounds are the null arm's.
  @Test func saves() throws {
    let world = CoinKnapsack([0.8, 0.4], [[1, 0.2]], budget: 400, horizon: 4000, isDeterministic: true)
    let account = playKnapsack(world, try UCBBwK(world.problem, exploration: 0.01)).account
    #expect(abs((account.measure(.armPlay.at(2), after: 4000) ?? 0) - 0.5) < 0.05)
    #expect(account.entry(for: .knapsackLP, group: "", after: 4000).value > 0.9 * 800)
  }

  @Test func conforms() {
    #expect(KnapsackConformance.violations(of: UCBBwK.self, settings: ["exploration": 0.1], isRandomized: true) == [])
    #expect(KnapsackConformance.violations(of: UCBBwK.self) == [])
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 2, horizon: 10)
    #expect(throws: InvalidSettings.self) { try UCBBwK(problem, exploration: -1) }
    #expect(throws: InvalidSettings.self) { try UCBBwK(problem, slack: 1) }
  }
}
