import BanditCards
import BanditComparators
import BanditGames
import Testing

@testable import BanditAlgorithms

struct BestMixtureTests {
  private func best(_ world: CoinKnapsack) -> BestMixture {
    BestMixture(settings: [:], problem: world.problem, truth: world.truth)
  }

  /// Earns the programme up to chance: mean regret over 40 runs of the order of sqrt(T), here below 2 sqrt(1000); and no
  /// learner of the catalogue earns as much.
  @Test func earnsTheProgramme() throws {
    var sums = [0.0, 0.0, 0.0, 0.0]
    for seed in 1...40 {
      let world = CoinKnapsack([0.8, 0.4], [[1, 0.2]], budget: 500, horizon: 1000)
      func regret(_ learner: some KnapsackLearner) -> Double {
        playKnapsack(world, learner, seed: UInt64(seed)).account.entry(for: .knapsackLP, group: "", after: 1000).regret
      }
      sums[0] += regret(best(world)) / 40
      sums[1] += regret(try UCBBwK(world.problem)) / 40
      sums[2] += regret(try SuccessiveEliminationBwK(world.problem)) / 40
      sums[3] += regret(try LagrangeBwK(world.problem)) / 40
    }
    #expect(abs(sums[0]) < 2 * 1000.0.squareRoot())
    #expect(sums.dropFirst().allSatisfy { $0 > sums[0] })
  }

  /// The null arm gets what is missing; without one, weights are in proportion; nothing to earn.
  @Test func mixtures() {
    let saving = CoinKnapsack([0.8, 0.4], [[1, 0.2]], budget: 100, horizon: 1000)
    let pulls = playKnapsack(saving, best(saving)).account.pulls
    #expect(pulls[0] == 0 && abs(Double(pulls[2]) - 500) < 80)
    let greedy = CoinKnapsack([0.8, 0.4], [[1, 0.2]], budget: 100, horizon: 1000, hasNullArm: false)
    #expect(playKnapsack(greedy, best(greedy)).account.pulls[0] == 0)
    let poor = CoinKnapsack([0, 0], [[1, 1]], budget: 100, horizon: 50, hasNullArm: false)
    #expect(playKnapsack(poor, best(poor)).account.pulls.reduce(0, +) == 50)
  }

  /// No learner overruns a budget by more than its last pull: before the pull that ended the run something was left, of every
  /// resource, in every round of 120 random instances and all learners; and nothing happens after it.
  @Test func nobodyOverrunsABudget() throws {
    var stopped = 0
    for (number, world) in randomKnapsacks(120, horizon: 60, seed: 15).enumerated() {
      let problem = world.problem
      func check(_ learner: some KnapsackLearner) {
        var left = Array(repeating: problem.budget, count: problem.resourceCount)
        var ended: Int?
        playKnapsack(world, learner, seed: UInt64(number + 1)) { game, account, round in
          let now = (0..<problem.resourceCount).map { account.measure(.resourceLeft.at($0), after: round) ?? .nan }
          if ended == nil {
            #expect(left.allSatisfy { $0 > 0 })
            #expect(zip(left, now).allSatisfy { $0 - $1 <= 1 + 1e-9 && $1 > -1 })
          } else {
            #expect(now == left && account.rounds == ended && game.latestRound(account).action == "-")
          }
          if account.isStopped, ended == nil {
            ended = round
            #expect(now.contains { $0 <= 1e-9 })
          } else if ended == nil {
            #expect(now.allSatisfy { $0 > 0 })
          }
          left = now
        }
        if ended != nil { stopped += 1 }
      }
      check(try UCBBwK(problem))
      check(try UCBBwK(problem, exploration: 0.1, slack: 0.2))
      check(try SuccessiveEliminationBwK(problem))
      for id in ["exp3-p", "exp3", "tsallis-inf"] { check(try LagrangeBwK(problem, primal: NestedLearner(id))) }
      check(try LagrangeBwK(problem, time: false, multiplier: .fixed(0.7 / problem.rate)))
      check(best(world))
    }
    #expect(stopped > 200)
  }
}
