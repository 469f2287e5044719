import BanditCards
import BanditComparators
import BanditStreams
import BanditTesting
import Testing

@testable import BanditGames

/// Scripted arms and learners: who sees what, when a run stops, and the accounts.
struct KnapsackGameTests {
  /// Pulls given arms and notes what it is told.
  struct Puppet: KnapsackLearner {
    let arms: [Int]
    var asked: [Int] = []
    var seen: [KnapsackOutcome] = []

    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      asked.append(round)
      return arms[(round - 1) % arms.count]
    }

    mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) { seen.append(outcome) }
  }

  private func play(
    _ outcomes: [[KnapsackOutcome]], _ problem: KnapsackProblem, arms: [Int],
    inspect: (KnapsackLedger, PlayedRound) -> Void = { _, _ in }
  ) -> (game: KnapsackGame<ScriptedKnapsack, Puppet>, account: KnapsackLedger) {
    var game = KnapsackGame(
      environment: ScriptedKnapsack(outcomes, problem), learner: Puppet(arms: arms), problem: problem)
    var account = game.openAccount(for: KnapsackLedger.notions, metrics: KnapsackLedger.metrics)
    var environment = RandomStream(key: StreamKey(seed: 1), itemCount: problem.addressCount)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...problem.horizon {
      game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
      inspect(account, game.latestRound(account))
    }
    return (game, account)
  }

  private let worked = [
    [KnapsackOutcome(reward: 0.8, consumption: [1])], [KnapsackOutcome(reward: 0.4, consumption: [0.2])],
  ]

  /// Arms 0, 1, null, 0, ... with B = 2.3: 1, 1.2, 1.2, 2.2, 2.4: the fifth pull is the last. The learner is never asked again,
  /// and its last reward counts.
  @Test func stopsWhenABudgetIsUsedUp() {
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 2.3, horizon: 10)
    var actions: [String] = []
    let (game, account) = play(worked, problem, arms: [0, 1, 2, 0, 1, 1]) { actions.append($1.action) }
    #expect(game.learner.asked == [1, 2, 3, 4, 5])
    #expect(game.learner.seen[2] == KnapsackOutcome(reward: 0, consumption: [0]))
    #expect(actions == ["0", "1", "2", "0", "1", "-", "-", "-", "-", "-"])
    let entry = account.entry(for: .knapsackLP, group: "", after: 10)
    #expect(abs(entry.value - 2.4) < 1e-12 && abs(entry.reward - 2.4) < 1e-12 && entry.switches == 4)
    #expect(account.measure(.stoppingRound, after: 10) == 5)
    #expect(abs((account.measure(.resourceLeft.at(0), after: 10) ?? 0) + 0.1) < 1e-12)
    #expect((0..<3).map { account.measure(.armPlay.at($0), after: 10) } == [0.4, 0.4, 0.2])
    // Ten rounds of the programme with a rate of .23, by hand: arm 1 takes .2, .0375 of its weight go to arm 0.
    #expect(abs(entry.benchmark - 10 * (0.4 + 0.0375 * 0.4)) < 1e-9)
    #expect(abs((account.measure(.competitiveRatio, after: 10) ?? 0) - 4.15 / 2.4) < 1e-9)
  }

  /// A budget that ten times .1 reaches is used up, whatever rounding says; ties are stops.
  @Test func budgetsOfDecimalFractions() {
    let tenth = [[KnapsackOutcome(reward: 1, consumption: [0.1])]]
    for count in [3, 7, 10, 30] {
      let problem = KnapsackProblem(armCount: 1, resourceCount: 1, budget: Double(count) / 10, horizon: 50)
      #expect(play(tenth, problem, arms: [0]).account.rounds == count)
    }
  }

  /// The scarcer of two resources stops the run.
  @Test func severalResources() {
    let outcomes = [[KnapsackOutcome(reward: 0.5, consumption: [0.25, 0.5])]]
    let problem = KnapsackProblem(armCount: 1, resourceCount: 2, budget: 3, horizon: 50, hasNullArm: false)
    let account = play(outcomes, problem, arms: [0]).account
    #expect(account.rounds == 6)
    #expect(
      account.measure(.resourceLeft.at(0), after: 50) == 1.5 && account.measure(.resourceLeft.at(1), after: 50) == 0)
    // No third arm.
    #expect(problem.actionCount == 1)
  }

  /// The Lagrange matrix of the worked example: rows arms, columns budget and time, [[-.2, .8], [1, .4]]; the null arm's row is
  /// (1, 0). Its value is the programme's, .55, and the arms' equilibrium is the programme's D.
  @Test func lagrangeMatrix() throws {
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 500, horizon: 1000)
    let phase = KnapsackTruth.Phase(rounds: 1000, rewards: [0.8, 0.4], consumptions: [[1, 0.2]])
    let truth = KnapsackTruth(phases: [phase], problem: problem)
    let matrix = (0..<3).map { arm in (0..<2).map { truth.lagrangian(arm, $0, multiplier: 2) } }
    for (row, expected) in zip(matrix, [[-0.2, 0.8], [1.0, 0.4], [1, 0]]) {
      #expect(zip(row, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    }
    // Resources pay, arms get.
    let costs = CostMatrices(row: (0..<2).map { resource in (0..<2).map { matrix[$0][resource] } })
    let game = try #require(ZeroSumEquilibrium(costs))
    #expect(abs(game.value - 0.55) < 1e-12)
    #expect(abs(game.column[0] - 0.375) < 1e-12 && abs(game.column[1] - 0.625) < 1e-12)
    #expect(abs((truth.programme?.value ?? 0) - 0.55) < 1e-12)
  }

  /// The Lagrange game at given average plays: .375 and .625 against any weights have the value .55.
  @Test func lagrangeValue() {
    struct Average: LagrangePlaying {
      let averageArms: [Double]
      let averageResources: [Double]
      let multiplier = 2.0
    }
    let problem = KnapsackProblem(armCount: 2, resourceCount: 1, budget: 5, horizon: 10)
    let account = play(worked, problem, arms: [0, 1]).account
    for weight in [0, 0.3, 1] {
      let equal = Average(averageArms: [0.375, 0.625, 0], averageResources: [weight, 1 - weight])
      #expect(abs((account.lagrangeValue(equal) ?? 9) - 0.55) < 1e-12)
    }
    let idle = Average(averageArms: [0, 0, 1], averageResources: [0.25, 0.75])
    #expect(abs((account.lagrangeValue(idle) ?? 9) - 0.25) < 1e-12)
  }

  /// Phases have the other benchmark, and what needs fixed means is missing.
  @Test func phases() {
    let problem = KnapsackProblem(armCount: 1, resourceCount: 1, budget: 20, horizon: 60)
    let truth = KnapsackTruth(
      phases: [
        .init(rounds: 30, rewards: [0], consumptions: [[1]]), .init(rounds: 30, rewards: [1], consumptions: [[1]]),
      ], problem: problem, isAdversarial: true)
    var account = KnapsackLedger(truth)
    account.record(0, KnapsackOutcome(reward: 0.5, consumption: [1]), at: 60)
    let entry = account.entry(for: .fixedDistribution, group: "", after: 60)
    #expect(abs(entry.benchmark - 10) < 1e-9 && entry.value == 0.5)
    #expect(account.entry(for: .knapsackLP, group: "", after: 60).benchmark.isNaN)
    #expect(abs((account.measure(.competitiveRatio, after: 60) ?? 0) - 20) < 1e-9)
  }
}
