import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ChannelsSettingsTests {
  private let world = Cycles.world(isLong: false, .budget)

  @Test(
    arguments: [
      AdaptivePacing.self, ChannelUCB.self, EmpiricalGreedy.self, SGDUCB.self, UniformBudgets.self,
    ] as [any Configurable<ChannelsProblem>.Type])
  func wrongSettingsAreRefused(type: any Configurable<ChannelsProblem>.Type) {
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        _ = try type.init(settings: settings, problem: world.problem)
      } == [])
  }

  @Test(arguments: [OptimalBudgets.self, ROIOnly.self] as [any Yardstick<ChannelsProblem, ChannelsTruth>.Type])
  func wrongSettingsOfYardsticksAreRefused(type: any Yardstick<ChannelsProblem, ChannelsTruth>.Type) {
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        try type.check(settings: settings, problem: world.problem, truth: world.truth)
        _ = type.init(settings: settings, problem: world.problem, truth: world.truth)
      } == [])
  }

  @Test func wrongArgumentsAreRefused() {
    let problem = world.problem
    let calls: [(path: String, call: () throws -> any ChannelsLearner)] = [
      ("learningRate", { try AdaptivePacing(problem, learningRate: 0) }),
      ("arms", { try EmpiricalGreedy(problem, arms: .evenlySpaced(1)) }),
      ("arms", { try EmpiricalGreedy(problem, arms: .list([])) }),
      ("safeBudget", { try EmpiricalGreedy(problem, safeBudget: -1) }),
      ("margin", { try EmpiricalGreedy(problem, margin: .nan) }),
      ("arms", { try ChannelUCB(problem, arms: .list([1, 0])) }),
      ("bonusScale", { try ChannelUCB(problem, bonusScale: -1) }),
      ("arms", { try SGDUCB(problem, arms: .list([-1, 0])) }), ("valueBound", { try SGDUCB(problem, valueBound: 0) }),
      ("learningRate", { try SGDUCB(problem, learningRate: 0) }), ("margin", { try SGDUCB(problem, margin: 1e9) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
  }
}
