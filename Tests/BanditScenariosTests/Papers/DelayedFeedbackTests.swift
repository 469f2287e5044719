import BanditAlgorithms
import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios
import Testing

/// Rewards that are told late, in scenarios: P. Joulani, A. György and Cs. Szepesvári, Online learning under delayed
/// feedback, ICML 2013.
struct DelayedFeedbackTests {
  /// Delayed UCB1: at most the bound without delays, and gap times the expected largest number of each arm's rewards on
  /// their way more; and the same of what delays add. The excess of the means is within five of its standard errors.
  @Test func delaysCostASum() throws {
    let results = try shippedPlan("papers/delayed-feedback").run(replications: 24) { $0.key.algorithm == "ucb1" }
    func outcome(_ environment: String) throws -> Outcome {
      try #require(results.outcomes.first { $0.key.environment == environment })
    }
    let now = try outcome("at-once").regrets(.pseudo)
    let bounds = try outcome("at-once").metrics(.bound)
    let gaps: [Double] = [0, 0.1, 0.3]
    for (environment, delays) in [
      ("fixed-20", [20, 20, 20]), ("fixed-200", [200, 200, 200]), ("geometric-100", nil), ("slow-arm", [0, 0, 500]),
    ] as [(String, [Double]?)] {
      let late = try outcome(environment)
      let regrets = late.regrets(.pseudo)
      #expect(late.metrics(.boundHolds).allSatisfy { $0 == 1 }, "\(environment)")
      let most = late.metrics(.outstanding)
      if let delays {
        #expect(most.allSatisfy { $0 == delays.max() }, "\(environment): \(most)")
        // Fixed delays leave that many rewards of an arm on their way, and no more.
        var added = 0.0
        for (gap, delay) in zip(gaps, delays) { added += gap * delay }
        let excess: [Double] = zip(regrets, now).map { $0 - $1 - added }
        let squares: [Double] = excess.map { ($0 - excess.mean) * ($0 - excess.mean) }
        let error = (squares.mean / Double(excess.count - 1)).squareRoot()
        #expect(
          excess.mean < 5 * error,
          "\(environment): \(regrets.mean), at once \(now.mean), at most \(added) more")
        #expect(zip(late.metrics(.bound), bounds).allSatisfy { abs($0 - $1 - added) < 1e-9 })
      } else {
        // A geometric number of rounds of the mean 100 is seldom above 2000 in 5000 pulls.
        #expect(most.allSatisfy { $0 > 60 && $0 < 400 }, "\(environment): \(most)")
      }
      // 501 pulls of the worst arm before its first reward is told.
      if environment == "slow-arm" { #expect(regrets.mean > now.mean + 50, "\(regrets.mean), \(now.mean)") }
    }
  }

  private func run(_ environment: String, _ algorithms: String, notions: String = #""pseudo", "realized""#) throws
    -> TrialResults
  {
    let text = """
      {"name": "terms", "horizon": 80, "replications": 3, "checkpoints": [1, 10, 80], "environment": \(environment),
       "algorithms": [\(algorithms)], "notions": [\(notions)]}
      """
    return try Scenario(source: .bytes(Array(text.utf8), name: "terms.json"), catalogue: .standard).plan.run()
  }

  private func bits(_ outcome: Outcome, _ notion: Notion, _ round: Int) -> [UInt64] {
    outcome.entries(notion, after: round).flatMap { entry in
      [entry?.regret, entry?.reward, entry?.switches].map { ($0 ?? .nan).bitPattern }
    }
  }

  /// With the delay 0 every policy's numbers are the same bits as without, also of those that do not accept delays.
  @Test func noDelayIsAsBefore() throws {
    let entries = Catalogue.standard.algorithms.map(\.card)
      .filter { $0.family == .bandit && $0.id != External.card.id }.map(Self.entry)
    #expect(entries.count > 40)
    let coins = #"{"id": "bernoulli", "means": [0.3, 0.6]}"#
    let plain = try run(coins, entries.joined(separator: ","))
    let zero = try run(String(coins.dropLast()) + #", "delay": 0}"#, entries.joined(separator: ","))
    #expect(plain.outcomes.count == entries.count)
    for (before, after) in zip(plain.outcomes, zero.outcomes) {
      #expect(before.key.algorithm == after.key.algorithm)
      for notion in [Notion.pseudo, .realized] {
        for round in [1, 10, 80] {
          let (one, other) = (bits(before, notion, round), bits(after, notion, round))
          #expect(one == other, "\(before.key.algorithm) \(notion.id) \(round)")
        }
      }
    }
  }

  /// Who weighs a reward by the last draw is refused, in a sentence that names the key; who accepts delays plays.
  @Test func cardsSayWhoAcceptsDelays() throws {
    for entry in Catalogue.standard.algorithms where entry.card.family == .bandit {
      let text = Self.entry(entry.card)
      let environment = #"{"id": "bernoulli", "means": [0.3, 0.5], "delay": {"law": "geometric", "mean": 4}}"#
      if entry.card.acceptsDelays {
        let results = try run(environment, text)
        #expect(results.outcomes[0].failures.isEmpty && results.outcomes[0].regrets(.pseudo).allSatisfy { $0 >= 0 })
      } else {
        let error = #expect(throws: ScenarioError.self) { try run(environment, text) }
        #expect(error?.description.contains("`delay`") == true, "\(entry.card.id): \(error?.description ?? "")")
      }
    }
    let accepting = Catalogue.standard.algorithms.map(\.card).filter(\.acceptsDelays).map(\.id)
    #expect(accepting.contains("ucb1") && accepting.contains("thompson-beta"))
    #expect(!accepting.contains("exp3") && !accepting.contains("gradient-bandit"))
  }

  /// An entry with what is required, and a kernel for those who need one.
  private static func entry(_ card: AlgorithmCard) -> String {
    let required = card.example.entries.filter { example in
      ["points", "kernel"].contains(example.name)
        || card.parameters.contains { $0.name == example.name && $0.defaultValue == .required }
    }
    return JSONText.compact(.object(Settings([.init("id", .text(card.id))] + required)))
  }

  /// Learners that choose among the arms that are there pull the same arms as ever where all are, also with random ties
  /// and all other ways to choose.
  @Test func withAllArmsThereNothingChanges() throws {
    let cards = Catalogue.standard.algorithms.map(\.card).filter(\.acceptsAbsence)
    #expect(cards.count == 12)
    var entries = cards.map(Self.entry)
    entries += ["ucb1", "ucb-v", "ucb-tuned", "moss", "kl-ucb", "bayes-ucb", "epsilon-greedy"].map {
      #"{"id": "\#($0)", "ties": "random", "label": "\#($0)-random"}"#
    }
    entries.append(#"{"id": "epsilon-greedy", "label": "three", "firstPulls": 3}"#)
    entries.append(#"{"id": "softmax", "label": "none", "firstPulls": 0}"#)
    entries.append(#"{"id": "thompson-gaussian", "label": "native", "sampler": "native"}"#)
    let coins = #"{"id": "bernoulli", "means": [0.3, 0.5, 0.5, 0.6]}"#
    let plain = try run(coins, entries.joined(separator: ","))
    let all = try run(String(coins.dropLast()) + #", "available": [{}, {}, {}, {}]}"#, entries.joined(separator: ","))
    for (before, after) in zip(plain.outcomes, all.outcomes) {
      for round in [1, 10, 80] {
        let numbers: [[Double]] = [before, after].map { outcome in
          outcome.entries(.realized, after: round).flatMap { [$0?.reward ?? .nan, $0?.switches ?? .nan] }
        }
        #expect(numbers[0] == numbers[1], "\(before.key.algorithm) \(round)")
        for (one, other) in zip(before.regrets(.pseudo, after: round), after.regrets(.pseudo, after: round)) {
          #expect(abs(one - other) < 1e-12, "\(before.key.algorithm) \(round)")
        }
      }
    }
  }

  /// Nobody pulls an arm before it arrives or after it has left; who does not know of absence is refused.
  @Test func armsComeAndGo() throws {
    let coins = #"{"id": "bernoulli", "means": [0.3, 0.5, 0.9], "available": [{}, {"to": 40}, {"from": 41, "to": 60}]}"#
    for entry in Catalogue.standard.algorithms where entry.card.family == .bandit {
      let text = """
        {"name": "absence", "horizon": 80, "replications": 3, "checkpoints": [40, 60, 80], "environment": \(coins),
         "algorithms": [\(Self.entry(entry.card))], "notions": ["pseudo", "dynamic"], "extras": ["pulls"]}
        """
      func outcome() throws -> Outcome {
        try Scenario(source: .bytes(Array(text.utf8), name: "a.json"), catalogue: .standard).plan.run().outcomes[0]
      }
      guard entry.card.acceptsAbsence else {
        let error = #expect(throws: ScenarioError.self) { try outcome() }
        #expect(error?.description.contains("`available`") == true, "\(entry.card.id)")
        continue
      }
      let played = try outcome()
      func pulls(_ arm: Int, _ round: Int) -> [Double] {
        played.metrics(named: "pulls.\(arm)", after: round).map { ($0 * Double(round)).rounded() }
      }
      #expect(pulls(2, 40) == [0, 0, 0] && pulls(1, 40) == pulls(1, 80) && pulls(2, 60) == pulls(2, 80))
      #expect(pulls(2, 60).allSatisfy { $0 > 0 } && played.regrets(.dynamic).allSatisfy { $0 >= 0 })
      #expect(played.regrets(.dynamic) == played.regrets(.pseudo))
      if entry.card.id == "oracle" { #expect(played.regrets(.dynamic).allSatisfy { $0 == 0 }) }
    }
  }

  /// Costs in a scenario: an arm that pays more and costs more is not the best one.
  @Test func costsDecideWhichArmIsBest() throws {
    let results = try run(
      #"{"id": "arms", "arms": [{"law": "constant", "value": 1}, {"law": "constant", "value": 2}], "pullCosts": [0, 1.5], "switchingCosts": 0.25}"#,
      #"{"id": "oracle"}, {"id": "fixed-arm", "arm": 1}, {"id": "ucb1"}"#, notions: #""pseudo", "switching""#)
    #expect(results["oracle"].regrets(.pseudo).allSatisfy { $0 == 0 })
    #expect(results["fixed-arm"].regrets(.pseudo).allSatisfy { $0 == 40 })
    #expect(results["fixed-arm"].entries(.switching).allSatisfy { $0?.cost == 120 })
    for entry in results["ucb1"].entries(.switching) {
      let entry = try #require(entry)
      let pulls: Double = (80 - entry.reward) / 0.5
      let changes: Double = 0.25 * entry.switches
      #expect(abs(entry.cost - 1.5 * pulls - changes) < 1e-9)
      #expect(abs(entry.regret - 0.5 * pulls - changes) < 1e-9)
    }
  }
}
