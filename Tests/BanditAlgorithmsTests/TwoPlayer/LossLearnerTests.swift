import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LossLearnerTests {
  private static let ids = [
    "exp3", "ftrl", "tsallis-inf", "exp3-ix", "exp3-p", "exp3-plus-plus", "log-barrier", "log-barrier-adaptive",
    "exp3-s",
    "shrinking-dartboard", "random-walk-perturbation", "lazy-leader", "limited-advice",
  ]

  /// Every base plays, draws one action a round, and conforms.
  @Test(arguments: ids) func conforms(_ id: String) throws {
    let base = NestedLearner(id)
    let violations = PlayerConformance.violations(
      of: LossLearner.self, settings: ["base": base.setting], isRandomized: true, mayRefuse: true)
    #expect(violations == [])
  }

  /// A base in the game plays what it plays alone for the same losses under the same noise.
  @Test func playsAsItsBase() throws {
    let problem = PlayerProblem(actionCount: 3, horizon: 200)
    var draw = RandomStream(key: StreamKey(seed: 3))
    let costs = (0..<200).map { _ in (0..<3).map { _ in draw.uniform() } }
    let found = strategies(try LossLearner(problem, base: NestedLearner("exp3-ix")), costs).map { $0.firstIndex(of: 1) }
    var bandit = try Exp3IX(BanditProblem(armCount: 3, horizon: 200, rewardRange: 0...1, switchingCost: 0))
    var noise = RandomStream(key: StreamKey(seed: 1))
    for (place, row) in costs.enumerated() {
      noise.move(to: 0, occurrence: place + 1)
      let arm = bandit.selectArm(at: place + 1, noise: &noise)
      #expect(found[place] == arm)
      bandit.observe(reward: 1 - row[arm], of: arm, at: place + 1)
    }
    #expect(Set(found).count == 3)
  }

  /// ftrl with full information is exponential weights: among two actions one that costs 1 in every round is left.
  @Test func fullInformation() throws {
    let problem = PlayerProblem(actionCount: 2, horizon: 100)
    let full = NestedLearner("ftrl", ["estimator": "full", "regularizer": "entropy", "learningRate": 10])
    let costs = Array(repeating: [1.0, 0], count: 100)
    let late = strategies(try LossLearner(problem, base: full), costs).dropFirst(5)
    #expect(late.allSatisfy { $0 == [0, 1] })
    // Where it saw its own cost alone, it would have to try both.
    let blind = NestedLearner("ftrl", ["regularizer": "entropy", "learningRate": 0.001])
    #expect(strategies(try LossLearner(problem, base: blind), costs).dropFirst(5).contains([1, 0]))
  }

  @Test func refusalsNameTheBase() {
    let problem = PlayerProblem(actionCount: 2, horizon: 100)
    func path(_ base: NestedLearner) -> String {
      do throws(InvalidSettings) {
        _ = try LossLearner(problem, base: base)
        return ""
      } catch { return error.path }
    }
    #expect(path(NestedLearner("ucb1")).hasPrefix("base"))
    #expect(path(NestedLearner("exp3", ["learningRate": -1])).hasPrefix("base"))
    #expect(path(NestedLearner("exp3", ["nonsense": 1])).hasPrefix("base"))
    #expect(path(NestedLearner("ftrl", ["estimator": "full", "range": [0, 2]])) == "base.range")
  }
}
