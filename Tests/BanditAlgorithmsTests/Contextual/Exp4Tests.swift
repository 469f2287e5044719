import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct Exp4Tests {
  /// Probabilities before each round, and of the policies in the end.
  private func run(
    _ learner: Exp4, _ problem: ContextualProblem, _ rounds: [(context: Int, arm: Int, reward: Double)]
  ) -> (probabilities: [[Double]], beliefs: [Double]) {
    var learner = learner
    var probabilities: [[Double]] = []
    for (place, round) in rounds.enumerated() {
      var view = ContextualView(of: problem)
      view.context = round.context
      learner.prepare(view)
      probabilities.append(learner.probabilities)
      learner.observe(reward: round.reward, of: round.arm, in: view, at: place + 1)
    }
    return (probabilities, learner.beliefs)
  }

  @Test func policiesOfTwoContexts() throws {
    let problem = ContextualProblem(
      armCount: 2, dimension: 2, isShared: true, horizon: 5, contextCount: 2, rewardRange: 0...1)
    let learner = try Exp4(problem, policies: .policyClass(.all), learningRate: 0.4)
    let (probabilities, beliefs) = run(
      learner, problem, [(0, 0, 1), (1, 0, 0.25), (0, 1, 0.5), (1, 1, 1), (0, 0, 0)])
    for round in 0..<3 { #expect(agree(probabilities[round], [0.5, 0.5])) }
    #expect(agree(probabilities[3], [0.3543436938, 0.6456563062]))
    #expect(agree(probabilities[4], [0.5986876601, 0.4013123399]))
    #expect(agree(beliefs, [0.1535607648, 0.2798059566, 0.200782929, 0.3658503497]))
  }

  @Test func advice() throws {
    let problem = ContextualProblem(armCount: 3, dimension: 1, isShared: true, horizon: 3, rewardRange: 0...1)
    let rows = [[0.7, 0.2, 0.1], [0.1, 0.1, 0.8], [1.0 / 3, 1.0 / 3, 1.0 / 3]]
    let learner = try Exp4(problem, policies: .advice(rows), learningRate: 0.3)
    let (probabilities, beliefs) = run(learner, problem, [(0, 0, 1), (0, 2, 0), (0, 1, 0.5)])
    for round in 0..<2 { #expect(agree(probabilities[round], [0.3777777778, 0.2111111111, 0.4111111111])) }
    #expect(agree(probabilities[2], [0.4260976584, 0.2214685986, 0.352433743]))
    #expect(agree(beliefs, [0.4144798873, 0.2661189347, 0.319401178]))
  }

  /// Rewards are weighed by the probability that the arm was drawn with, its share of uniform exploration included.
  @Test func mixing() throws {
    let problem = ContextualProblem(armCount: 2, dimension: 1, isShared: true, horizon: 3, rewardRange: 0...1)
    let learner = try Exp4(problem, policies: .policyClass(.constants), learningRate: 0.5, mixing: 0.2)
    let (probabilities, beliefs) = run(learner, problem, [(0, 0, 0), (0, 0, 0)])
    #expect(agree(probabilities[0], [0.5, 0.5]))
    // 0.8 / (1 + e) + 0.1, and a weight of -1 - 0.5 / q.
    #expect(agree(probabilities[1], [0.3151531371, 0.6848468629]))
    #expect(agree(beliefs, [0.0700103547, 0.9299896453]))
  }

  @Test func boundOfItsOwnClassAlone() throws {
    let problem = ContextualProblem(
      armCount: 3, dimension: 4, isShared: true, horizon: 5000, contextCount: 4, rewardRange: 0...1)
    func bound(_ learner: Exp4, against policies: PolicyClass?) -> Double? {
      let world = ScriptedContexts(problem, views: [[1, 0, 0, 0]], contexts: [0], policies: policies) { _, _, _ in 0.5 }
      return learner.regretBound(on: world.truth)?.value
    }
    let learner = try Exp4(problem, policies: .policyClass(.all))
    #expect(abs(try #require(bound(learner, against: .all)) - 363.0887972) < 1e-6)
    #expect(bound(learner, against: .constants) == nil)
    #expect(bound(learner, against: nil) == nil)
    #expect(bound(try Exp4(problem, policies: .policyClass(.all), mixing: 0.1), against: .all) == nil)
  }

  @Test func refusals() {
    let open = ContextualProblem(armCount: 3, dimension: 4, isShared: true, horizon: 50, contextCount: 4)
    #expect(throws: InvalidSettings.self) { try Exp4(open) }
    let problem = ContextualProblem(armCount: 3, dimension: 4, isShared: true, horizon: 50, rewardRange: 0...1)
    #expect(throws: InvalidSettings.self) { try Exp4(problem, policies: .policyClass(.all)) }
    #expect(throws: InvalidSettings.self) { try Exp4(problem, policies: .advice([[0.5, 0.5]])) }
    #expect(throws: InvalidSettings.self) { try Exp4(problem, policies: .advice([[0.5, 0.5, 0.1]])) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: Exp4.self, isRandomized: true) == [])
    #expect(
      ContextualConformance.violations(
        of: Exp4.self, settings: ["policies": "all", "estimator": "gain", "mixing": 0.1], isRandomized: true,
        in: .contexts) == [])
  }
}
