import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct ChannelUCBTests {
  /// Tests/Reference/sgd_ucb.py.
  @Test(arguments: [
    Cycles.Outcome(
      isLong: false, charge: .budget, stoppingTime: 170, budgets: [588.7, 606.7], value: 2289.7, spend: 1195.4),
    Cycles.Outcome(
      isLong: true, charge: .budget, stoppingTime: 47, budgets: [940.5, 953.5], value: 4518, spend: 1894),
    Cycles.Outcome(
      isLong: true, charge: .spend, stoppingTime: 88, budgets: [1116, 1148], value: 4882.583333333333, spend: 2113),
  ])
  func agreesWithATranscription(expected: Cycles.Outcome) throws {
    let world = Cycles.world(isLong: expected.isLong, expected.charge)
    let policy = try make(
      ChannelUCB.self,
      [
        "arms": Cycles.arms(isLong: expected.isLong), "safeBudget": .number(0.5),
        "bonusScale": .number(expected.isLong ? 0.5 : 0.7),
      ], for: world)
    expect(RecordedChannels(learner: policy, environment: world), expected)
  }

  @Test func conforms() {
    #expect(ChannelsConformance.violations(of: ChannelUCB.self, isSafe: true) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let world = Cycles.world(isLong: false, .budget)
    let typed = try ChannelUCB(
      world.problem,
      arms: .list([0, 1]), bonusScale: 0.5, valueBound: 100, safeBudget: 0.5, margin: 0.01)
    #expect(
      haveSameContents(
        typed,
        try make(
          ChannelUCB.self,
          [
            "arms": .list([.number(0), .number(1)]), "bonusScale": .number(0.5), "valueBound": .number(100),
            "safeBudget": .number(0.5), "margin": .number(0.01),
          ], for: world)))
    #expect(haveSameContents(try ChannelUCB(world.problem), try ChannelUCB(settings: [:], problem: world.problem)))
    #expect(!haveSameContents(typed, try ChannelUCB(world.problem)))
  }
}
