import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct UniformMeshTests {
  private let line = ArmSpace(.grid(side: 1001, dimension: 1))

  @Test func conforms() {
    #expect(BanditConformance.violations(of: UniformMesh.self, isRandomized: false) == [])
    let nested: Setting = .object(Settings([.init("id", "exp3")] + Settings(defaultsOf: Exp3.card.parameters).entries))
    #expect(BanditConformance.violations(of: UniformMesh.self, settings: ["base": nested], isRandomized: true) == [])
  }

  @Test func theDefaultBaseIsUCB1() throws {
    #expect(UniformMesh.base.default == NestedLearner("ucb1", Settings(defaultsOf: UCB1.card.parameters)))
    let played = try playedBothWays([:]) { try UniformMesh($0, base: NestedLearner("ucb1")) }
    #expect(played.settings == played.typed)
    #expect(Set(UniformMesh.learners.map { $0.card.id }).count == UniformMesh.learners.count)
  }

  /// T = 10^4, L = 1: .0973, some ten intervals; the means may change twice as fast: a step of .0973 / 2^(2/3).
  @Test func tunedSteps() throws {
    #expect(abs(UniformMesh.tunedStep(horizon: 10_000, line) - 0.0973) < 5e-5)
    #expect(abs(UniformMesh.tunedStep(horizon: 10_000, ArmSpace(line.shape, lipschitz: 2)) - 0.06129) < 5e-5)
    // (ln T / T)^(1/4) in two dimensions.
    let square = ArmSpace(.grid(side: 11, dimension: 2))
    #expect(abs(UniformMesh.tunedStep(horizon: 10_000, square) - 0.174208) < 5e-6)
    let problem = BanditProblem(armCount: 1001, horizon: 10_000, space: line)
    let mesh = try UniformMesh(problem).mesh
    // Multiples of .098, the first point of the grid beyond the step.
    #expect(mesh == (0...10).map { 98 * $0 })
    #expect(try UniformMesh(problem, step: 0.25).mesh == [0, 251, 502, 753])
    #expect(try UniformMesh(problem, step: 0.25).measure(.activeArms) == 4)
    #expect(try UniformMesh(BanditProblem(armCount: 4, horizon: 10)).mesh == [0, 1, 2, 3])
  }

  /// The base plays as it would alone on the arms of the mesh.
  @Test func theBasePlaysTheMesh() throws {
    let problem = BanditProblem(armCount: 1001, horizon: 300, space: line)
    for id in ["ucb1", "kl-ucb", "thompson-beta", "tsallis-inf"] {
      let learner = try UniformMesh(problem, base: NestedLearner(id), step: 0.3)
      #expect(learner.mesh == [0, 301, 602, 903])
      let rewards = (0...1000).map { arm in [arm == 602 ? 1.0 : 0, arm == 903 ? 1 : 0.25] }
      let arms = playScript(learner: learner, rewards: rewards, rounds: 300)
      let type = try #require(UniformMesh.learners.first { $0.card.id == id })
      let inner = BanditProblem(armCount: 4, horizon: 300)
      func alone<L: BanditLearner & Configurable<BanditProblem>>(_ type: L.Type) throws -> [Int] {
        playScript(
          learner: try L(settings: [:], problem: inner), rewards: learner.mesh.map { rewards[$0] }, rounds: 300)
      }
      #expect(try arms == alone(type).map { learner.mesh[$0] }, "\(id)")
    }
  }

  @Test func refusals() throws {
    let problem = BanditProblem(armCount: 4, horizon: 10)
    #expect(throws: InvalidSettings.self) { try UniformMesh(problem, base: NestedLearner("zooming")) }
    #expect(throws: InvalidSettings.self) { try UniformMesh(problem, step: -1) }
    // The base has the last word.
    let unbounded = BanditProblem(armCount: 4, horizon: 10, rewardRange: nil)
    #expect(throws: InvalidSettings.self) { try UniformMesh(unbounded, base: NestedLearner("exp3")) }
  }
}
