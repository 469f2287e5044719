import BanditCards
import BanditGames
import BanditTesting
import Testing

struct ContextualLedgerTests {
  private static let problem = ContextualProblem(
    armCount: 2, dimension: 2, isShared: true, horizon: 4, contextCount: 2)
  private static let means = [[0.2, 0.5], [0.9, 0.1]]

  private struct Nothing: ContextualMeans {
    func write(into means: inout [Double], of view: ContextualView, at round: Int) {}
  }

  /// Plays arms in contexts and reads a notion.
  private func entry(_ notion: Notion, _ policies: PolicyClass?, arms: [Int], contexts: [Int]) -> LedgerEntry {
    let truth = ContextualTruth(Self.problem, means: Nothing(), policies: policies)
    var ledger = ContextualLedger(truth: truth, notions: [notion], metrics: [])
    var view = ContextualView(of: Self.problem)
    for (arm, context) in zip(arms, contexts) {
      view.context = context
      view.features = context == 0 ? [1, 0] : [0, 1]
      ledger.record(arm, reward: 0.25, means: Self.means[context], in: view)
    }
    return ledger.entry(for: notion, group: "", after: arms.count)
  }

  @Test func notions() {
    let pseudo = entry(.pseudo, nil, arms: [0, 0, 1, 1], contexts: [0, 1, 0, 1])
    #expect(abs(pseudo.benchmark - 2.8) < 1e-12 && abs(pseudo.value - 1.7) < 1e-12)
    #expect(pseudo.reward == 1 && pseudo.switches == 1)
    let realized = entry(.realized, nil, arms: [0, 0, 1, 1], contexts: [0, 1, 0, 1])
    #expect(abs(realized.regret - 1.8) < 1e-12)
    #expect(entry(.dynamic, nil, arms: [0, 1], contexts: [0, 1]).regret == pseudoOf([0, 1], [0, 1]))
    #expect(entry(.policyClass, nil, arms: [0], contexts: [0]).regret.isNaN)
  }

  private func pseudoOf(_ arms: [Int], _ contexts: [Int]) -> Double {
    entry(.pseudo, nil, arms: arms, contexts: contexts).regret
  }

  /// Sums by context against every policy by hand.
  @Test func policyClasses() {
    let (arms, contexts) = ([0, 0, 1, 1], [0, 1, 0, 0])
    func best(_ policies: PolicyClass) -> Double {
      entry(.policyClass, policies, arms: arms, contexts: contexts).benchmark
    }
    #expect(abs(best(.constants) - 1.6) < 1e-12)
    #expect(abs(best(.all) - 2.4) < 1e-12)
    #expect(abs(best(.tables([[0, 0], [0, 1], [1, 1]])) - 1.6) < 1e-12)
    // Arm 1 in context 0, arm 0 in context 1.
    #expect(abs(best(.linear([[[0, 1], [1, 0]], [[1, 1], [0, 0]]])) - 2.4) < 1e-12)
    // A class may be beaten.
    #expect(entry(.policyClass, .constants, arms: [1, 0, 1, 1], contexts: contexts).regret < 0)
  }

  @Test func metricsAreKeptOnlyWhenAskedFor() {
    let truth = ContextualTruth(Self.problem, means: Nothing())
    let ledger = ContextualLedger(truth: truth, notions: [], metrics: [])
    #expect(ledger.measure(.bestArmShare, after: 0) == nil)
    #expect(ledger.measure(.confidenceFailures, after: 0) == nil)
    #expect(ledger.measure(.gapWeightingSlack, after: 0) == nil)
  }
}
