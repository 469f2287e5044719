import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams
import Foundation
import Testing

@testable import BanditAlgorithms

/// Confidence bounds and the programmes over them.
struct KnapsackStatisticsTests {
  private func near(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  /// Without radii the programme is that of the means: the worked example's D = (.375, .625), also after other programmes.
  @Test func withoutRadiiItIsTheProgramme() {
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 500, horizon: 1000)
    var statistics = KnapsackStatistics(problem, exploration: 0, slack: 0)
    #expect(statistics.unpulled == 0)
    statistics.record(KnapsackOutcome(reward: 0.8, consumption: [1]), of: 0)
    #expect(statistics.unpulled == 1)
    statistics.record(KnapsackOutcome(reward: 0.3, consumption: [0.1]), of: 1)
    statistics.record(KnapsackOutcome(reward: 0.5, consumption: [0.3]), of: 1)
    statistics.record(KnapsackOutcome(reward: 9, consumption: [9]), of: 2)
    #expect(statistics.unpulled == nil && statistics.pulls == [1, 2])
    let isSolved1 = statistics.solveAtBest()
    #expect(isSolved1 && near(statistics.mixture, [0.375, 0.625]))
    // Only the optimum itself may be optimal, whichever arm is favoured.
    for arm in 0..<2 {
      let isSolved2 = statistics.solve(favouring: arm)
      #expect(isSolved2 && near(statistics.mixture, [0.375, 0.625]))
    }
    let isSolved3 = statistics.solveAtBest()
    #expect(isSolved3 && near(statistics.mixture, [0.375, 0.625]))
    // A fifth of the budget kept back: .8 D0 + .2 (1 - D0) ... = .4 at D0 = .25.
    var careful = KnapsackStatistics(problem, exploration: 0, slack: 0.2)
    careful.record(KnapsackOutcome(reward: 0.8, consumption: [1]), of: 0)
    careful.record(KnapsackOutcome(reward: 0.4, consumption: [0.2]), of: 1)
    let isSolved4 = careful.solveAtBest()
    #expect(isSolved4 && near(careful.mixture, [0.25, 0.75]))
  }

  /// sqrt(2 ln 1000 / 4) = 1.858 and, times .1, .186; bounds are cut to [0, 1].
  @Test func radii() {
    let problem = KnapsackProblem(armCount: 1, resourceCount: 1, budget: 100, horizon: 1000)
    var wide = KnapsackStatistics(problem, exploration: 1, slack: 0)
    var narrow = KnapsackStatistics(problem, exploration: 0.1, slack: 0)
    for _ in 0..<4 {
      wide.record(KnapsackOutcome(reward: 0.5, consumption: [0.5]), of: 0)
      narrow.record(KnapsackOutcome(reward: 0.5, consumption: [0.5]), of: 0)
    }
    #expect(abs(wide.radius(0) - (2 * log(1000) / 4).squareRoot()) < 1e-12)
    #expect(abs(narrow.radius(0) - 0.1 * (2 * log(1000) / 4).squareRoot()) < 1e-12)
    // At best it consumes nothing: all weight; with the narrow radius .1 / (.5 - .1858).
    let isSolved5 = wide.solveAtBest()
    #expect(isSolved5 && wide.mixture == [1])
    let isSolved6 = narrow.solveAtBest()
    #expect(isSolved6 && abs(narrow.mixture[0] - 0.1 / (0.5 - narrow.radius(0))) < 1e-12)
  }

  /// What may be optimal holds every optimum of means within the bounds: of 200 random cases, the optimum for means drawn
  /// within the bounds never has more weight on an arm than the distribution that favours it; and wide bounds exclude nothing.
  @Test func favouredArms() throws {
    var noise = RandomStream(key: StreamKey(seed: 77))
    var strict = 0
    for _ in 0..<200 {
      let (arms, horizon) = (2 + noise.integer(below: 3), 100)
      let problem = KnapsackProblem(armCount: arms, resourceCount: 2, budget: 30, horizon: horizon)
      var statistics = KnapsackStatistics(problem, exploration: 0.1, slack: 0)
      let means = (0..<arms).map { _ in [noise.uniform(), noise.uniform(), noise.uniform()] }
      for arm in 0..<arms {
        for _ in 0..<4 {
          statistics.record(
            KnapsackOutcome(reward: means[arm][0], consumption: [means[arm][1], means[arm][2]]), of: arm)
        }
      }
      func within(_ mean: Double, _ arm: Int) -> Double {
        min(1, max(0, mean + (2 * noise.uniform() - 1) * statistics.radius(arm)))
      }
      let rewards = (0..<arms).map { within(means[$0][0], $0) }
      let consumptions = (1...2).map { resource in (0..<arms).map { within(means[$0][resource], $0) } }
      let possible = try #require(
        KnapsackProgramme(rewards: rewards, consumptions: consumptions, rates: [0.3, 0.3]))
      for arm in 0..<arms {
        let isSolved7 = statistics.solve(favouring: arm)
        #expect(isSolved7)
        #expect(statistics.mixture[arm] >= possible.mixture[arm] - 1e-9)
        if statistics.mixture[arm] < 0.299 { strict += 1 }
      }
    }
    // Some arms cannot have what the resources would allow.
    #expect(strict > 3)
  }

  /// What is missing to 1 goes to the null arm, and without one to all arms in proportion.
  @Test func draws() {
    func statistics(_ hasNullArm: Bool, rate: Double) -> KnapsackStatistics {
      let problem = KnapsackProblem(
        armCount: 2, resourceCount: 1, budget: 1000 * rate, horizon: 1000, hasNullArm: hasNullArm)
      var statistics = KnapsackStatistics(problem, exploration: 0, slack: 0)
      statistics.record(KnapsackOutcome(reward: 0.8, consumption: [1]), of: 0)
      statistics.record(KnapsackOutcome(reward: 0.4, consumption: [0.2]), of: 1)
      _ = statistics.solveAtBest()
      return statistics
    }
    let uniforms = [0.0, 0.2, 0.49, 0.51, 0.99]
    // D = (0, .5, .5 null).
    #expect(uniforms.map { statistics(true, rate: 0.1).draw(at: $0, otherwise: 0) } == [1, 1, 1, 2, 2])
    #expect(uniforms.map { statistics(false, rate: 0.1).draw(at: $0, otherwise: 0) } == [1, 1, 1, 1, 1])
    // D = (.375, .625): never the null arm.
    #expect(
      [0, 0.37, 0.38, 1 - 0x1p-53].map { statistics(true, rate: 0.5).draw(at: $0, otherwise: 0) } == [0, 0, 1, 1])
    // No arm earns anything.
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 10, horizon: 100, hasNullArm: false)
    var idle = KnapsackStatistics(problem, exploration: 0, slack: 0)
    for arm in 0..<2 { idle.record(KnapsackOutcome(reward: 0, consumption: [1]), of: arm) }
    let isSolved8 = idle.solveAtBest()
    #expect(isSolved8 && idle.draw(at: 0.3, otherwise: 1) == 1)
  }
}
