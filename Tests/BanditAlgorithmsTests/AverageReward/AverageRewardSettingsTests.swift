import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct AverageRewardSettingsTests {
  private let problem = AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 400, changeCount: 1)

  @Test(
    arguments: [
      PSRL.self, RBOCPDUCRL2.self, RestartedUCRL2.self, SWUCRL2.self, UCRL2.self, QLearning.self, SARSA.self,
      RandomPolicy.self,
    ] as [any Configurable<AverageRewardProblem>.Type])
  func wrongSettingsAreRefused(type: any Configurable<AverageRewardProblem>.Type) {
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        _ = try type.init(settings: settings, problem: problem)
      } == [])
  }

  @Test func wrongSettingsOfYardsticksAreRefused() {
    let truth = Processes.changingChain.truth
    #expect(
      flaws(of: UCRL2Oracle.card) { settings throws(InvalidSettings) in
        try UCRL2Oracle.check(settings: settings, problem: problem, truth: truth)
        _ = UCRL2Oracle(settings: settings, problem: problem, truth: truth)
      } == [])
  }

  @Test func wrongArgumentsAreRefused() {
    let calls: [(path: String, call: () throws -> any AverageRewardLearner)] = [
      ("delta", { try UCRL2(problem, delta: 0) }), ("confidenceScale", { try UCRL2(problem, confidenceScale: -1) }),
      ("delta", { try UCRL2Oracle(problem, truth: Processes.changingChain.truth, delta: 1) }),
      ("changes", { try RestartedUCRL2(problem, changes: -1) }),
      ("delta", { try RestartedUCRL2(problem, delta: .nan) }),
      ("delta", { try RBOCPDUCRL2(problem, delta: 2) }), ("delta", { try SWUCRL2(problem, delta: 2) }),
      ("confidenceScale", { try SWUCRL2(problem, confidenceScale: .infinity) }),
      ("window", { try SWUCRL2(problem, window: 0) }), ("diameter", { try SWUCRL2(problem, diameter: 0.5) }),
      ("diameter", { try SWUCRL2(problem, form: .cheung, diameter: 2) }),
      ("widening", { try SWUCRL2(problem, widening: 1) }),
      ("widening", { try SWUCRL2(problem, form: .cheung, widening: -1) }),
      ("rewardVariation", { try SWUCRL2(problem, form: .cheung, rewardVariation: 1) }),
      ("rewardVariation", { try SWUCRL2(problem, form: .cheung, rewardVariation: -1, transitionVariation: 0) }),
      ("transitionVariation", { try SWUCRL2(problem, form: .cheung, rewardVariation: 1, transitionVariation: -1) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
  }
}
