import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct PiecewiseBanditTests {
  private func model(_ settings: Settings, horizon: Int = 100) throws -> PiecewiseModel {
    try PiecewiseModel(
      settings: Settings(defaultsOf: PiecewiseModel.card.parameters, given: settings), horizon: horizon)
  }

  private func segments(_ model: PiecewiseModel, replication: Int = 0) -> [BanditTruth.Segment] {
    var stream = RandomStream(key: StreamKey(seed: 5).child(index: replication))
    return model.instance(of: 0, from: &stream).truth.segments
  }

  private func segment(_ length: Int, _ means: [Double]) -> Setting {
    .object(["length": .whole(length), "means": .list(means.map { .number($0) })])
  }

  @Test func meansChangeAtTheRightRounds() {
    var bandit = PiecewiseBandit(segments: [
      .init(firstRound: 1, means: [0, 1]), .init(firstRound: 3, means: [1, 0]), .init(firstRound: 4, means: [1, 1]),
    ])
    var noise = RandomStream(key: StreamKey(seed: 6), itemCount: 2)
    // Certain rewards show the means; a round may be skipped.
    let outcomes = [1, 2, 3, 4, 9].map { bandit.pull(0, at: $0, noise: &noise) }
    #expect(outcomes.map(\.reward) == [0, 0, 1, 1, 1])
    #expect(outcomes.map(\.mean) == [0, 0, 1, 1, 1])
    #expect(outcomes.map(\.bestMean) == [1, 1, 1, 1, 1])
  }

  @Test func rewardsAreThoseOfABernoulliBanditWithTheSameMeans() {
    var changing = PiecewiseBandit(segments: [.init(firstRound: 1, means: [0.3]), .init(firstRound: 51, means: [0.8])])
    var stationary = BernoulliBandit(means: [0.3])
    var noise = RandomStream(key: StreamKey(seed: 6))
    var ones = 0.0
    for round in 1...100 {
      if round == 51 { stationary = BernoulliBandit(means: [0.8]) }
      noise.move(to: 0, occurrence: round)
      let reward = changing.pull(0, at: round, noise: &noise).reward
      noise.move(to: 0, occurrence: round)
      #expect(reward == stationary.pull(0, at: round, noise: &noise).reward)
      ones += reward
    }
    #expect(ones > 0 && ones < 100)
  }

  @Test func givenSegmentsFollowOneAnother() throws {
    let list: Setting = .list([segment(10, [0.1, 0.2]), segment(30, [0.2, 0.1]), segment(5, [0.5, 0.6])])
    let model = try model(["segments": list])
    #expect(model.changePoints == [11, 41])
    #expect(segments(model).map(\.firstRound) == [1, 11, 41])
    #expect(segments(model).map(\.means) == [[0.1, 0.2], [0.2, 0.1], [0.5, 0.6]])
    #expect(model.problem == BanditProblem(armCount: 2, horizon: 100, rewardRange: 0...1))
  }

  @Test func whatBeginsAfterTheHorizonIsLeftOut() throws {
    let list: Setting = .list([segment(10, [0.1]), segment(Int.max, [0.2]), segment(Int.max, [0.3])])
    #expect(try model(["segments": list], horizon: 11).changePoints == [11])
    #expect(try model(["segments": list], horizon: 10).changePoints == [])
    #expect(try model(["segments": list], horizon: Int.max).changePoints == [11])
  }

  @Test func fixedGapsAreEqual() throws {
    let model = try model(["arms": .whole(3), "changes": .whole(3), "gaps": .text("fixed")])
    #expect(model.changePoints == [26, 51, 76])
    let (one, other) = (segments(model), segments(model, replication: 1))
    #expect(one.map(\.firstRound) == [1, 26, 51, 76])
    // All arms change, and each replication draws its own means.
    #expect(Set((one + other).flatMap(\.means)).count == 24)
    #expect(try self.model(["arms": .whole(2), "changes": .whole(2)], horizon: 10).changePoints == [4, 7])
    #expect(try self.model(["arms": .whole(2), "changes": .whole(0)], horizon: 1).changePoints == [])
    #expect(try self.model(["arms": .whole(2), "changes": .whole(9)], horizon: 10).changePoints == Array(2...10))
  }

  @Test func armsOnTheirOwnClocksTakeTurns() throws {
    // Arm 0 after 50 rounds, arm 1 after 25.
    let model = try model(["arms": .whole(2), "changes": .whole(1), "clock": .text("per-arm")])
    #expect(model.changePoints == [26, 51])
    let segments = segments(model)
    #expect(segments.map(\.firstRound) == [1, 26, 51])
    #expect(segments[0].means[0] == segments[1].means[0] && segments[1].means[0] != segments[2].means[0])
    #expect(segments[0].means[1] != segments[1].means[1] && segments[1].means[1] == segments[2].means[1])
  }

  /// In each round from 2 to 50 a change has probability 7/49: binomial tests, level 1e-6 each.
  @Test(arguments: ["shared", "per-arm"]) func geometricGapsChangeWithAConstantProbability(clock: String) throws {
    let model = try model(
      ["arms": .whole(2), "changes": .whole(7), "gaps": .text("geometric"), "clock": .text(clock)], horizon: 50)
    #expect(model.changePoints == [])
    var changes = Array(repeating: 0, count: 51)
    for replication in 0..<20_000 {
      let segments = segments(model, replication: replication)
      #expect(segments.allSatisfy { $0.firstRound <= 50 })
      for (before, after) in zip(segments, segments.dropFirst()) {
        if before.means[1] != after.means[1] { changes[after.firstRound] += 1 }
      }
    }
    for round in 2...50 {
      let test = BinomialTest(successes: changes[round], trials: 20_000, probability: 7.0 / 49)
      #expect(test.pValue > 1e-6, "round \(round)")
    }
  }

  @Test func clocksOfArmsAreIndependent() throws {
    let model = try model(
      ["arms": .whole(2), "changes": .whole(20), "gaps": .text("geometric"), "clock": .text("per-arm")], horizon: 101)
    var (both, rounds) = (0, 0)
    for replication in 0..<1000 {
      let segments = segments(model, replication: replication)
      rounds += 100
      for (before, after) in zip(segments, segments.dropFirst()) where zip(before.means, after.means).allSatisfy(!=) {
        both += 1
      }
    }
    // Both change with probability 1/25; level 1e-6.
    #expect(BinomialTest(successes: both, trials: rounds, probability: 0.04).pValue > 1e-6)
  }

  /// Means from Beta(2, 3): Kolmogorov-Smirnov against x^2 (6 - 8x + 3x^2), level 1e-6.
  @Test func meansComeFromThePrior() throws {
    let prior: Setting = .object(["law": .text("beta"), "a": .number(2), "b": .number(3)])
    let model = try model(["arms": .whole(4), "changes": .whole(4), "prior": prior])
    let means = (0..<1000).flatMap { segments(model, replication: $0).flatMap(\.means) }
    #expect(KolmogorovSmirnov(means) { x in x * x * (6 - 8 * x + 3 * x * x) }.pValue > 1e-6)
    let uniform = try self.model(["arms": .whole(4), "changes": .whole(4)])
    let drawn = (0..<1000).flatMap { segments(uniform, replication: $0).flatMap(\.means) }
    #expect(KolmogorovSmirnov(drawn) { $0 }.pValue > 1e-6)
  }

  @Test func contradictorySettingsAreRefused() {
    func path(_ settings: Settings, horizon: Int = 100) -> String? {
      #expect(throws: InvalidSettings.self) { try model(settings, horizon: horizon) }?.path
    }
    let list: Setting = .list([segment(10, [0.1, 0.2])])
    #expect(path([:]) == "")
    #expect(path(["arms": .whole(2)]) == "")
    #expect(path(["segments": list, "gaps": .text("fixed")]) == "gaps")
    #expect(path(["segments": list, "arms": .whole(2)]) == "arms")
    #expect(path(["segments": .list([segment(10, [0.1, 0.2]), segment(10, [0.1])])]) == "segments[1].means")
    #expect(path(["arms": .whole(2), "changes": .whole(100)]) == "changes")
    #expect(path(["arms": .whole(2), "changes": .whole(50), "clock": .text("per-arm")]) == "changes")
    #expect(path(["arms": .whole(2), "changes": .whole(100), "gaps": .text("geometric")]) == "changes")
    #expect(path(["arms": .whole(2), "changes": .whole(1), "gaps": .text("geometric")], horizon: 1) == "changes")
    #expect(path(["arms": .whole(1_000_000), "changes": .whole(1_000_000)], horizon: Int.max) == "changes")
    #expect(path(["arms": .whole(2), "changes": .whole(Int.max)], horizon: Int.max) == "changes")
  }

  @Test func typedMeansAreThoseOfSettings() throws {
    let list: Setting = .list([segment(10, [0.1, 0.2]), segment(30, [0.2, 0.1])])
    let given = try PiecewiseModel(
      means: .segments([.init(length: 10, means: [0.1, 0.2]), .init(length: 30, means: [0.2, 0.1])]), horizon: 100)
    #expect(segments(given) == segments(try model(["segments": list])))
    let drawn = try PiecewiseModel(means: .drawn(arms: 2, changes: 7, gaps: .geometric, clock: .perArm), horizon: 100)
    let settings: Settings = [
      "arms": .whole(2), "changes": .whole(7), "gaps": .text("geometric"), "clock": .text("per-arm"),
    ]
    #expect(segments(drawn) == segments(try model(settings)))
  }

  @Test func typedMeansAreChecked() {
    func path(_ means: ChangingMeans) -> String? {
      #expect(throws: InvalidSettings.self) { try PiecewiseModel(means: means, horizon: 10) }?.path
    }
    #expect(path(.segments([])) == "segments")
    #expect(path(.segments([.init(length: 0, means: [0.5])])) == "segments")
    #expect(path(.drawn(arms: 0, changes: 0)) == "arms")
    #expect(path(.drawn(arms: 1, changes: -1)) == "changes")
    #expect(path(.drawn(arms: 1, changes: 1, prior: .constant(3))) == "prior")
  }
}
