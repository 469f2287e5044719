import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct BatchedOMDTests {
  private func observe(_ key: String, _ count: Int) -> Setting { .object([key: .whole(count)]) }

  private func policy(
    _ observe: Setting, sampler: String = "auto", batches: Int? = nil, rate: Double? = nil, actions: Int = 2,
    horizon: Int = 100, feedback: LossFeedback = .full
  ) throws -> BatchedOMD {
    try make(
      BatchedOMD.self,
      [
        "observe": observe, "sampler": .text(sampler), "batches": batches.map { .whole($0) } ?? .text("auto"),
        "learningRate": rate.map { .number($0) } ?? .text("auto"),
      ], actions: actions, horizon: horizon, feedback: feedback)
  }

  /// K = 3, M = 2, p = (.5, .3, .2): advice sees arms with probabilities .75, .65, .60.
  @Test func observationProbabilities() {
    let seen = [0.5, 0.3, 0.2].map { BatchedOMD.observationProbability($0, advice: 2, actionCount: 3) }
    #expect(zip(seen, [0.75, 0.65, 0.6]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(BatchedOMD.observationProbability(1, advice: 1, actionCount: 1) == 1)
    #expect(BatchedOMD.observationProbability(0.3, advice: 1, actionCount: 3) == 0.3)
  }

  /// Full information, first loss (1, 0), eta = ln 2: P(X_2 = 1) = 1/3 for every sampler. Decoupled M = 1: the set {1}
  /// makes it .2, {2} makes it .5, so .35. Maximal coupling likewise. Binomial, level 1e-6 each.
  @Test(arguments: ["fresh", "dartboard", "maximal-coupling"]) func marginalsAreThoseOfTheWeights(sampler: String)
    throws
  {
    let rows = [[1.0, 0], [0, 0]]
    let full = try policy(.text("full"), sampler: sampler, batches: 2, rate: log(2.0), horizon: 2)
    var count = lastActions(of: full, rows, runs: 6000)[0]
    #expect(BinomialTest(successes: count, trials: 6000, probability: 1.0 / 3).pValue > 1e-6)
    let one = try policy(observe("decoupled", 1), sampler: sampler, batches: 2, rate: log(2.0), horizon: 2)
    count = lastActions(of: one, rows, runs: 6000)[0]
    #expect(BinomialTest(successes: count, trials: 6000, probability: 0.35).pValue > 1e-6)
  }

  /// Bandit, K = 2, eta = ln 2, first loss (1, 0): playing 1 makes est (2, 0) and P(X_2 = 1) = 1/5, playing 2 leaves
  /// 1/2: .35. Advice with M = 2 sees both with probability 1: 1/3.
  @Test func importanceWeights() throws {
    let rows = [[1.0, 0], [0, 0]]
    var count = lastActions(
      of: try policy(.text("bandit"), batches: 2, rate: log(2.0), horizon: 2, feedback: .bandit), rows, runs: 6000,
      feedback: .bandit)[0]
    #expect(BinomialTest(successes: count, trials: 6000, probability: 0.35).pValue > 1e-6)
    count =
      lastActions(of: try policy(observe("advice", 2), batches: 2, rate: log(2.0), horizon: 2), rows, runs: 6000)[0]
    #expect(BinomialTest(successes: count, trials: 6000, probability: 1.0 / 3).pValue > 1e-6)
  }

  /// Advice with M = 2 of K = 3 from uniform weights: arm 1 is seen with probability 1/3 + 2/3 * 1/2 = 2/3, then est =
  /// 3/2 and, at eta = ln 2, P(X_2 = 1) = 2^-1.5 / (2 + 2^-1.5); else 1/3.
  @Test func adviceAmongThree() throws {
    let rows = [[1.0, 0, 0], [0, 0, 0]]
    let policy = try policy(observe("advice", 2), batches: 2, rate: log(2.0), actions: 3, horizon: 2)
    let weight = pow(2, -1.5)
    let expected = 2.0 / 3 * weight / (2 + weight) + 1.0 / 3 / 3
    let count = lastActions(of: policy, rows, runs: 6000)[0]
    #expect(BinomialTest(successes: count, trials: 6000, probability: expected).pValue > 1e-6)
  }

  /// Decoupled with M = 2 of K = 3: arm 1 is seen with probability 2/3, est = 3/2: the same law, kept or drawn anew.
  @Test(arguments: ["fresh", "dartboard", "maximal-coupling"]) func decoupledAmongThree(sampler: String) throws {
    let rows = [[1.0, 0, 0], [0, 0, 0]]
    let policy = try policy(
      observe("decoupled", 2), sampler: sampler, batches: 2, rate: log(2.0), actions: 3, horizon: 2)
    let weight = pow(2, -1.5)
    let count = lastActions(of: policy, rows, runs: 6000)[0]
    let expected = 2.0 / 3 * weight / (2 + weight) + 1.0 / 3 / 3
    #expect(BinomialTest(successes: count, trials: 6000, probability: expected).pValue > 1e-6)
  }

  /// Losses (.8, .4, .2) from uniform weights: decoupled with M = 2 scales by 3/2, advice with M = 2 divides by 2/3,
  /// bandit by 1/3; what was not seen is 0.
  @Test(arguments: ["decoupled", "advice", "bandit", "full"]) func estimatesOfOneBatch(scheme: String) throws {
    let row = [0.8, 0.4, 0.2]
    let observed: Setting = ["decoupled", "advice"].contains(scheme) ? observe(scheme, 2) : .text(scheme)
    for seed in 0..<20 {
      var game = ExpertsGame(
        environment: ScriptedLosses(rows: [row]),
        learner: try policy(observed, batches: 1, rate: 1, actions: 3, horizon: 1),
        problem: ExpertsProblem(actionCount: 3, horizon: 1, feedback: .full, switchingCost: 1))
      var account = game.openAccount(for: [.external], metrics: [])
      var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
      var learner = RandomStream(key: StreamKey(seed: UInt64(seed)))
      game.play(round: 1, environmentNoise: &noise, learnerNoise: &learner, account: &account)
      let played = row.firstIndex(of: -account.entry(for: .external, group: "", after: 1).value)!
      let seen: Set<Int>
      switch scheme {
      case "decoupled": seen = Set(game.learner.set.members)
      case "advice": seen = Set(game.learner.set.members).union([played])
      case "bandit": seen = [played]
      default: seen = [0, 1, 2]
      }
      #expect(seen.count == ["decoupled": 2, "advice": 2, "bandit": 1, "full": 3][scheme])
      let factor = ["decoupled": 1.5, "advice": 1.5, "bandit": 3, "full": 1][scheme]!
      for action in 0..<3 {
        #expect(abs(game.learner.leader.losses[action] - (seen.contains(action) ? row[action] * factor : 0)) < 1e-12)
      }
    }
  }

  /// Three batches, K = 3, random losses: the law of the last action is the mean over sets of softmax of the estimates,
  /// worked out by going through all sets; all samplers have it. Binomial per action, level 1e-6 each.
  @Test(arguments: ["fresh", "dartboard", "maximal-coupling"]) func lawAfterSeveralBatches(sampler: String) throws {
    let rows = [[0.9, 0.1, 0.4], [0.2, 0.8, 0.3], [0.7, 0.6, 0], [0, 0, 0]]
    let rate = 0.8
    let sets = [[0, 1], [0, 2], [1, 2]]
    var law = [0.0, 0, 0]
    for first in sets {
      for second in sets {
        for third in sets {
          var totals = [0.0, 0, 0]
          for (set, row) in zip([first, second, third], rows) { for arm in set { totals[arm] += row[arm] * 1.5 } }
          let weights = totals.map { exp(-rate * $0) }
          for arm in 0..<3 { law[arm] += weights[arm] / weights.reduce(0, +) / 27 }
        }
      }
    }
    let policy = try policy(observe("decoupled", 2), sampler: sampler, batches: 4, rate: rate, actions: 3, horizon: 4)
    let counts = lastActions(of: policy, rows, runs: 6000)
    for arm in 0..<3 {
      #expect(BinomialTest(successes: counts[arm], trials: 6000, probability: law[arm]).pValue > 1e-6)
    }
  }

  /// T = 10, K = 3, B = 7, full: two batches of 5, six observations, one left.
  @Test func budgetAccounting() throws {
    let problem = ExpertsProblem(actionCount: 3, horizon: 10, feedback: .budget(7), switchingCost: 1)
    let policy = try policy(.text("full"), actions: 3, horizon: 10, feedback: .budget(7))
    #expect(policy.tuning.batches == 2)
    for seed in 0..<20 {
      let run = RecordedLosses(
        learner: policy, environment: ScriptedLosses(rows: [[1, 0.5, 0]]), problem: problem,
        key: StreamKey(seed: UInt64(seed)))
      #expect(run.observations == 6 && run.failure == nil)
      #expect(Set(run.actions[0..<5]).count == 1 && Set(run.actions[5..<10]).count == 1)
    }
  }

  /// 11 rounds in 4 batches of 3, 3, 3 and 2; the observed round is uniform in its batch: the first batch's loss stands
  /// in one of three rounds, and is seen in a third of the runs. Then P(X_2 = 1) = 1/3 (1/3) + 2/3 (1/2).
  @Test func theObservedRoundIsUniform() throws {
    let policy = try policy(.text("full"), sampler: "fresh", batches: 4, rate: log(2.0), horizon: 11)
    for place in 0..<3 {
      var rows = Array(repeating: [0.0, 0], count: 4)
      rows[place] = [1, 0]
      let count = lastActions(of: policy, rows, runs: 4000)[0]
      #expect(
        BinomialTest(successes: count, trials: 4000, probability: 1.0 / 9 + 1.0 / 3).pValue > 1e-6, "place \(place)")
    }
  }

  @Test func batchesOfUnequalLengths() throws {
    let policy = try policy(.text("bandit"), batches: 4, rate: 1e-3, actions: 8, horizon: 11)
    var starts: Set<Int> = []
    for seed in 0..<40 {
      let actions = play(policy, [Array(repeating: 0, count: 8)], rounds: 11, seed: UInt64(seed)).actions
      for round in 1..<11 where actions[round] != actions[round - 1] { starts.insert(round) }
    }
    #expect(starts == [3, 6, 9])
  }

  /// Expected switches of the dartboard are at most eta N, of coupling fewer still; fresh has about (1 - 1/K) N.
  @Test func samplersSwitchInTheirOrder() throws {
    let rows = sharedWalk(actions: 4, rounds: 600, gap: 0.02, seed: 9)
    let switches = try ["fresh", "dartboard", "maximal-coupling"].map { sampler in
      let policy = try policy(.text("full"), sampler: sampler, batches: 600, actions: 4, horizon: 600)
      return (0..<40).map { Double(play(policy, rows, rounds: 600, seed: $0).switches) }.mean
    }
    let tuning = try policy(.text("full"), actions: 4, horizon: 600).tuning
    #expect(switches[0] > 350)
    #expect(switches[1] < tuning.rate * 600)
    #expect(switches[2] < 0.5 * switches[1])
  }

  /// Regret and switching cost, mean of 60 runs, below `bound` for every scheme; 40-armed uniform play would lose more
  /// than any of them.
  @Test func regretIsBelowTheBound() throws {
    let rows = sharedWalk(actions: 4, rounds: 1000, gap: 0.1, seed: 4)
    let cases: [(Setting, LossFeedback)] = [
      (.text("full"), .full), (.text("full"), .budget(400)), (.text("bandit"), .bandit),
      (observe("decoupled", 2), .full),
      (observe("decoupled", 1), .budget(100)), (observe("advice", 2), .extra(500)),
    ]
    for (scheme, feedback) in cases {
      let policy = try policy(scheme, actions: 4, horizon: 1000, feedback: feedback)
      let runs = (0..<60).map { play(policy, rows, rounds: 1000, feedback: feedback, seed: $0) }
      #expect(runs.allSatisfy { $0.failure == nil })
      #expect(runs.map(\.switchingRegret).mean < (policy.regretBound?.value ?? 0))
    }
  }

  @Test func choosesTheSchemeWithTheSmallerBound() throws {
    func tuning(_ feedback: LossFeedback) throws -> BatchTuning {
      try make(BatchedOMD.self, actions: 4, horizon: 20_000, feedback: feedback).tuning
    }
    #expect(try tuning(.bandit).scheme == .bandit && tuning(.bandit).sampler == .fresh)
    #expect(try tuning(.full).scheme == .full && tuning(.full).sampler == .dartboard)
    #expect(try tuning(.extra(30_000)).scheme == .full && tuning(.extra(300)).scheme == .bandit)
    #expect(try tuning(.extra(0)).scheme == .bandit && tuning(.budget(3)).scheme == .bandit)
    #expect(try tuning(.budget(736)).scheme == .full)
  }

  @Test(arguments: ["dartboard", "maximal-coupling"]) func keepingNeedsIndependentObservations(sampler: String) throws {
    for (scheme, text) in [(Setting.text("bandit"), "bandit"), (observe("advice", 2), "{\"advice\": 2}")] {
      #expect(
        throws: InvalidSettings(
          "sampler",
          "`\(sampler)` keeps an action with a probability that depends on what was seen, and with the observations "
            + "\(text) that depends on the action; accepted: `fresh`, or the observations full or decoupled")
      ) { try policy(scheme, sampler: sampler) }
    }
    // The choice is left to the policy: it takes the scheme that fits.
    #expect(try policy(.text("auto"), sampler: sampler, feedback: .extra(5)).tuning.scheme == .full)
  }

  @Test func refusesWhatTheFeedbackDoesNotLastFor() {
    #expect(
      throws: InvalidSettings(
        "batches", "found 30, but the feedback {\"budget\": 50} lasts for 25 batches; accepted: at most 25")
    ) { try policy(.text("full"), batches: 30, feedback: .budget(50)) }
    #expect(
      throws: InvalidSettings(
        "observe",
        "the feedback \"bandit\" does not last for the observations full of a single batch; accepted: what it grants")
    ) { try policy(.text("full"), feedback: .bandit) }
    #expect(throws: InvalidSettings("batches", "found 101; accepted: at most one for each of the 100 rounds")) {
      try policy(.text("full"), batches: 101)
    }
    #expect(throws: InvalidSettings("observe.decoupled", "found 3; accepted: at most 2, the number of actions")) {
      try policy(observe("decoupled", 3))
    }
  }

  @Test(arguments: ["auto", "full", "bandit", "decoupled", "advice"]) func conforms(scheme: String) {
    let setting = ["decoupled", "advice"].contains(scheme) ? observe(scheme, 2) : .text(scheme)
    #expect(
      ExpertsConformance.violations(of: BatchedOMD.self, settings: ["observe": setting], isRandomized: true) == [])
  }

  @Test func couplingConforms() {
    #expect(
      ExpertsConformance.violations(
        of: BatchedOMD.self, settings: ["sampler": .text("maximal-coupling")], isRandomized: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = ExpertsProblem(actionCount: 3, horizon: 50, feedback: .full, switchingCost: 1)
    let typed = try BatchedOMD(
      problem, batches: 9, observe: .decoupled(2), sampler: .maximalCoupling, learningRate: 0.5)
    #expect(
      haveSameContents(
        typed,
        try BatchedOMD(
          settings: [
            "batches": .whole(9), "observe": .object(["decoupled": .whole(2)]), "sampler": .text("maximal-coupling"),
            "learningRate": .number(0.5),
          ], problem: problem)))
    #expect(haveSameContents(try BatchedOMD(problem), try BatchedOMD(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try BatchedOMD(problem)))
  }
}
