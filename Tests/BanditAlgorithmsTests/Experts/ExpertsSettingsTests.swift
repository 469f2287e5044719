import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct ExpertsSettingsTests {
  private let problem = ExpertsProblem(actionCount: 3, horizon: 50, feedback: .full, switchingCost: 1)

  @Test(
    arguments: [
      LazyLeader.self, Hedge.self, LimitedAdvice.self, ShrinkingDartboard.self, RandomWalkPerturbation.self,
      BatchedOMD.self,
    ] as [any Configurable<ExpertsProblem>.Type])
  func wrongSettingsAreRefused(type: any Configurable<ExpertsProblem>.Type) {
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        _ = try type.init(settings: settings, problem: problem)
      } == [])
  }

  @Test func wrongArgumentsAreRefused() {
    let calls: [(path: String, call: () throws -> any ExpertsLearner)] = [
      ("epsilon", { try LazyLeader(problem, epsilon: 0) }),
      ("learningRate", { try Hedge(problem, learningRate: .nan) }),
      ("advice", { try LimitedAdvice(problem, advice: 0) }), ("advice", { try LimitedAdvice(problem, advice: 4) }),
      ("learningRate", { try ShrinkingDartboard(problem, learningRate: -1) }),
      ("learningRate", { try BatchedOMD(problem, learningRate: 1001) }),
      ("batches", { try BatchedOMD(problem, batches: 0) }),
      ("observe", { try BatchedOMD(problem, observe: .decoupled(0)) }),
      ("observe.advice", { try BatchedOMD(problem, observe: .advice(4)) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
  }
}
