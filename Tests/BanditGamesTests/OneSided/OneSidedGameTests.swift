import BanditCards
import BanditStreams
import BanditTesting
import Testing

@testable import BanditGames

/// A game whose rules and policies are scripted, and its accounts against brute force.
struct OneSidedGameTests {
  /// Draws given rules and claims given probabilities.
  struct Puppet: OneSidedLearner {
    let rules: [Int]
    let policies: [[Double]]
    var seesAllLabels = false
    private(set) var acceptance: [Double] = []
    private(set) var feedback: [OneSidedFeedback] = []

    init(rules: [Int], policies: [[Double]], seesAllLabels: Bool = false) {
      self.rules = rules
      self.policies = policies
      self.seesAllLabels = seesAllLabels
    }

    mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
      acceptance = policies[(round - 1) % policies.count]
      return rules[(round - 1) % rules.count]
    }

    mutating func observe(
      _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
    ) { self.feedback.append(feedback) }
  }

  private func play(
    _ puppet: Puppet, _ world: ScriptedIndividuals, _ problem: OneSidedProblem, rounds: Int,
    inspect: (OneSidedLedger, Int) -> Void = { _, _ in }
  ) -> (game: OneSidedGame<ScriptedIndividuals, Puppet>, account: OneSidedLedger) {
    var game = OneSidedGame(environment: world, learner: puppet, problem: problem)
    var account = game.openAccount(for: OneSidedLedger.notions, metrics: OneSidedLedger.metrics)
    var environment = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
      inspect(account, round)
    }
    return (game, account)
  }

  private let contexts = [Individual(context: 0), Individual(context: 1)]
  private let rules = RuleClass(tables: [[true, true], [true, false], [false, true], [false, false]])

  /// Labels come back of the accepted alone, and of all to a learner that is told.
  @Test func labelsAreOneSided() {
    let world = ScriptedIndividuals(individuals: [contexts], labels: [[true, false]])
    let problem = OneSidedProblem(individualCount: 2, horizon: 4, rules: rules)
    let policies = [[0.5, 0.5]]
    let puppet = Puppet(rules: [0, 1, 2, 3], policies: policies)
    let seen = play(puppet, world, problem, rounds: 4).game.learner.feedback.map(\.labels)
    #expect(seen == [[true, false], [true, nil], [nil, false], [nil, nil]])
    let told = play(
      Puppet(rules: [0, 1, 2, 3], policies: policies, seesAllLabels: true), world, problem, rounds: 4)
    #expect(told.game.learner.feedback.map(\.labels) == Array(repeating: [true, false], count: 4))
  }

  /// Labels (1, 0): the rules 11, 10, 01, 00 make 1, 0, 2 and 1 errors a round. Both auditors find the two 0.9 apart, so
  /// that 10 and 01 violate with alpha 0.1 less a slack of 0.05, not with 0.1.
  @Test func workedAccounts() throws {
    let world = ScriptedIndividuals(individuals: [contexts], labels: [[true, false]]) { _, _, _ in 0.9 }
    func problem(slack: Double) -> OneSidedProblem {
      OneSidedProblem(
        individualCount: 2, horizon: 4, rules: rules,
        audit: AuditTerms(alpha: 0.1, votes: 2, panelSize: 2, slack: slack))
    }
    let puppet = Puppet(rules: [2, 0, 1, 1], policies: [[0, 1], [1, 1], [1, 0], [1, 0]])
    let fair = play(puppet, world, problem(slack: 0), rounds: 4).account
    // 2 + 1 + 0 + 0 errors, and 10 is fair.
    #expect(fair.entry(for: .misclassification, group: "", after: 4).regret == 3)
    #expect(fair.measure(.bestFairRule, after: 4) == 1)
    #expect(fair.measure(.fairRules, after: 4) == 4)
    #expect(fair.measure(.violations, after: 4) == 0)
    let strict = play(puppet, world, problem(slack: 0.05), rounds: 4).account
    let entry = strict.entry(for: .misclassification, group: "", after: 4)
    #expect(entry.benchmark == -4 && entry.value == -3 && entry.reward == -3 && entry.switches == 2)
    #expect(strict.measure(.bestFairRule, after: 4) == 0)
    #expect(strict.measure(.fairRules, after: 4) == 2)
    #expect(strict.entry(for: .external, group: "", after: 4).regret == 3)
    // Losses of the reduction: .5 + 1, 0 + 1, 0 + .5, 0 + .5; 4 for accept all.
    #expect(strict.measure(.semiBanditRegret, after: 4) == -0.5)
    #expect(strict.measure(.acceptanceRate, after: 4) == 0.625)
  }

  /// Without a fair rule there is no benchmark: missing, and what needs none is there.
  @Test func noFairRule() {
    let world = ScriptedIndividuals(individuals: [contexts], labels: [[true, false]]) { _, _, _ in 0 }
    let problem = OneSidedProblem(
      individualCount: 2, horizon: 2, rules: RuleClass(tables: [[true, false], [false, true]]))
    let account = play(Puppet(rules: [0], policies: [[1, 0]]), world, problem, rounds: 2).account
    let entry = account.entry(for: .misclassification, group: "", after: 2)
    #expect(entry.regret.isNaN && entry.benchmark.isNaN && entry.value.isNaN && entry.reward == 0)
    #expect(account.entry(for: .external, group: "", after: 2).regret == 0)
    #expect(account.measure(.bestFairRule, after: 2) == nil && account.measure(.semiBanditRegret, after: 2) == nil)
    #expect(account.measure(.fairRules, after: 2) == 0 && account.measure(.violations, after: 2) == 2)
  }

  /// With metrics of 0 and alpha 0 a policy violates exactly if it is not constant on a round's individuals.
  @Test func withoutDistancesOnlyConstantsAreFair() {
    let world = ScriptedIndividuals(individuals: [contexts], labels: [[true, false]]) { _, _, _ in 0 }
    let problem = OneSidedProblem(
      individualCount: 2, horizon: 5, rules: rules, audit: AuditTerms(alpha: 0, votes: 1, panelSize: 1, slack: 0))
    let policies = [[0.3, 0.3], [1, 1], [0.1 + 0.2, 0.3], [0.3, 0.3001], [1, 0]]
    var violations: [Double] = []
    let puppet = Puppet(rules: [0], policies: policies)
    let account = play(puppet, world, problem, rounds: 5) { account, round in
      violations.append(account.measure(.violations, after: round) ?? .nan)
    }.account
    #expect(violations == [0, 0, 0, 1, 2])
    #expect(account.measure(.fairRules, after: 5) == 2)
    #expect(abs((account.measure(.excessGap, after: 5) ?? 0) - 1.0001) < 1e-12)
  }

  /// Random rounds, rules, panels and policies: all accounts against brute force, by votes and from the whole history.
  @Test func bruteForce() throws {
    var noise = RandomStream(key: StreamKey(seed: 9))
    for _ in 0..<40 {
      let (k, size, rounds, contextCount) = (3, 4, 6, 4)
      let tables = (0..<6).map { _ in (0..<contextCount).map { _ in noise.uniform() < 0.5 } }
      let audit = AuditTerms(alpha: 0.25, votes: 1 + noise.integer(below: size), panelSize: size, slack: 0.125)
      let individuals = (0..<rounds).map { _ in
        (0..<k).map { _ in Individual(context: noise.integer(below: contextCount)) }
      }
      let labels = (0..<rounds).map { _ in (0..<k).map { _ in noise.uniform() < 0.5 } }
      // Mostly far apart, so that some rules stay fair.
      let distances = (0..<size).map { _ in
        (0..<contextCount * contextCount).map { _ in 1 - Double(noise.integer(below: 5)) / 16 }
      }
      let distance: @Sendable (Int, Individual, Individual) -> Double = { auditor, first, second in
        let (low, high) = (min(first.context!, second.context!), max(first.context!, second.context!))
        return low == high ? 0 : distances[auditor][low * contextCount + high]
      }
      let world = ScriptedIndividuals(individuals: individuals, labels: labels, distance: distance)
      let problem = OneSidedProblem(
        individualCount: k, horizon: rounds, rules: RuleClass(tables: tables), audit: audit)
      let drawn = (0..<rounds).map { _ in noise.integer(below: 6) }
      let policies = (0..<rounds).map { _ in (0..<k).map { _ in Double(noise.integer(below: 9)) / 8 } }
      func hasVotes(_ policy: [Double], _ round: Int, _ alpha: Double, _ votes: Int) -> Bool {
        (0..<k).contains { first in
          (0..<k).contains { second in
            (0..<size).count {
              policy[first] - policy[second] > distance($0, individuals[round][first], individuals[round][second])
                + alpha
            } >= votes
          }
        }
      }
      func decisions(_ rule: Int, _ round: Int) -> [Bool] { individuals[round].map { tables[rule][$0.context!] } }
      func errors(_ rule: Int, _ round: Int) -> Double {
        Double(zip(decisions(rule, round), labels[round]).count { $0 != $1 })
      }
      _ = play(Puppet(rules: drawn, policies: policies), world, problem, rounds: rounds) { account, played in
        let past = 0..<played
        let own = past.map { errors(drawn[$0], $0) }.reduce(0, +)
        let sums = tables.indices.map { rule in past.map { errors(rule, $0) }.reduce(0, +) }
        let fair = tables.indices.filter { rule in
          past.allSatisfy {
            !hasVotes(decisions(rule, $0).map { $0 ? 1 : 0 }, $0, audit.alpha - audit.slack, audit.votes)
          }
        }
        let regret = fair.map { own - sums[$0] }.max()
        let found = account.entry(for: .misclassification, group: "", after: played).regret
        #expect(regret == (found.isNaN ? nil : found))
        #expect(account.entry(for: .external, group: "", after: played).regret == own - sums.min()!)
        #expect(account.measure(.fairRules, after: played) == Double(fair.count))
        #expect(account.measure(.semiBanditRegret, after: played) == regret.map { $0 / 2 })
        for votes in 1...size {
          let count = past.count { hasVotes(policies[$0], $0, audit.alpha, votes) }
          #expect(account.measure(.violationsByVotes.at(votes - 1), after: played) == Double(count))
          if votes == audit.votes { #expect(account.measure(.violations, after: played) == Double(count)) }
        }
      }
    }
  }
}
