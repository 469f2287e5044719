import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SGDUCBTests {
  /// Channels that return 2 and 1 for each unit of a budget up to 1; rho = gamma = 1.
  private func lines(horizon: Int) -> ScriptedChannels {
    ScriptedChannels([[auctions((2, 1))], [auctions((1, 1))]], horizon: horizon, budget: 1, targetReturn: 1)
  }

  private func numbers(_ numbers: [Double]) -> Setting { .list(numbers.map { .number($0) }) }

  /// lambda = .5, mu = .2, gamma = 1.2, T = 100, bonus scale 1.
  @Test(arguments: [(0, 0, 3, 1.7521739), (0.5, 1.1, 4, 2.3507605), (1, 1.3, 2, 2.9126327)])
  func indices(budget: Double, mean: Double, plays: Double, index: Double) throws {
    let policy = try make(SGDUCB.self, ["bonusScale": .number(1)], for: lines(horizon: 100))
    let price = SGDUCB.price(returnMultiplier: 0.5, budgetMultiplier: 0.2, targetReturn: 1.2)
    #expect(abs(policy.optimism(mean: mean, plays: plays) - price * budget - index) < 5e-8)
  }

  @Test func workedTrace() throws {
    let world = lines(horizon: 20)
    let policy = try make(
      SGDUCB.self,
      [
        "arms": numbers([0, 0.5, 1]), "learningRate": .number(0.1), "safeBudget": .number(0.25),
        "bonusScale": .number(1),
      ], for: world)
    let run = RecordedChannels(learner: policy, environment: world)
    #expect((1...5).map { run.budgets(at: $0) } == [[0, 0], [0.5, 0.5], [1, 1], [1, 1], [1, 0.5]])
    #expect((11...20).allSatisfy { run.budgets(at: $0) == [0.25, 0.25] })
    #expect(run.budgets(at: 10) != [0.25, 0.25])
    let measure = { (name: String) in
      SGDUCB.card.metrics.first { $0.name == name }.flatMap { run.learner.measure($0) }
    }
    #expect(measure("stopping_time") == 10)
    #expect(measure("multiplier_cap") == 16)
    #expect(measure("margin") == 1)
    #expect(measure("safe_budget") == 0.25)
    #expect(run.learner.returnMultiplier == 0)
    #expect(abs(run.meanBudgets[0] - 0.525) < 1e-12 && abs(run.meanBudgets[1] - 0.45) < 1e-12)
    #expect(run.totalValue == 30)
    #expect(run.totalSpend == 19.5)
    #expect(run.account.measure(.returnBalance, after: 20) == 10.5)
    #expect(run.account.entry(for: .pseudo, group: "", after: 20).regret == 10)
  }

  /// The multiplier of the budget after each of the first periods: 0, 0, .1, .2, .25.
  @Test(arguments: [(1, 0), (2, 0), (3, 0.1), (4, 0.2), (5, 0.25)] as [(Int, Double)])
  func multipliersOfTheTrace(periods: Int, expected: Double) throws {
    var policy = try make(
      SGDUCB.self,
      [
        "arms": numbers([0, 0.5, 1]), "learningRate": .number(0.1), "safeBudget": .number(0.25),
        "bonusScale": .number(1),
      ], for: lines(horizon: 20))
    play(&policy, periods)
    #expect(abs(policy.budgetMultiplier - expected) < 1e-12)
  }

  private func play(_ policy: inout SGDUCB, _ periods: Int) {
    var noise = RandomStreamForTests.make()
    var levers = [ChannelLever.closed, .closed]
    for round in 1...periods {
      policy.setLevers(&levers, at: round, noise: &noise)
      policy.observe(
        [
          ChannelFeedback(value: 2 * levers[0].budget, spend: levers[0].budget),
          ChannelFeedback(value: levers[1].budget, spend: levers[1].budget),
        ], at: round)
    }
  }

  /// g1 = 1.3 + .65 - 1.2 (1 + 1) = -.45 and g2 = 1 - 2 = -1 at the step .1: lambda rises by .045, mu by .1.
  @Test func multipliersDescendAlongTheGradient() throws {
    let world = ScriptedChannels([[auctions((3, 1))], [auctions((3, 1))]], horizon: 100, budget: 1, targetReturn: 1.2)
    var policy = try make(
      SGDUCB.self, ["learningRate": .number(0.1), "arms": numbers([1]), "safeBudget": .number(0.1)], for: world)
    var noise = RandomStreamForTests.make()
    var levers = [ChannelLever.closed, .closed]
    for (round, expected) in [(1, (0.045, 0.1)), (2, (0.09, 0.2))] {
      policy.setLevers(&levers, at: round, noise: &noise)
      #expect(levers.map(\.budget) == [1, 1])
      policy.observe([ChannelFeedback(value: 1.3, spend: 1), ChannelFeedback(value: 0.65, spend: 1)], at: round)
      #expect(abs(policy.returnMultiplier - expected.0) < 1e-12)
      #expect(abs(policy.budgetMultiplier - expected.1) < 1e-12)
    }
  }

  @Test func meanBudgetsOfALongerRun() throws {
    let world = lines(horizon: 2000)
    let policy = try make(
      SGDUCB.self,
      [
        "arms": numbers([0, 0.25, 0.5, 0.75, 1]), "safeBudget": .number(0.05), "bonusScale": .number(2),
      ], for: world)
    let run = RecordedChannels(learner: policy, environment: world)
    #expect(abs(run.meanBudgets[0] - 0.751) < 0.0005 && abs(run.meanBudgets[1] - 0.249) < 0.0005)
    #expect(SGDUCB.card.metrics.first { $0.name == "stopping_time" }.flatMap { run.learner.measure($0) } == 1928)
    let cap = SGDUCB.card.metrics.first { $0.name == "multiplier_cap" }.flatMap { run.learner.measure($0) }
    #expect(abs(try #require(cap) - 80) < 1e-9)
    // The same with five evenly spaced budgets by their number.
    let counted = try make(
      SGDUCB.self, ["arms": .whole(5), "safeBudget": .number(0.05), "bonusScale": .number(2)], for: world)
    #expect(RecordedChannels(learner: counted, environment: world).levers == run.levers)
  }

  /// Tests/Reference/sgd_ucb.py.
  @Test(arguments: [
    Cycles.Outcome(
      isLong: false, charge: .budget, stoppingTime: 391, budgets: [485.4, 710.7], value: 2690.35, spend: 1196.1,
      multipliers: [0, 1.393]),
    Cycles.Outcome(
      isLong: true, charge: .budget, stoppingTime: 1360, budgets: [3003, 4426], value: 13498.25, spend: 7429,
      multipliers: [0.623, 0]),
    Cycles.Outcome(
      isLong: false, charge: .spend, stoppingTime: 391, budgets: [485.4, 710.7], value: 2690.35, spend: 1196.1,
      multipliers: [0, 1.393]),
    Cycles.Outcome(
      isLong: true, charge: .spend, stoppingTime: 1354, budgets: [2366, 4931], value: 13211.083333333365, spend: 7267,
      multipliers: [0.7116666666666978, 0.14]),
  ])
  func agreesWithATranscription(expected: Cycles.Outcome) throws {
    let world = Cycles.world(isLong: expected.isLong, expected.charge)
    let policy = try make(
      SGDUCB.self,
      [
        "arms": Cycles.arms(isLong: expected.isLong), "learningRate": .number(0.07), "safeBudget": .number(0.5),
        "bonusScale": .number(expected.isLong ? 0.5 : 0.7),
      ], for: world)
    let run = RecordedChannels(learner: policy, environment: world)
    expect(run, expected)
    #expect(abs(run.learner.returnMultiplier - expected.multipliers[0]) < 1e-9)
    #expect(abs(run.learner.budgetMultiplier - expected.multipliers[1]) < 1e-9)
  }

  @Test(arguments: [(1000, 11, 0.2), (20, 4, 0.736806299728), (1, 2, 2), (8, 3, 1)] as [(Int, Int, Double)])
  func automaticBudgets(horizon: Int, count: Int, mesh: Double) throws {
    // Auctions so large that safe play never has to begin before each budget was tried.
    let world = ScriptedChannels([[auctions((200, 100))]], horizon: horizon, budget: 2)
    let run = RecordedChannels(learner: try make(SGDUCB.self, for: world), environment: world)
    let tried = (1...min(count, horizon)).map { run.budgets(at: $0)[0] }
    for (place, budget) in tried.enumerated() {
      #expect(abs(budget - min(2, Double(place) * mesh)) < 1e-9, "budget \(place)")
    }
    if horizon >= 1000 { #expect(tried[count - 1] == 2 && run.budgets(at: count)[0] == 2) }
  }

  /// Jensen's inequality, whatever the channels.
  @Test(arguments: [(false, Charge.budget), (true, .budget), (true, .spend)])
  func meanBudgetsAreNoWorseThanTheRun(isLong: Bool, charge: Charge) throws {
    let world = Cycles.world(isLong: isLong, charge)
    let run = RecordedChannels(learner: try make(SGDUCB.self, for: world), environment: world)
    let horizon = world.truth.horizon
    let regret = run.account.entry(for: .pseudo, group: "", after: horizon).regret
    let gap = try #require(run.account.measure(.outputGap, after: horizon))
    #expect(gap <= regret / Double(horizon) + 1e-9)
  }

  @Test func defaultsAreTheValidatorsOwn() throws {
    let policy = try make(SGDUCB.self, for: Cycles.world(isLong: true, .budget))
    let measure = { (name: String) in
      SGDUCB.card.metrics.first { $0.name == name }.flatMap { policy.measure($0) }
    }
    // The smallest best auctions cost 1; 6 / 4 = 1.5. Then 2 + 2 - 1.8 * 2 = .4, and a budget of 6 buys 7 at most.
    #expect(measure("safe_budget") == 1)
    #expect(abs(measure("margin")! - 0.4) < 1e-12)
    #expect(abs(measure("multiplier_cap")! - 2 * 7 / 0.4) < 1e-9)
    #expect(measure("stopping_time") == 0)
  }

  /// gamma M rho / (margin b) = 1.8 * 12 / .4 = 54 periods are needed before anything may be tried.
  @Test(arguments: [(54, 0), (55, 1)]) func shortRunsAreSafeFromTheStart(horizon: Int, tried: Double) throws {
    let world = ScriptedChannels(Cycles.script, horizon: horizon, budget: 6, targetReturn: 1.8)
    let run = RecordedChannels(learner: try make(SGDUCB.self, ["arms": numbers([6])], for: world), environment: world)
    #expect(SGDUCB.card.metrics.first { $0.name == "stopping_time" }.flatMap { run.learner.measure($0) } == tried)
  }

  @Test func refusals() {
    let world = Cycles.world(isLong: true, .budget)
    func problem(_ settings: Settings, _ world: ScriptedChannels) -> String? {
      do throws(InvalidSettings) {
        _ = try make(SGDUCB.self, settings, for: world)
        return nil
      } catch {
        return error.path
      }
    }
    #expect(problem(["safeBudget": .number(1)], world) == nil)
    #expect(problem(["safeBudget": .number(1.01)], world) == "safeBudget")
    // An even share leaves no room.
    let roomy = ScriptedChannels([[auctions((40, 10))], [auctions((40, 10))]], horizon: 50, budget: 6)
    #expect(problem(["safeBudget": .number(2.99)], roomy) == nil)
    #expect(problem(["safeBudget": .number(3)], roomy) == "safeBudget")
    // The sure return of 2 on each channel does not exceed a target of 2.
    let tight = ScriptedChannels(Cycles.script, horizon: 50, budget: 6, targetReturn: 2)
    #expect(problem([:], tight) == "safeBudget")
    #expect(problem(["margin": .number(0.41)], world) == "margin")
    #expect(problem(["margin": .number(0.3)], world) == nil)
    #expect(problem(["valueBound": .number(6.9)], world) == "valueBound")
    #expect(problem(["arms": numbers([0, 2, 2])], world) == "arms")
    #expect(problem(["arms": numbers([0, 6.1])], world) == "arms")
    // 2 000 001 budgets on 6 channels would fill the memory.
    let endless = ScriptedChannels(
      Array(repeating: [auctions((40, 10))], count: 6), horizon: 8_000_000_000_000_000_000, budget: 6)
    #expect(problem([:], endless) == "arms")
    #expect(problem(["arms": .whole(5)], endless) == nil)
  }

  @Test(arguments: ["budget", "spend"]) func conforms(charge: String) {
    #expect(ChannelsConformance.violations(of: SGDUCB.self, isSafe: true) == [])
    #expect(
      ChannelsConformance.violations(of: SGDUCB.self, settings: ["bonusScale": .number(0.1)], isSafe: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let world = Cycles.world(isLong: false, .budget)
    let typed = try SGDUCB(
      world.problem,
      arms: .list([0, 1]), bonusScale: 0.5, valueBound: 100, safeBudget: 0.5, margin: 0.01, learningRate: 0.2)
    #expect(
      haveSameContents(
        typed,
        try make(
          SGDUCB.self,
          [
            "arms": .list([.number(0), .number(1)]), "bonusScale": .number(0.5), "valueBound": .number(100),
            "safeBudget": .number(0.5), "margin": .number(0.01), "learningRate": .number(0.2),
          ], for: world)))
    #expect(haveSameContents(try SGDUCB(world.problem), try SGDUCB(settings: [:], problem: world.problem)))
    #expect(!haveSameContents(typed, try SGDUCB(world.problem)))
  }
}

/// Compares a run with what the reference script printed.
func expect<Policy: Reporting>(_ run: RecordedChannels<Policy>, _ expected: Cycles.Outcome) {
  let horizon = Double(run.levers.count)
  let stoppingTime = Metric("stopping_time", "", unit: "", isCumulative: true)
  #expect(run.learner.measure(stoppingTime) == expected.stoppingTime)
  for (mean, sum) in zip(run.meanBudgets, expected.budgets) { #expect(abs(mean * horizon - sum) < 1e-6) }
  #expect(abs(run.totalValue - expected.value) < 1e-6)
  #expect(abs(run.totalSpend - expected.spend) < 1e-6)
}
