import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct GreedyAgentsTests {
  /// Beta(3, 2) against Beta(2, 3): after failures 3/6, 3/7, 3/8 arm 1 with 2/5 leads; a failure of it, 2/6, gives arm
  /// 0 back its place.
  @Test func followsTheMeans() throws {
    let problem = BanditProblem(armCount: 2, horizon: 8, priors: [.beta(a: 3, b: 2), .beta(a: 2, b: 3)])
    let arms = playScript(learner: try GreedyAgents(problem), rewards: [[0, 0, 0, 0, 1], [0, 0, 1]], rounds: 8)
    // 3/5, 3/6, 3/7, 3/8 < 2/5: arm 1; 2/6 < 3/8: arm 0; 3/9 = 2/6, a tie: arm 0; then 4/10 and 4/11: arm 0.
    #expect(arms == [0, 0, 0, 1, 0, 0, 0, 0])
  }

  /// The exact probability by rounds, and missing where it is not that of the environment's two arms.
  @Test func exactProbability() throws {
    let priors: [(BanditProblem, Double?)] = [
      (BanditProblem(armCount: 2, horizon: 500, priors: [.beta(a: 3, b: 2), .beta(a: 2, b: 3)]), 1),
      (BanditProblem(armCount: 2, horizon: 500), nil),
      (BanditProblem(armCount: 2, horizon: 10_001, priors: [.beta(a: 3, b: 2), .beta(a: 2, b: 3)]), nil),
      (BanditProblem(armCount: 2, horizon: 500, priors: [.known(0.4), .known(0.5)]), nil),
    ]
    for (problem, expected) in priors {
      var agents = try GreedyAgents(problem)
      #expect(agents.measure(.untriedProbability) == expected)
      for round in 1...500 where expected != nil { agents.observe(reward: 1, of: 0, at: round) }
      if expected != nil { #expect(((agents.measure(.untriedProbability) ?? 0) * 1e6).rounded() == 690_263) }
      #expect(agents.measure(.believed) == 1)
      #expect(agents.caveats.isEmpty == (problem.priors != nil))
    }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: GreedyAgents.self, isRandomized: false, isSymmetric: false) == [])
  }
}
