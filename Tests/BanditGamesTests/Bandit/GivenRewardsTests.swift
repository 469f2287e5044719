import BanditCards
import BanditStreams
import Testing

@testable import BanditGames

struct GivenRewardsTests {
  /// Every prefix of a random table, by adding up columns.
  @Test func theBestArmInHindsight() {
    var noise = RandomStream(key: StreamKey(seed: 5))
    let rows = (0..<40).map { _ in (0..<3).map { _ in 200 * noise.uniform() - 100 } }
    let comparator = GivenRewards(rewards: rows.flatMap { $0 }, armCount: 3)
    for round in 1...40 {
      let totals = (0..<3).map { arm in rows.prefix(round).reduce(0) { $0 + $1[arm] } }
      let benchmark = comparator.benchmark(of: .external, through: round, bestMeans: 7)
      #expect(abs((benchmark ?? .nan) - (totals.max() ?? 0)) < 1e-9)
    }
    #expect(comparator.benchmark(of: .dynamic, through: 3, bestMeans: 7) == 7)
    #expect(comparator.benchmark(of: .pseudo, through: 3, bestMeans: 7) == nil)
    #expect(comparator.benchmark(of: .external, through: 41, bestMeans: 7)?.isNaN == true)
  }

  /// The accounts of a run by hand: arm 1 is best at first, then arm 0.
  @Test func theLedgerKeepsThem() {
    let rows = [[1, 3], [0, 2], [9, 1], [5, -5.0]]
    let truth = BanditTruth(
      segments: [.init(firstRound: 1, means: [3.75, 0.25])],
      comparator: GivenRewards(rewards: rows.flatMap { $0 }, armCount: 2))
    var ledger = BanditLedger(truth: truth, notions: [.external, .dynamic, .simple], metrics: [.bestArmShare])
    var regrets: [[Double]] = []
    for (index, arm) in [0, 1, 1, 0].enumerated() {
      let reward = rows[index][arm]
      ledger.record(arm, ArmOutcome(reward: reward, mean: reward, bestMean: rows[index].max() ?? 0))
      regrets.append(
        [Notion.external, .dynamic].map { ledger.entry(for: $0, group: "", after: index + 1).regret })
    }
    #expect(regrets == [[2, 2], [2, 2], [10 - 4, 10], [15 - 9, 10]])
    #expect(ledger.entry(for: .simple, group: "", after: 4).benchmark.isNaN)
    #expect(ledger.entry(for: .pseudo, group: "", after: 4).benchmark.isNaN)
    #expect(ledger.measure(.bestArmShare, after: 4) == 0.5)
  }

  /// A bound against any rewards fixed in advance is one on `external` here, and on `pseudo` where rewards are drawn.
  @Test func boundsAreOnTheBestArmInHindsight() {
    func notion(_ truth: BanditTruth) -> Notion? {
      BanditGame(
        environment: Fixed(truth: truth), learner: Promise(), problem: BanditProblem(armCount: 2, horizon: 1)
      ).regretBound?.notion
    }
    let comparator = GivenRewards(rewards: [0, 1], armCount: 2)
    let given = BanditTruth(segments: [.init(firstRound: 1, means: [0, 1])], comparator: comparator)
    #expect(notion(given) == .external && notion(BanditTruth(means: [0, 1])) == .realized)
    #expect(!given.isStationary && given.largestGap == nil && BanditTruth(means: [0, 1]).isStationary)
  }
}

/// Pays nothing.
private struct Fixed: BanditEnvironment {
  let truth: BanditTruth
  let armCount = 2
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    ArmOutcome(reward: 0, mean: 0, bestMean: 1)
  }
}

/// Promises something about single runs.
private struct Promise: BanditLearner, AdversarialBounding {
  static var boundsRuns: Bool { true }
  var adversarialBound: Double? { 5 }
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { 0 }
  mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}
