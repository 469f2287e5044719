import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct PerContextTests {
  private static let means = [[0.2, 0.5, 0.4], [0.6, 0.3, 0.5]]

  private func world(rounds: Int) -> ScriptedContexts {
    let problem = ContextualProblem(
      armCount: 3, dimension: 2, isShared: true, horizon: rounds, contextCount: 2, rewardRange: 0...1)
    return ScriptedContexts(problem, views: [[1, 0], [0, 1], [0, 1]], contexts: [0, 1, 1]) { arm, features, _ in
      PerContextTests.means[features[features.startIndex] == 1 ? 0 : 1][arm]
    }
  }

  /// What each context sees is a run of the base alone, its clock the visits.
  @Test func playsABaseInEachContext() throws {
    let world = world(rounds: 300)
    let run = RecordedContexts(learner: try PerContext(world.truth.problem), world: world)
    for context in 0..<2 {
      var base = try UCB1(world.truth.problem.withoutContexts)
      let rounds = (0..<300).filter { ($0 % 3 == 0) == (context == 0) }
      var arms: [Int] = []
      var noise = RandomStream(key: StreamKey(seed: 0))
      for visit in 1...rounds.count {
        let arm = base.selectArm(at: visit, noise: &noise)
        base.observe(reward: Self.means[context][arm], of: arm, at: visit)
        arms.append(arm)
      }
      #expect(rounds.map { run.arms[$0] } == arms)
    }
  }

  @Test func withoutContextsItIsTheBase() throws {
    let world = world(rounds: 200)
    let alone = RecordedContexts(
      learner: Contextless(try UCB1(world.truth.problem.withoutContexts)), world: world)
    let learner = try PerContext(world.truth.problem, contexts: .none)
    #expect(RecordedContexts(learner: learner, world: world).arms == alone.arms)
  }

  @Test func refusals() {
    let problem = ContextualProblem(armCount: 3, dimension: 2, isShared: true, horizon: 10, rewardRange: 0...1)
    #expect(
      throws: InvalidSettings("contexts", "needs contexts that are finite in number; accepted here: \"none\"")
    ) { try PerContext(problem) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: PerContext.self, in: .contexts) == [])
    #expect(
      ContextualConformance.violations(
        of: PerContext.self, settings: ["base": ["id": "exp3"], "contexts": "none"], isRandomized: true) == [])
  }
}
