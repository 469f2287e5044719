import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import Foundation
import Testing

struct SinusoidalTests {
  private func model(_ settings: Settings, horizon: Int = 100) throws -> SinusoidalModel {
    try SinusoidalModel(settings: settings, horizon: horizon)
  }

  private func path(_ model: SinusoidalModel, replication: Int = 0) -> [[Double]] {
    var stream = RandomStream(key: StreamKey(seed: 5).child(index: replication))
    return model.instance(of: replication, from: &stream).truth.segments.map(\.means)
  }

  /// By hand: quarters of a period of four rounds.
  @Test func swings() throws {
    let path = path(
      try model(["means": [1, 5], "amplitude": [2, 3], "period": [4, 8], "phase": [0, 0.25]], horizon: 9))
    let expected = [1, 3, 1, -1, 1, 3, 1, -1, 1]
    let half = 3 * 0.5.squareRoot()
    let other = [8, 5 + half, 5, 5 - half, 2, 5 - half, 5, 5 + half, 8]
    for round in 0..<9 {
      #expect(abs(path[round][0] - Double(expected[round])) < 1e-12)
      #expect(abs(path[round][1] - other[round]) < 1e-12)
    }
  }

  /// Without `phase` arms follow one another: arm 1 of two is half a period behind.
  @Test func armsFollowOneAnother() throws {
    let path = path(try model(["means": [0, 0], "amplitude": 1, "period": 10], horizon: 40))
    for round in 0..<35 { #expect(abs(path[round][1] - path[round + 5][0]) < 1e-12) }
    #expect(zip(path, path.dropFirst()).allSatisfy { $0 != $1 })
  }

  /// The formula at late rounds, in which the period divides the time.
  @Test func lateRoundsKeepTheirDigits() throws {
    let path = path(
      try model(["means": [0.5], "amplitude": 0.5, "period": 100, "rewards": "bernoulli"], horizon: 90_000))
    #expect(path[0][0] == path[80_000][0] && path[25][0] == path[75_025][0])
    #expect(path.allSatisfy { $0[0] >= 0 && $0[0] <= 1 } && path[25][0] == 1)
  }

  @Test func priorsAndOrders() throws {
    let drawn = try model(["arms": 3, "prior": ["law": "uniform"], "amplitude": 0.1, "period": 9])
    #expect(path(drawn) != path(drawn, replication: 1))
    let shuffled = try model([
      "means": [10, 20], "amplitude": [1, 2], "period": 4, "phase": 0.25, "bestArm": "random",
    ])
    let first = Set((0..<20).map { path(shuffled, replication: $0)[0].map { ($0 * 1e9).rounded() / 1e9 } })
    #expect(first == [[11, 22], [22, 11]])
  }

  @Test func whatDoesNotGoTogetherIsRefused() {
    func refusal(_ settings: Settings, horizon: Int = 100) -> String? {
      #expect(throws: InvalidSettings.self) { try model(settings, horizon: horizon) }?.path
    }
    #expect(refusal(["means": [0]]) == "amplitude")
    #expect(refusal(["means": [0], "amplitude": 1]) == "period")
    #expect(refusal(["means": [0], "amplitude": [1, 2], "period": 9]) == "amplitude")
    #expect(refusal(["means": [0], "amplitude": 1, "period": [9, 9]]) == "period")
    #expect(refusal(["means": [0], "amplitude": 1, "period": 9, "phase": [0, 0]]) == "phase")
    #expect(refusal(["means": [0.5], "amplitude": 0.6, "period": 9, "rewards": "bernoulli"]) == "amplitude")
    #expect(refusal(["means": [0.5], "amplitude": 0.5, "period": 9, "rewards": "bernoulli", "sd": 1]) == "sd")
    let prior: Setting = ["law": "gaussian"]
    #expect(
      refusal(["arms": 2, "prior": prior, "amplitude": 0.1, "period": 9, "rewards": "bernoulli"]) == "amplitude")
    #expect(refusal(["means": [0], "amplitude": 1, "period": 9], horizon: 10_000_000) == "")
  }

  @Test func typedArgumentsAreThoseOfSettings() throws {
    let typed = try SinusoidalModel(
      means: .list([0.5, 0.25]), amplitude: [0.1, 0.2], period: 50, phase: 0.5, rewards: .bernoulli, horizon: 100)
    let named = try model([
      "means": [0.5, 0.25], "amplitude": [0.1, 0.2], "period": 50, "phase": 0.5, "rewards": "bernoulli",
    ])
    #expect(path(typed) == path(named) && typed.problem == named.problem)
    #expect(typed.problem == BanditProblem(armCount: 2, horizon: 100, rewardRange: 0...1))
  }
}
