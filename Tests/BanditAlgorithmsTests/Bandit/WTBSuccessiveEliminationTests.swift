import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct WTBSuccessiveEliminationTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "memoryBound": .whole(3), "delta": .number(0.5), "confidenceScale": .number(0.1), "burnIn": .whole(1),
      "minBlock": .whole(5),
    ]) {
      try WTBSuccessiveElimination(
        $0, memoryBound: 3, delta: 0.5, confidenceScale: 0.1, burnIn: 1, minBlock: 5)
    }
    #expect(played.settings == played.typed)
  }

  private func make(
    _ settings: Settings, arms: Int = 2, horizon: Int = 20
  ) throws -> WTBSuccessiveElimination {
    try BanditAlgorithmsTests.make(WTBSuccessiveElimination.self, settings, arms: arms, horizon: horizon)
  }

  /// m = 2, h_1 = 1 and 0.2, h_2 = 0.8.
  private let example = TallyingForTests(losses: [[1, 0.2], [0.8, 0.8]])

  private func play(_ policy: WTBSuccessiveElimination, rounds: Int = 20) -> RecordedGame {
    RecordedGame(learner: policy, environment: example, rounds: rounds, key: StreamKey(seed: 0))
  }

  /// T = 20, delta = 0.1, scale 1/4: S = 5, C_1 = 0.2877259; arm 1 leaves after epoch 1. Total loss 7.4.
  @Test func workedExample() throws {
    let policy = try make(["memoryBound": .whole(2), "confidenceScale": .number(0.25)])
    #expect(abs(policy.radius(epoch: 1) - 0.2877259) < 5e-8)
    let game = play(policy)
    #expect(game.arms == [0, 0, 0, 1, 1, 1] + Array(repeating: 0, count: 14))
    #expect(abs(game.rewards.reduce(20) { $0 - $1 } - 7.4) < 1e-12)
  }

  /// Without burn-in arm 1 survives epoch 2 (means 0.4 and 0.8, C_2 = 0.203453) as well.
  @Test func withoutBurnInTheClimbIsMeasured() throws {
    let policy = try make(["memoryBound": .whole(1), "confidenceScale": .number(0.25)])
    #expect(abs(policy.radius(epoch: 2) - 0.203453) < 5e-7)
    #expect(play(policy).arms == [0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1] + Array(repeating: 0, count: 8))
    let cautious = try make(["memoryBound": .whole(1), "burnIn": .whole(1), "confidenceScale": .number(0.25)])
    #expect(play(cautious).arms == [0, 0, 0, 1, 1, 1] + Array(repeating: 0, count: 14))
  }

  /// K = 5, T = 20000, delta = 0.1: S = 15, ln(2 K S / delta) = 7.313220, C_1 = 1.352148.
  @Test func constantsOfTheBound() throws {
    #expect(WTBSuccessiveElimination.epochs(horizon: 20_000) == 15)
    #expect(
      [1, 2, 3, 4, 5, 1024, 1025].map { WTBSuccessiveElimination.epochs(horizon: $0) } == [1, 1, 2, 2, 3, 10, 11])
    func bound(_ settings: Settings) throws -> Double? {
      var policy = try make(settings, arms: 5, horizon: 20_000)
      policy.observe(reward: 1, of: 0, at: 20_000)
      return policy.regretBound(on: BanditTruth(means: [0, 0, 0, 0, 1]))?.value
    }
    #expect(try abs(bound(["memoryBound": .whole(5)])! - 13_562.3) < 0.05)
    #expect(try abs(bound(["memoryBound": .whole(20)])! - 14_702.3) < 0.05)
    let policy = try make(["memoryBound": .whole(5)], arms: 5, horizon: 20_000)
    #expect(abs(policy.radius(epoch: 1) - 1.352148) < 5e-7)
    #expect(try bound(["memoryBound": .whole(5), "confidenceScale": .number(0.5)]) == nil)
    #expect(try bound(["memoryBound": .whole(5), "burnIn": .whole(3)]) == nil)
    #expect(try bound(["memoryBound": .whole(5), "burnIn": .whole(4)]) != nil)
    #expect(try bound(["memoryBound": .whole(5), "minBlock": .whole(5)]) == nil)
  }

  /// Nothing is promised for unbounded rewards, for a memory above `memoryBound` or one that is not known, nor
  /// where means change.
  @Test func theBoundHasConditions() throws {
    func notion(_ truth: BanditTruth, rewards: ClosedRange<Double>? = 0...1) throws -> Notion? {
      try WTBSuccessiveElimination(BanditProblem(armCount: 2, horizon: 100, rewardRange: rewards), memoryBound: 3)
        .regretBound(on: truth)?.notion
    }
    func remembering(_ memory: Int?) -> BanditTruth {
      let sequences = SequenceComparator(
        optimum: nil, ceiling: -0.25, repeated: [ConstantPath(means: [-0.5]), ConstantPath(means: [-0.25])])
      return BanditTruth(
        means: [-0.5, -0.25], sequences: sequences, dependsOnHistory: true,
        tallies: memory.map { RememberingArms.Tallies(memory: $0, areFlat: false, areExact: false) }, rewardOffset: 1)
    }
    #expect(try notion(remembering(3)) == .policyLower && notion(remembering(2)) == .policyLower)
    #expect(try notion(remembering(4)) == nil && notion(remembering(nil)) == nil)
    let fixed = BanditTruth(means: [0.5, 0.75])
    #expect(try notion(fixed) == .pseudo)
    #expect(try notion(fixed, rewards: nil) == nil && notion(fixed, rewards: 0...2) == .pseudo)
    #expect(try notion(remembering(3), rewards: nil) == nil)
    let unbounded = BanditProblem(armCount: 2, horizon: 100, rewardRange: 0 ... .infinity)
    #expect(try WTBSuccessiveElimination(unbounded, memoryBound: 3, sigma: 1).regretBound(on: fixed) == nil)
    let changing = BanditTruth(segments: [
      .init(firstRound: 1, means: [0.5, 0.75]), .init(firstRound: 9, means: [0.5, 0.25]),
    ])
    #expect(try notion(changing) == nil)
  }

  /// T = 2000, delta = 0.1: S = 11, C_s = sqrt(ln 440 / 2) / 2^(s/2). A gap of 1/2 exceeds 2 C_s from s = 6 on, after
  /// 2 + 4 + ... + 64 = 126 pulls.
  @Test func anArmLeavesWhenTheGapExceedsTwoRadii() throws {
    let policy = try make(["memoryBound": .whole(1)], horizon: 2000)
    let arms = playScript(learner: policy, rewards: [[0.5], [1]], rounds: 2000)
    #expect(counts(arms, of: 2) == [126, 1874])
  }

  /// Epochs of max(2^s, 5): 5, 5, 8 recorded pulls after one ignored one.
  @Test func blocksHaveALeastLength() throws {
    let policy = try make(["memoryBound": .whole(2), "minBlock": .whole(5)], horizon: 100)
    let arms = RecordedGame(
      learner: policy, environment: TallyingForTests(losses: [[0.5], [0.5]]), rounds: 42, key: StreamKey(seed: 0)
    ).arms
    let lengths = [6, 6, 6, 6, 9, 9]
    #expect(arms == lengths.enumerated().flatMap { Array(repeating: $0 % 2, count: $1) })
  }

  /// The bound holds with probability 1 - delta = 0.5 at least: of 60 runs fewer than 12 would be a chance of 1e-6.
  @Test func theBoundHoldsOftenEnough() throws {
    let policy = try make(["memoryBound": .whole(3), "delta": .number(0.5)], arms: 3, horizon: 2000)
    let environment = TallyingForTests(
      losses: [[0.9, 0.8, 0.2], [0.6, 0.3, 0.3], [0.25, 0.5, 0.8]], isNoisy: true)
    var kept = 0
    for replication in 0..<60 {
      var game = BanditGame(environment: environment, learner: policy, problem: BanditProblem(armCount: 3, horizon: 10))
      var account = game.openAccount(for: [.policyLower], metrics: [.boundHolds])
      var noise = RandomStream(key: StreamKey(seed: 68).child(index: replication), itemCount: 3)
      var learner = RandomStream(key: StreamKey(seed: 69))
      var holds = true
      for round in 1...2000 {
        game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account)
        if round.isMultiple(of: 100) {
          holds = game.measure(.boundHolds, after: round, account: account) == 1 && holds
        }
      }
      if holds { kept += 1 }
    }
    #expect(kept >= 12)
  }

  @Test func conforms() {
    // Relabelled arms may differ by a block that the horizon cuts off.
    for settings: Settings in [["memoryBound": .whole(1)], ["memoryBound": .whole(7), "minBlock": .whole(3)]] {
      #expect(
        BanditConformance.violations(
          of: WTBSuccessiveElimination.self, settings: settings, isRandomized: false, isSymmetric: false) == [])
    }
  }
}
