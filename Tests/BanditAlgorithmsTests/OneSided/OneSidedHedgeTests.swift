import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct OneSidedHedgeTests {
  private let problem = OneSidedProblem(
    individualCount: 2, horizon: 8,
    rules: RuleClass(tables: [[true, true], [true, false], [false, true], [false, false]])
  )

  /// Labels (1, 0) of both, whatever is played: losses 1, .5, 1.5, 1, and with the report (1, 2) and C = .25 (twice for
  /// the rule that does what is reported) 1.25, 1, 1.5, 1.25.
  @Test func allLabelsCount() throws {
    #expect(try OneSidedHedge(problem).seesAllLabels)
    let view = Exp2Tests.view(problem)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for (report, losses) in [
      (nil, [1, 0.5, 1.5, 1]), (AuditReport(favoured: 0, other: 1, excess: 0.1), [1.25, 1, 1.5, 1.25]),
    ] {
      var learner = try OneSidedHedge(problem, price: 0.25, learningRate: 0.4)
      let rule = learner.selectRule(view, at: 1, noise: &noise)
      learner.observe(
        OneSidedFeedback(labels: [true, false], report: report), of: rule, in: view, at: 1, noise: &noise)
      let powers = losses.map { Double.exp(-0.4 * $0) }
      let sum = powers.reduce(0, +)
      #expect(agree(learner.weights.probabilities, powers.map { $0 / sum }, within: 1e-12))
    }
  }

  /// (k + 4 C) sqrt(T ln N / 2) at the horizon.
  @Test func bound() throws {
    var learner = try OneSidedHedge(problem, price: 1.5)
    let view = Exp2Tests.view(problem)
    var noise = RandomStream(key: StreamKey(seed: 1))
    _ = learner.selectRule(view, at: 8, noise: &noise)
    learner.observe(OneSidedFeedback(labels: [true, false]), of: 0, in: view, at: 8, noise: &noise)
    #expect(abs((learner.regretBound?.value ?? 0) - 8 * (8 * Double.log(4) / 2).squareRoot()) < 1e-9)
  }

  @Test func conforms() {
    #expect(OneSidedConformance.violations(of: OneSidedHedge.self, isRandomized: true) == [])
    #expect(throws: InvalidSettings.self) { try OneSidedHedge(problem, price: -1) }
  }
}
