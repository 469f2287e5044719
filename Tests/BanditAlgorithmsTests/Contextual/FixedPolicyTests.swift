import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FixedPolicyTests {
  private let problem = ContextualProblem(armCount: 3, dimension: 2, isShared: true, horizon: 1, contextCount: 2)

  /// Level 1e-6 for each arm.
  @Test func drawsFromItsProbabilities() throws {
    var learner = try FixedPolicy(problem, policy: .probabilities([[1, 0, 0], [0.2, 0.5, 0.3]]))
    var view = ContextualView(of: problem)
    view.context = 1
    var noise = RandomStream(key: StreamKey(seed: 5))
    var counts = [0, 0, 0]
    for round in 1...30_000 {
      noise.move(to: 0, occurrence: round)
      let arm = learner.selectArm(view, at: round, noise: &noise)
      counts[arm] += 1
      #expect(learner.propensity == [0.2, 0.5, 0.3][arm])
    }
    #expect(learner.probabilities == [0.2, 0.5, 0.3])
    for test in BinomialTest.perBin(counts: counts, probabilities: [0.2, 0.5, 0.3]) { #expect(test.pValue > 1e-6) }
  }

  @Test func refusesWhatDoesNotFit() {
    #expect(throws: InvalidSettings.self) { try FixedPolicy(problem, policy: .table([0])) }
    #expect(throws: InvalidSettings.self) { try FixedPolicy(problem, policy: .columns("e")) }
  }

  @Test func conforms() {
    // One arm: every policy plays it.
    #expect(
      ContextualConformance.violations(
        of: FixedPolicy.self, settings: ["policy": ["uniform": true]], isRandomized: true)
        == [])
    #expect(
      ContextualConformance.violations(
        of: FixedPolicy.self, settings: ["policy": ["epsilon": 0.5, "policy": ["constant": 0]]], isRandomized: true,
        in: .contexts) == [])
  }
}
