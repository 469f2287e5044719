import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct RolloutsGameTests {
  /// Succeeds if the uniform of the address is below the probability; keeps the uniforms.
  private struct Coins: RolloutsEnvironment {
    var truth: PromptTruth
    var lucks: [Int: [Double]] = [:]
    var closed: [Int] = []
    mutating func roll(_ prompt: Int, at round: Int, noise: inout RoundNoise) -> Bool {
      let luck = noise.uniform()
      lucks[prompt, default: []].append(luck)
      return luck < truth.probabilities[prompt]
    }
    mutating func close(_ batch: RolloutBatch, at round: Int) {
      closed.append(round)
      truth.learn(from: batch)
    }
  }

  /// Rolls out given prompts and keeps what it is told.
  private struct Listener: RolloutsLearner, SuccessEstimating {
    let batches: [[(Int, Int)]]
    var evaluation: [Int] = []
    var heard: [[Int]] = []
    mutating func begin(with evaluation: RolloutBatch) { self.evaluation = evaluation.successes }
    mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
      for (prompt, count) in batches[round - 1] { batch.add(prompt, rollouts: count) }
    }
    mutating func observe(_ batch: RolloutBatch, at round: Int) { heard.append(batch.successes) }
    func successEstimate(of prompt: Int) -> Double? { prompt == 0 ? nil : 0.5 }
  }

  private func play(
    _ batches: [[(Int, Int)]], _ terms: RolloutTerms, _ truth: PromptTruth, _ coupling: Coupling = .pulls,
    evaluation: Int = 0, seed: UInt64 = 3
  ) -> (game: RolloutsGame<Coins, Listener>, account: RolloutsLedger) {
    let problem = RolloutsProblem(
      promptCount: truth.promptCount, horizon: 10, terms: terms, evaluationRollouts: evaluation)
    var game = RolloutsGame(
      environment: Coins(truth: truth), learner: Listener(batches: batches), problem: problem, coupling: coupling)
    var account = game.openAccount(for: [.dynamic], metrics: RolloutsLedger.metrics)
    var noise = RandomStream(key: StreamKey(seed: seed), itemCount: problem.addressCount)
    var other = RandomStream(key: StreamKey(seed: 5))
    for round in 1...batches.count {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return (game, account)
  }

  private let fixed = PromptTruth(probabilities: [0.2, 0.5, 0.9])

  /// The m-th rollout of a prompt meets the same luck, whoever makes it, when, and in how large a batch.
  @Test func rolloutsShareTheirLuck() throws {
    let terms = RolloutTerms.budgets(total: 9, range: 1...7)
    let first = play([[(0, 3), (1, 3), (2, 3)], [(0, 3), (1, 3), (2, 3)]], terms, fixed).game.environment
    let second = play([[(0, 7), (1, 1), (2, 1)], [(2, 4), (1, 4), (0, 1)]], terms, fixed).game.environment
    #expect(first.lucks[0] == second.lucks[0]?.prefix(6).map { $0 })
    #expect(first.lucks[1]?.prefix(5) == second.lucks[1]?[...] && first.lucks[2]?.prefix(5) == second.lucks[2]?[...])
    #expect(Set(first.lucks.values.joined()).count == 18)
    let rounds = play([[(0, 3), (1, 3), (2, 3)], [(0, 3), (1, 3), (2, 3)]], terms, fixed, .rounds).game.environment
    let others = play([[(0, 7), (1, 1), (2, 1)], [(0, 2), (1, 4), (2, 3)]], terms, fixed, .rounds).game.environment
    #expect(rounds.lucks[0]?[3..<5] == others.lucks[0]?[7..<9])
    #expect(rounds.lucks[0]?[3] != first.lucks[0]?[3])
  }

  /// Minus the sum of squared distances against the best choice; successes as reward, rollouts as cost.
  @Test func selections() throws {
    let terms = RolloutTerms.selection(size: 2, rollouts: 4, target: 0.5)
    let (game, account) = play([[(0, 4), (2, 4)], [(1, 4), (0, 4)]], terms, fixed)
    let entry = account.entry(for: .dynamic, group: "", after: 2)
    // (.3^2 + .4^2) + (0 + .3^2), against twice 0 + .3^2.
    #expect(abs(entry.value + 0.34) < 1e-15 && abs(entry.benchmark + 0.18) < 1e-15)
    let successes = game.learner.heard.flatMap { $0 }
    #expect(entry.reward == Double(successes.reduce(0, +)) && entry.cost == 16)
    let effective = successes.count { $0 > 0 && $0 < 4 }
    #expect(account.measure(.effectiveFraction, after: 2) == Double(effective) / 4)
    #expect(account.measure(.uniformValue, after: 2) == nil && account.measure(.valueOverUniform, after: 2) == nil)
    // Of the two prompts that it has an estimate of: (0 + .4^2) / 2.
    let error = try #require(game.measureTogether(.posteriorError, after: 2, account: account))
    #expect(abs(error - 0.08) < 1e-15)
    #expect(game.latestRound(account) == PlayedRound(action: "1 0", reward: Double(game.learner.heard[1].reduce(0, +))))
    #expect(game.environment.closed == [1, 2])
  }

  @Test func budgets() throws {
    let terms = RolloutTerms.budgets(total: 12, range: 2...128)
    let truth = PromptTruth(probabilities: [0.5, 0.1, 0.9])
    let (game, account) = play([[(0, 5), (1, 5), (2, 2)], [(2, 8), (1, 2), (0, 2)]], terms, truth)
    let entry = account.entry(for: .dynamic, group: "", after: 2)
    #expect(abs(entry.benchmark - 2 * 0.151977) < 1e-6 && entry.cost == 24)
    let second = [(8, 0.9), (2, 0.1), (2, 0.5)].reduce(0) { $0 + RolloutAllocation.value($1.0, $1.1) }
    #expect(abs(entry.value - 0.151977 - second) < 1e-6)
    let uniform = try #require(account.measure(.uniformValue, after: 2))
    #expect(abs(uniform - 2 * 0.140317) < 1e-6)
    #expect(account.measure(.valueOverUniform, after: 2) == entry.value / uniform)
    #expect(game.latestRound(account).action == "8 2 2")
  }

  /// Regret is that of the round's own probabilities, as far as the learner's batches have brought them.
  @Test func benchmarksFollowTheAbility() {
    let truth = PromptTruth(difficulties: [0, 3], offsets: [0, 0], ability: 0, rate: 3)
    let terms = RolloutTerms.selection(size: 1, rollouts: 2, target: 0.5)
    var lessons = 0
    for seed: UInt64 in 1...12 {
      let (game, account) = play(Array(repeating: [(0, 2)], count: 3), terms, truth, seed: seed)
      let entry = account.entry(for: .dynamic, group: "", after: 3)
      // As soon as it has both succeeded and failed, theta is 3, and the other prompt is at the target; after another such
      // round theta is 6, and the other one is again the nearer one.
      var (theta, regret) = (0.0, 0.0)
      for successes in game.learner.heard {
        let distances = [theta, theta - 3].map { 1 / (1 + exp(0 - $0)) - 0.5 }
        regret += distances[0] * distances[0] - min(distances[0] * distances[0], distances[1] * distances[1])
        if successes == [1] {
          theta += 3
          lessons += 1
        }
      }
      #expect(abs(entry.regret - regret) < 1e-12)
    }
    #expect(lessons > 3)
  }

  /// Every prompt is rolled out before the first round, which is told, and not counted.
  @Test func evaluations() {
    let terms = RolloutTerms.selection(size: 1, rollouts: 2, target: 0.5)
    let (game, account) = play([[(1, 2)], [(1, 2)]], terms, fixed, evaluation: 3)
    #expect(game.learner.evaluation.count == 3 && game.environment.lucks[0]?.count == 3)
    #expect(game.environment.lucks[1]?.count == 7 && game.environment.closed == [1, 2])
    let counts = (0..<3).map { prompt in
      game.environment.lucks[prompt]!.prefix(3).count { $0 < fixed.probabilities[prompt] }
    }
    #expect(game.learner.evaluation == counts)
    #expect(account.entry(for: .dynamic, group: "", after: 2).cost == 4)
  }

  @Test func batchesKnowTheirFaults() {
    func fault(_ prompts: [(Int, Int)], _ terms: RolloutTerms) -> String? {
      var batch = RolloutBatch(RolloutsProblem(promptCount: 3, horizon: 1, terms: terms))
      batch.add(7, rollouts: 1)
      batch.removeAll()
      for (prompt, count) in prompts { batch.add(prompt, rollouts: count) }
      return batch.fault
    }
    let selection = RolloutTerms.selection(size: 2, rollouts: 4, target: 0.5)
    #expect(fault([(2, 4), (0, 4)], selection) == nil)
    #expect(fault([(2, 4)], selection) == "1 prompt, not 2")
    #expect(fault([(2, 4), (2, 4)], selection) == "prompt 2 twice")
    #expect(fault([(2, 4), (3, 4)], selection) == "prompt 3 of 3")
    #expect(fault([(2, 4), (1, 5)], selection) == "5 rollouts of a prompt, not 4")
    let budgets = RolloutTerms.budgets(total: 9, range: 2...4)
    #expect(fault([(2, 4), (1, 2), (0, 3)], budgets) == nil)
    #expect(fault([(2, 4), (1, 4)], budgets) == "budgets for 2 of 3 prompts")
    #expect(fault([(2, 4), (1, 1), (0, 4)], budgets) == "1 rollout, not in 2...4")
    #expect(fault([(2, 4), (1, 2), (0, 2)], budgets) == "8 rollouts in all, not 9")
  }
}
