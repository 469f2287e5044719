import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct WeightedTallyingBanditTests {
  private func model(_ settings: Settings, horizon: Int = 20) throws -> WeightedTallyingModel {
    try WeightedTallyingModel(
      settings: Settings(defaultsOf: WeightedTallyingModel.card.parameters, given: settings), horizon: horizon)
  }

  private func arm(_ loss: Settings, weights: Setting = .text("flat")) -> Setting {
    .object(["weights": weights, "loss": .object(loss)])
  }

  private func list(_ numbers: Double...) -> Setting { .list(numbers.map { .number($0) }) }

  /// m = 3, w = (1, 1/2, 1/4), h_1 = 1 - y/2, h_2 = 0.4 + y/10.
  private var example: WeightedTallyingBandit {
    let arms = [LossCurve.affine(zero: 1, full: 0.125), .affine(zero: 0.4, full: 0.575)].map {
      TallyingArm(weights: .decay(0.5), loss: $0)
    }
    return WeightedTallyingBandit(arms: arms, memory: 3, noise: .deterministic, horizon: 6)
  }

  @Test func workedExample() throws {
    let losses = means(example, [0, 0, 1, 0, 0, 0]).map { -$0 }
    for (found, expected) in zip(losses, [0.5, 0.25, 0.5, 0.375, 0.25, 0.125]) {
      #expect(abs(found - expected) < 1e-15)
    }
    let sequences = try #require(example.truth.sequences)
    for (place, expected) in [0.5, 0.75, 0.875, 1, 1.125, 1.25].enumerated() {
      #expect(abs(sequences.optimum!.total(through: place + 1) + expected) < 1e-15)
    }
    #expect(sequences.bestSequence == [0, 0, 0, 0, 0, 0])
    #expect(sequences.ceiling == -0.125)
  }

  @Test func rewardsAreOneMinusTheLoss() {
    var bandit = example
    var noise = RandomStream(key: StreamKey(seed: 59), itemCount: 2)
    let outcome = bandit.pull(0, at: 1, noise: &noise)
    #expect(outcome.reward == 0.5 && outcome.mean == -0.5 && outcome.bestMean.isNaN)
    #expect(bandit.truth.rewardOffset == 1 && bandit.truth.dependsOnHistory)
  }

  /// With memory 1 the same noise gives the rewards of a bernoulli bandit, the same regret and the same lower bound.
  @Test func memoryOneIsABernoulliBandit() throws {
    let coins = BernoulliBandit(means: [0.25, 0.75, 0.5])
    let tallying = try model([
      "memory": .whole(1),
      "arms": .list([
        arm(["affine": list(0.1, 0.75)]), arm(["table": list(0.25)]), arm(["step": list(1, 0, 0.5)], weights: list(7)),
      ]),
    ])
    #expect(tallying.problem == BanditProblem(armCount: 3, horizon: 20, rewardRange: 0...1))
    var stream = RandomStream(key: StreamKey(seed: 60))
    var other: any BanditEnvironment = tallying.instance(of: 0, from: &stream)
    var one: any BanditEnvironment = coins
    var noise = RandomStream(key: StreamKey(seed: 60), itemCount: 3)
    for round in 1...300 {
      let arm = round * round % 3
      noise.move(to: arm, occurrence: round)
      let expected = one.pull(arm, at: round, noise: &noise)
      noise.move(to: arm, occurrence: round)
      let found = other.pull(arm, at: round, noise: &noise)
      #expect(found.reward == expected.reward)
      #expect(found.bestMean - found.mean == expected.bestMean - expected.mean)
    }
    #expect(other.truth.isStationary && other.truth.laiRobbins == one.truth.laiRobbins)
    #expect(other.truth.sequences?.ceiling == -0.25)
  }

  @Test func settingsReachTheBandit() throws {
    let arms: Setting = .list([
      arm(["affine": list(1, 0.125)], weights: .object(["decay": .number(0.5)])),
      arm(["affine": list(0.4, 0.575)], weights: list(1, 0.5, 0.25)),
    ])
    let model = try model(["memory": .whole(3), "arms": arms, "noise": .text("deterministic")])
    var stream = RandomStream(key: StreamKey(seed: 1))
    let losses = means(model.instance(of: 0, from: &stream), [0, 0, 1, 0, 0, 0]).map { -$0 }
    #expect(abs(losses.reduce(0, +) - 2) < 1e-15)
    #expect(
      model.facts == [
        "repeated exposure optimality holds: arm 0 loses 0.125 at full tally, no pull loses less",
        "policy: exact dynamic program over 7 windows of at most 2 pulls",
      ])
    let normal = try self.model(["memory": .whole(3), "arms": arms, "noise": .object(["gaussian": .number(0.1)])])
    #expect(normal.problem.rewardRange == nil && normal.problem.noiseScale == 0.1)
  }

  @Test func shuffledArmsKeepTheirComparators() throws {
    let arms: Setting = .list((0..<4).map { arm(["affine": list(0.2 * Double($0), 0.1 + 0.2 * Double($0))]) })
    let model = try model(["memory": .whole(2), "arms": arms, "bestArm": .text("random")], horizon: 5)
    var best: Set<Int> = []
    for replication in 0..<40 {
      var stream = RandomStream(key: StreamKey(seed: 61).child(index: replication))
      let bandit = model.instance(of: 0, from: &stream)
      #expect(agreesWithAllSequences(bandit, horizon: 5))
      best.insert(bandit.truth.bestArm)
      #expect(bandit.truth.bestArm == bandit.truth.sequences!.bestRepeatedArm(through: 5))
    }
    #expect(best == [0, 1, 2, 3])
  }

  @Test func contradictorySettingsAreRefused() {
    func path(_ settings: Settings) -> String? { #expect(throws: InvalidSettings.self) { try model(settings) }?.path }
    let good = arm(["affine": list(0.1, 0.2)])
    #expect(path(["memory": .whole(2)]) == "")
    let needle: Setting = .object(["kind": .text("needle"), "arms": .whole(3)])
    #expect(path(["memory": .whole(2), "arms": .list([good]), "preset": needle]) == "preset")
    #expect(
      path(["memory": .whole(2), "arms": .list([good, arm(["table": list(0)], weights: list(1))])]) == "arms[1].weights"
    )
    #expect(path(["memory": .whole(2), "arms": .list([arm(["step": list(1, 2, 3)])])]) == "arms[0].loss.step")
    let alternating = arm(["table": list(0, 1)])
    #expect(
      path(["memory": .whole(2), "arms": .list([alternating, alternating]), "requireREO": .flag(true)]) == "requireREO")
    let valley = arm(["table": list(0.5, 0.1, 0.5)], weights: .text("linear"))
    #expect(path(["memory": .whole(25), "arms": .list([valley]), "requireREO": .flag(true)]) == "requireREO")
    let many: Setting = .object(["kind": .text("needle"), "arms": .whole(1_000_000)])
    #expect(path(["memory": .whole(11), "preset": many]) == "memory")
    let alternate: Setting = .object(["kind": .text("alternate")])
    #expect(path(["memory": .whole(3), "preset": alternate]) == "memory")
  }

  @Test func typedArmsAreThoseOfSettings() throws {
    let arms = [
      TallyingArm(weights: .decay(0.5), loss: .affine(zero: 1, full: 0.125)), TallyingArm(loss: .table([0.5])),
    ]
    let typed = try WeightedTallyingModel(memory: 3, arms: .list(arms), horizon: 20)
    let read = try model([
      "memory": .whole(3),
      "arms": .list([
        arm(["affine": list(1, 0.125)], weights: .object(["decay": .number(0.5)])), arm(["table": list(0.5)]),
      ]),
    ])
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(typed.instance(of: 0, from: &stream).arms == arms && read.instance(of: 0, from: &stream).arms == arms)
    #expect(typed.facts == read.facts && typed.problem == read.problem)
  }

  @Test func typedArmsAreChecked() {
    func path(_ arms: WeightedTallyingModel.Arms, memory: Int = 2) -> String? {
      #expect(throws: InvalidSettings.self) {
        try WeightedTallyingModel(memory: memory, arms: arms, horizon: 20)
      }?.path
    }
    #expect(path(.preset(.alternate), memory: 0) == "memory")
    #expect(path(.preset(.needle(arms: 0))) == "preset")
    #expect(path(.preset(.plateau(arms: 2, scale: -1))) == "preset")
    #expect(path(.list([])) == "arms")
    #expect(path(.list([TallyingArm(loss: .table([]))])) == "arms")
    #expect(path(.list([TallyingArm(weights: .decay(0), loss: .table([0]))])) == "arms")
    #expect(path(.list([TallyingArm(weights: .list([1]), loss: .table([0]))])) == "arms[0].weights")
    #expect(path(.list([TallyingArm(loss: .points([.init(2, 0), .init(1, 0)]))])) == "arms[0].loss.points")
  }
}
