import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditExperiments

/// The front door, with learners and an environment of your own.
struct TrialsTests {
  /// Two coins.
  private struct Coins: BanditEnvironment {
    let truth = BanditTruth(means: [0.25, 0.75])
    let rewardRange: ClosedRange<Double>? = 0...1
    var armCount: Int { 2 }
    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
      ArmOutcome(reward: noise.uniform() < truth.means[arm] ? 1 : 0, mean: truth.means[arm], bestMean: 0.75)
    }
  }

  /// Plays one arm, forever.
  private struct Stubborn: BanditLearner {
    let arm: Int
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { arm }
    mutating func observe(reward: Double, of arm: Int, at round: Int) {}
  }

  /// A learner with a card.
  private struct Alternating: BanditLearner, Configurable {
    static let card = AlgorithmCard(id: "alternating", family: .bandit, summary: "For tests.")
    init(settings: Settings, problem: BanditProblem) {}
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { round % 2 }
    mutating func observe(reward: Double, of arm: Int, at round: Int) {}
  }

  private func results(_ trials: Trials) throws -> TrialResults {
    try trials.compare(on: Coins(), notions: [.pseudo, .realized], extras: [.bestArmShare]) { problem in
      Stubborn(arm: 0)
      try Entrant(Alternating.self, for: problem)
      if problem.armCount == 2 { Entrant(BanditGame<Coins, Stubborn>.self, Stubborn(arm: 1)).labelled("best") }
    }
  }

  @Test func regretsInTheHand() throws {
    let results = try results(Trials(horizon: 100, replications: 30, seed: 4))
    #expect(results.algorithms == ["alternating", "best", "stubborn"])
    // The gap is 1/2.
    #expect(results["stubborn"].regret(.pseudo).mean == 50)
    #expect(results["alternating"].regret(.pseudo).mean == 25)
    #expect(results["alternating"].regret(.pseudo, after: 50).mean == 12.5)
    #expect(results["best"].regrets(.pseudo) == Array(repeating: 0, count: 30))
    #expect(results["alternating"].metric(.bestArmShare).median == 0.5)
    let difference = results.difference("stubborn", "alternating", .pseudo)
    #expect(difference.mean == 25 && difference.count == 30)
    #expect(results.outcome(of: "best", on: "coins") != nil && results.outcome(of: "best", on: "other") == nil)
    #expect(results["best"].checkpoints.last == 100)
    #expect("\(results)".contains("trials: pseudo regret in coins after 100 rounds"))
  }

  /// Neither threads nor other learners can be seen in the numbers.
  @Test func numbersDoNotDependOnThreadsOrCompany() throws {
    let one = try results(Trials(horizon: 3000, replications: 50, seed: 4, threads: 1))
    let many = try results(Trials(horizon: 3000, replications: 50, seed: 4, threads: 3))
    #expect(one["stubborn"].regrets(.realized) == many["stubborn"].regrets(.realized))
    let alone = try Trials(horizon: 3000, replications: 50, seed: 4).compare(on: Coins(), notions: [.realized]) { _ in
      Stubborn(arm: 0)
    }
    #expect(alone["stubborn"].regrets(.realized) == one["stubborn"].regrets(.realized))
    #expect(Set(alone["stubborn"].regrets(.realized)).count > 10)
  }

  /// A part of a plan has the numbers of the whole.
  @Test func aPartOfAPlan() throws {
    let whole = try results(Trials(horizon: 3000, replications: 50, seed: 4))
    let part = whole.plan.run(replications: 7, threads: 2) { $0.key.algorithm != "best" }
    #expect(part.outcomes.map(\.key.algorithm) == ["alternating", "stubborn"])
    #expect(part["stubborn"].regrets(.realized) == Array(whole["stubborn"].regrets(.realized).prefix(7)))
    #expect(part["stubborn"].horizon == 3000 && part["stubborn"].checkpoints(of: .realized, group: "").last == 3000)
    #expect(part["alternating"].extras == [.bestArmShare] && part.failures.isEmpty)
    #expect(part["alternating"].metrics(named: "best_arm_share") == Array(repeating: 0.5, count: 7))
  }

  /// A learner whose card does not have a metric has no rows of it; who has no card may have any.
  @Test func extrasAreOfLearnersThatHaveThem() throws {
    let results = try Trials(horizon: 10, replications: 2).compare(on: Coins(), extras: [.bound, .bestArmShare]) {
      problem in
      Stubborn(arm: 0)
      try Entrant(Alternating.self, for: problem)
    }
    #expect(results["alternating"].extras == [.bestArmShare])
    #expect(results["stubborn"].extras == [.bestArmShare, .bound])
  }

  @Test func writesTheTables() throws {
    let folder = try TemporaryFolder()
    try results(Trials(horizon: 100, replications: 3, seed: 4, name: "own")).write(to: folder.path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      names == [
        "extras.csv", "extras_summary.csv", "final.csv", "pairs.csv", "regret.csv", "summary.csv", "timing.csv",
      ])
    let final = try String(contentsOfFile: "\(folder.path)/final.csv", encoding: .utf8)
    #expect(final.contains("\nown,,coins,best,pseudo,,100,3,0.0,"))
  }

  @Test(arguments: [
    (Trials(horizon: 0), "horizon: found 0; accepted: a whole number, 1 or more"),
    (Trials(horizon: 9, replications: 0), "replications: found 0; accepted: a whole number, 1 or more"),
    (Trials(horizon: 9, seed: -1), "seed: found -1; accepted: a whole number, 0 or more"),
    (Trials(horizon: 9, confidence: 1), "confidence: found 1.0; accepted: a number in (0, 1)"),
    (Trials(horizon: 9, threads: 0), "threads: found 0; accepted: a whole number, 1 or more"),
    (
      Trials(horizon: 9, checkpoints: .rounds([3, 3])),
      "checkpoints: found [3, 3]; accepted: increasing rounds from 1 to the horizon, 9"
    ),
  ]) func refusesWhatCannotBeRun(trials: Trials, expected: String) {
    #expect(message(of: trials) { _ in Stubborn(arm: 0) } == expected)
  }

  @Test func refusesWhatCannotBeReported() {
    let trials = Trials(horizon: 9)
    #expect(
      message(of: trials, notions: [.borda]) { _ in Stubborn(arm: 0) }?.hasPrefix(
        "notions: the family bandit does not have \"borda\"; accepted: \"pseudo\"") == true)
    #expect(
      message(of: trials) { _ in [Entrant<Coins, BanditProblem>]() } == "no learner takes part; accepted: at least one")
    #expect(
      message(of: trials) { problem in
        try Entrant(Alternating.self, for: problem, label: "a")
        try Entrant(Alternating.self, for: problem, label: "a")
      } == "label: \"a\" labels another learner already; accepted: different labels")
  }

  private func message(
    of trials: Trials, notions: [Notion] = [],
    @Lineup<Coins, BanditProblem> _ learners: (BanditProblem) throws -> [Entrant<Coins, BanditProblem>]
  ) -> String? {
    do {
      _ = try trials.compare(on: Coins(), notions: notions, learners)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("BernoulliBandit", "bernoulli"), ("UCB1", "ucb1"), ("KLUCB", "klucb"), ("TabularMDP", "tabular-mdp"),
    ("MDPModel", "mdp-model"), ("Exp3", "exp3"),
  ]) func namesOfTypes(type: String, name: String) {
    #expect(EntrantLabels.kebab(type) == name)
  }

  @Test func labelsDiffer() throws {
    #expect(
      try EntrantLabels.labels(of: [(nil, "a"), ("a-2", "a"), (nil, "a"), (nil, "b")]) == ["a", "a-2", "a-3", "b"])
  }

  /// A bandit without a best fixed arm, whose best sequence nobody knows.
  private struct Unsolved: EnvironmentModel {
    static let card = EnvironmentCard(id: "unsolved", family: .bandit, summary: "For tests.", mainNotion: .policy)
    let problem: BanditProblem
    init(settings: Settings, horizon: Int) {
      precondition(horizon >= 1, "a model needs a horizon")
      problem = BanditProblem(armCount: 2, horizon: horizon)
    }
    func instance(of replication: Int, from stream: inout RandomStream) -> Coins { Coins() }
    func absence(of notion: Notion) -> String? {
      notion == .realized || notion == .simple ? nil : "it is only a test"
    }
  }

  @Test func aMainNotionThatIsMissingIsReplaced() throws {
    let trials = Trials(horizon: 10, replications: 3)
    let results = try trials.compare(on: Unsolved.self, [:]) { _ in Stubborn(arm: 0) }
    #expect(results.plan.cells[0].layout.tracks.map(\.notion) == [.realized] && results.plan.missing.isEmpty)
    let asked = try trials.compare(on: Unsolved.self, [:], notions: [.policy]) { _ in Stubborn(arm: 0) }
    #expect(
      asked.plan.missing == [
        MissingNotion(point: "", environment: "unsolved", notion: .policy, reason: "it is only a test")
      ])
    #expect("\(asked)".contains("policy is missing: it is only a test"))
  }

  private func made(for problem: BanditProblem) -> Stubborn {
    Issue.record("a learner was made for \(problem.horizon) rounds")
    return Stubborn(arm: 0)
  }

  /// Before the model or a learner sees it.
  @Test func aHorizonWithoutRoundsIsRefused() {
    for horizon in [0, -1] {
      let trials = Trials(horizon: horizon, replications: 3)
      let error = #expect(throws: InvalidSettings.self) {
        try trials.compare(on: Unsolved.self, [:]) { _ in Stubborn(arm: 0) }
      }
      #expect(error?.path == "horizon")
      let other = #expect(throws: InvalidSettings.self) {
        try trials.compare(on: Coins()) { problem in made(for: problem) }
      }
      #expect(other?.path == "horizon")
    }
  }
}
