import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
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

  /// Normal rewards with a deviation for all segments and one of its own: those of `GaussianBandit`, to the bit.
  @Test func normalRewardsChange() throws {
    let list: Setting = .list([
      segment(40, [0, 1.5]), .object(["length": 60, "means": [2, -0.5], "sd": [3, 0]]),
    ])
    let model = try model(["segments": list, "sd": 0.5])
    #expect(model.problem == BanditProblem(armCount: 2, horizon: 100, rewardRange: nil, noiseScale: 3))
    var stream = RandomStream(key: StreamKey(seed: 5))
    var changing = model.instance(of: 0, from: &stream)
    #expect(changing.noiseScale == 3 && changing.rewardRange == nil)
    var first = GaussianBandit(laws: [try Gaussian(mean: 0, sd: 0.5), try Gaussian(mean: 1.5, sd: 0.5)])
    var second = GaussianBandit(laws: [try Gaussian(mean: 2, sd: 3), try Gaussian(mean: -0.5, sd: 0)])
    var noise = RandomStream(key: StreamKey(seed: 6), itemCount: 2)
    for round in 1...100 {
      let arm = round % 2
      noise.move(to: arm, occurrence: round)
      let outcome = changing.pull(arm, at: round, noise: &noise)
      noise.move(to: arm, occurrence: round)
      let expected =
        round <= 40
        ? first.pull(arm, at: round, noise: &noise) : second.pull(arm, at: round, noise: &noise)
      #expect(outcome.reward == expected.reward && outcome.mean == expected.mean)
      #expect(outcome.bestMean == (round <= 40 ? 1.5 : 2))
    }
  }

  /// Any laws, whose means are theirs: rewards are those of `ArmsBandit`, to the bit.
  @Test func lawsChange() throws {
    let arms: [Setting] = [
      .list([["law": "exponential", "mean": 2], ["law": "constant", "value": 1]]),
      .list([["law": "uniform", "lower": -1, "upper": 3], ["law": "bernoulli", "p": 0.25]]),
    ]
    let list: Setting = .list(arms.map { .object(["length": 50, "arms": $0]) })
    let model = try model(["segments": list])
    #expect(model.problem.rewardRange == nil && model.problem.noiseScale == nil)
    #expect(segments(model).map(\.means) == [[2, 1], [1, 0.25]])
    var stream = RandomStream(key: StreamKey(seed: 5))
    var changing = model.instance(of: 0, from: &stream)
    var parts = [
      ArmsBandit(laws: [.exponential(try Exponential(mean: 2)), .constant(1)]),
      ArmsBandit(laws: [.uniform(try Uniform(lower: -1, upper: 3)), .bernoulli(try Bernoulli(p: 0.25))]),
    ]
    var noise = RandomStream(key: StreamKey(seed: 6), itemCount: 2)
    for round in 1...100 {
      noise.move(to: round % 2, occurrence: round)
      let reward = changing.pull(round % 2, at: round, noise: &noise).reward
      noise.move(to: round % 2, occurrence: round)
      #expect(reward == parts[(round - 1) / 50].pull(round % 2, at: round, noise: &noise).reward)
    }
    // Bounded in every segment: coins first, then [-1, 3].
    let bounded: Setting = .list([segment(10, [0.5, 0.5]), .object(["length": 10, "arms": arms[1]])])
    #expect(try self.model(["segments": bounded]).problem.rewardRange == -1...3)
  }

  /// Drawn means need not lie in [0, 1] where rewards are normal.
  @Test func drawnMeansOfNormalRewards() throws {
    let prior: Setting = ["law": "gaussian", "mean": 5, "sd": 2]
    let normal = try model(["arms": .whole(3), "changes": .whole(3), "prior": prior, "sd": 2])
    let means = (0..<800).flatMap { segments(normal, replication: $0).flatMap(\.means) }
    #expect(KolmogorovSmirnov(means) { x in 0.5 * erfc((5 - x) / (2 * 2.0.squareRoot())) }.pValue > 1e-6)
    #expect(normal.problem.noiseScale == 2 && normal.problem.rewardRange == nil)
  }

  @Test func whatDoesNotGoWithTheRewardsIsRefused() {
    func path(_ settings: Settings) -> String? {
      #expect(throws: InvalidSettings.self) { try model(settings) }?.path
    }
    func segments(_ list: Setting...) -> Settings { ["segments": .list(list)] }
    #expect(path(segments(segment(10, [0.5, 1.5]))) == "segments[0].means[1]")
    #expect(path(segments(segment(10, [0.5]), segment(10, [-0.1]))) == "segments[1].means[0]")
    #expect(path(segments(["length": 10])) == "segments[0]")
    #expect(path(segments(["length": 10, "means": [1, 2], "sd": [1, 2, 3]])) == "segments[0].sd")
    #expect(path(["segments": [["length": 10, "means": [1, 2]]], "sd": [1]]) == "sd")
    let law: Setting = ["law": "constant", "value": 1]
    #expect(path(segments(["length": 10, "arms": [law], "means": [1]])) == "segments[0].means")
    #expect(path(segments(["length": 10, "arms": [law], "sd": 1])) == "segments[0].sd")
    #expect(path(segments(["length": 10, "arms": [law]], ["length": 10, "arms": [law, law]])) == "segments[1].arms")
    let heavy: Setting = ["law": "pareto", "exponent": 0.5]
    #expect(path(segments(["length": 10, "arms": [heavy]])) == "segments[0].arms[0]")
    let prior: Setting = ["law": "uniform", "lower": 0, "upper": 2]
    #expect(path(["arms": .whole(2), "changes": .whole(1), "prior": prior]) == "prior")
    #expect(path(["arms": .whole(2), "changes": .whole(1), "prior": ["law": "gaussian"]]) == "prior")
    #expect(path(["arms": .whole(2), "changes": .whole(1), "sd": [1, 2, 3]]) == "sd")
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
