import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

struct OnTermsTests {
  private func model(_ more: Settings) throws -> OnTerms<BernoulliModel> {
    try OnTerms<BernoulliModel>(
      settings: Settings([.init("means", [0.2, 0.6])] + more.entries), horizon: 100)
  }

  @Test func readsItsTerms() throws {
    #expect(try model(["delay": 7]).terms == BanditTerms(delays: [.fixed(7), .fixed(7)]))
    let geometric: Setting = ["law": "geometric", "mean": 2.5]
    #expect(
      try model(["delay": geometric]).terms
        == BanditTerms(delays: [.geometric(mean: 2.5), .geometric(mean: 2.5)]))
    #expect(try model(["delay": [3, geometric]]).terms == BanditTerms(delays: [.fixed(3), .geometric(mean: 2.5)]))
    #expect(try model(["pullCosts": 2]).terms == BanditTerms(pullCosts: [2, 2]))
    #expect(try model(["pullCosts": [2, -1]]).terms == BanditTerms(pullCosts: [2, -1]))
    #expect(try model(["switchingCosts": 3]).terms == BanditTerms(switchingCosts: .each(3)))
    #expect(
      try model(["switchingCosts": [[0, 1], [2, 0]]]).terms
        == BanditTerms(switchingCosts: .pairs([[0, 1], [2, 0]])))
    #expect(try model(["delay": 0]).terms.hasDelays == false && model(["delay": [0, 1]]).terms.hasDelays)
  }

  /// Learners are told of the range after costs, and of a cost that all changes have.
  @Test func learnersKnowTheRange() throws {
    #expect(try model(["delay": 7]).problem == BanditProblem(armCount: 2, horizon: 100, rewardRange: 0...1))
    #expect(try model(["pullCosts": [0.5, 2]]).problem.rewardRange == -2...0.5)
    #expect(try model(["switchingCosts": 3]).problem.switchingCost == 3)
    #expect(try model(["switchingCosts": [[0, 1], [2, 0]]]).problem.switchingCost == nil)
    var stream = RandomStream(key: StreamKey(seed: 1))
    let truth = try model(["pullCosts": [0.5, 2]]).instance(of: 0, from: &stream).truth
    #expect(truth.means == [0.2 - 0.5, 0.6 - 2] && truth.isStationary)
  }

  @Test func whatDoesNotFitIsRefused() {
    func path(_ settings: Settings) -> String? {
      #expect(throws: InvalidSettings.self) { try model(settings) }?.path
    }
    #expect(path(["delay": -1]) == "delay")
    #expect(path(["delay": [1, 2, 3]]) == "delay")
    #expect(path(["delay": [1]]) == "delay")
    #expect(path(["delay": ["law": "geometric", "mean": -1]]) == "delay")
    #expect(path(["pullCosts": [1]]) == "pullCosts")
    #expect(path(["switchingCosts": -1]) == "switchingCosts")
    #expect(path(["switchingCosts": [[0, 1]]]) == "switchingCosts")
    #expect(path(["switchingCosts": [[0, 1], [1]]]) == "switchingCosts[1]")
    #expect(path(["switchingCosts": [[0, 1], [1, 2]]]) == "switchingCosts[1][1]")
    #expect(throws: InvalidSettings.self) {
      try OnTerms(try BernoulliModel(means: .list([0.5]), horizon: 9), terms: BanditTerms(delays: [.fixed(-1)]))
    }
  }

  @Test func armsComeAndGo() throws {
    #expect(
      try model(["available": [["from": 3], ["to": 40]]]).terms.available == [3...Int.max, 1...40])
    func path(_ available: Setting) -> String? {
      #expect(throws: InvalidSettings.self) { try model(["available": available]) }?.path
    }
    #expect(path([[:]]) == "available")
    #expect(path([["from": 9, "to": 3], [:]]) == "available[0].to")
    // Nobody in round 1, in round 41, in round 100.
    #expect(path([["from": 2], ["from": 3]]) == "available")
    #expect(path([["to": 40], ["from": 42]]) == "available")
    #expect(path([["to": 40], ["from": 30, "to": 99]]) == "available")
    #expect(throws: Never.self) { try model(["available": [["to": 40], ["from": 41, "to": 100]]]) }
  }

  /// The card is the bandit's, with the parameters of terms.
  @Test func theCardHasMoreParameters() {
    #expect(
      OnTerms<GaussianModel>.card.parameters.map(\.name)
        == GaussianModel.card.parameters.map(\.name) + ["delay", "pullCosts", "switchingCosts", "available"])
    #expect(OnTerms<GaussianModel>.card.id == "gaussian")
  }
}
