import BanditCards
import BanditGames
import BanditNumerics
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LogisticUCBTests {
  /// Rows of one action set of two features.
  static let problem = ContextualProblem(
    armCount: 1, dimension: 2, isShared: false, horizon: 10, rewardRange: 0...1, noiseScale: 0.5, parameterNorm: 1,
    featureNorm: 2.0.squareRoot(), isBinary: true)
  static let rows: [(features: [Double], reward: Double)] = [
    ([1, 0], 1), ([1, 1], 1), ([1, 0.5], 0), ([1, -1], 0), ([1, 0.2], 1),
  ]

  private func view(_ features: [Double]) -> ContextualView {
    var view = ContextualView(of: Self.problem)
    view.features = features
    return view
  }

  @Test func glmRadius() throws {
    var learner = try LogisticUCB(Self.problem, alpha: .glm)
    for (round, row) in Self.rows.enumerated() {
      learner.observe(reward: row.reward, of: 0, in: view(row.features), at: round + 1)
    }
    #expect(abs(learner.radius - 5.753742386) < 1e-8)
  }

  @Test func indexAfterFiveRows() throws {
    var learner = try LogisticUCB(Self.problem)
    for (round, row) in Self.rows.enumerated() {
      learner.observe(reward: row.reward, of: 0, in: view(row.features), at: round + 1)
    }
    #expect(agree(learner.estimate, [0.1843117397, 0.5238457279]))
    #expect(abs(learner.index(of: 0, in: view([1, 1]), radius: 0) - 1.730068052) < 1e-8)
  }

  /// Rewards 1 where frac(t (sqrt 2 - 1) + .3 a) is below the mean.
  @Test func trace() throws {
    let problem = ContextualProblem(
      armCount: 3, dimension: 2, isShared: false, horizon: 30, rewardRange: 0...1, isBinary: true)
    let world = ScriptedContexts(problem, views: WorkedWorlds.freshViews(rounds: 30, factor: 2)) {
      arm, features, round in
      let product = features[features.startIndex] - 0.5 * features[features.startIndex + 1]
      let uniform = WorkedWorlds.fraction(Double(round) * 0.4142135623730951 + 0.3 * Double(arm))
      return uniform < LogisticModel.sigma(product) ? 1 : 0
    }
    let run = RecordedContexts(learner: try LogisticUCB(problem), world: world)
    #expect(run.arms.digits == "001121010110002111100221110022")
    #expect(run.rewards.reduce(0, +) == 18)
    #expect(agree(run.learner.estimate, [0.7837841553, -0.1937089375]))
  }

  @Test func refusals() {
    let problem = ContextualProblem(armCount: 2, dimension: 2, isShared: false, horizon: 10)
    #expect(
      throws: InvalidSettings("", "needs rewards 0 or 1, which the environment does not promise")
    ) { try LogisticUCB(problem) }
    let silent = ContextualProblem(armCount: 2, dimension: 2, isShared: false, horizon: 10, isBinary: true)
    #expect(throws: InvalidSettings.self) { try LogisticUCB(silent, alpha: .glm) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: LogisticUCB.self, in: .coins) == [])
    #expect(
      ContextualConformance.violations(
        of: LogisticUCB.self, settings: ["alpha": "glm", "estimator": "mle", "refit": 3], in: .coins) == [])
  }
}
