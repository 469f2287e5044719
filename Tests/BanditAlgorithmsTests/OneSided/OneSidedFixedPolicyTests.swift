import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct OneSidedFixedPolicyTests {
  private let problem = OneSidedProblem(
    individualCount: 2, horizon: 3, rules: RuleClass(tables: [[true, true], [true, false], [false, false]]))

  @Test func mixtures() throws {
    var view = OneSidedView(of: problem)
    view.show([Individual(context: 0), Individual(context: 1)], to: problem.rules)
    var noise = RandomStream(key: StreamKey(seed: 3))
    var learner = try OneSidedFixedPolicy(problem, rules: [1, 0, 2], probabilities: [0.5, 0.25, 0.25])
    var counts = [0, 0, 0]
    for round in 1...10_000 { counts[learner.selectRule(view, at: round, noise: &noise)] += 1 }
    #expect(learner.acceptance == [0.75, 0.25])
    for (count, probability) in zip(counts, [0.25, 0.5, 0.25]) {
      // Level 1e-6.
      #expect(BinomialTest(successes: count, trials: 10_000, probability: probability).pValue > 1e-6)
    }
    var even = try OneSidedFixedPolicy(problem, rules: [1, 2])
    _ = even.selectRule(view, at: 1, noise: &noise)
    #expect(even.acceptance == [0.5, 0])
  }

  @Test func refusals() {
    func path(_ rules: [Int], _ probabilities: [Double]?) -> String? {
      do throws(InvalidSettings) {
        _ = try OneSidedFixedPolicy(problem, rules: rules, probabilities: probabilities)
        return nil
      } catch { return error.path }
    }
    #expect(path([0, 3], nil) == "rules[1]")
    #expect(path([0, 1], [1]) == "probabilities")
    #expect(path([0, 1], [0.5, 0.4]) == "probabilities")
    #expect(path([0, 1], [0.5, 0.5]) == nil)
  }

  @Test func conforms() {
    #expect(
      OneSidedConformance.violations(
        of: OneSidedFixedPolicy.self, settings: ["rules": [3, 20, 72]], isRandomized: true, mayRefuse: true) == [])
  }
}
