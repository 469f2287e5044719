import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SemiBanditSettingsTests {
  private let world = NoiselessCurves.three

  @Test(
    arguments: [
      RandomArms.self, RoundRobin.self, MyopicUCB.self, UCBZ.self, OnlinePurelyPeriodic.self,
    ] as [any Configurable<SemiBanditProblem>.Type])
  func wrongSettingsAreRefused(type: any Configurable<SemiBanditProblem>.Type) {
    let problem = world.problem(horizon: 40)
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        _ = try type.init(settings: settings, problem: problem)
      } == [])
  }

  @Test(
    arguments: [
      Lookahead.self, MyopicGreedy.self, PurelyPeriodic.self, TopK.self,
    ] as [any Yardstick<SemiBanditProblem, SemiBanditTruth>.Type])
  func wrongSettingsOfYardsticksAreRefused(type: any Yardstick<SemiBanditProblem, SemiBanditTruth>.Type) {
    let (problem, truth) = (world.problem(horizon: 40), world.truth)
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        try type.check(settings: settings, problem: problem, truth: truth)
        _ = type.init(settings: settings, problem: problem, truth: truth)
      } == [])
  }

  @Test func wrongArgumentsAreRefused() {
    let (problem, truth) = (world.problem(horizon: 40), world.truth)
    let calls: [(path: String, call: () throws -> any SemiBanditLearner)] = [
      ("c", { try MyopicUCB(problem, c: -1) }), ("noiseSd", { try UCBZ(problem, noiseSd: .infinity) }),
      ("phase", { try OnlinePurelyPeriodic(problem, phase: 0) }), ("c", { try OnlinePurelyPeriodic(problem, c: .nan) }),
      ("J", { try OnlinePurelyPeriodic(problem, refinement: 0) }),
      ("J", { try PurelyPeriodic(problem, truth: truth, refinement: 0) }),
      ("d", { try Lookahead(problem, truth: truth, d: 0) }), ("d", { try Lookahead(problem, truth: truth, d: 20) }),
      ("d", { try Lookahead(problem, truth: truth, d: 4, repetition: false) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
  }
}
