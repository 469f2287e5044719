import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct MiniBatchTests {
  @Test func theDefaultBaseIsExp3() throws {
    #expect(MiniBatch.base.default == MiniBatch.Base(.exp3, Settings(defaultsOf: Exp3.card.parameters)))
    #expect(MiniBatch.Policy.allCases.map(\.rawValue) == MiniBatch.Policy.allCases.map { $0.type.card.id })
    // What a typed call leaves out, the base fills in.
    let played = try playedBothWays([:]) { try MiniBatch($0, base: .init(.exp3)) }
    #expect(played.settings == played.typed)
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "base": base(UCB1.card, ["exploration": .number(2)]), "block": .whole(4), "burnIn": .whole(1),
    ]) {
      try MiniBatch($0, base: .init(.ucb1, ["exploration": .number(2)]), block: 4, burnIn: 1)
    }
    #expect(played.settings == played.typed)
  }

  private func base(_ card: AlgorithmCard, _ settings: Settings = [:]) -> Setting {
    .object(
      Settings([.init("id", .text(card.id))] + Settings(defaultsOf: card.parameters, given: settings).entries))
  }

  /// K = 5, T = 20000: 7.08, so 7.
  @Test func tunedBlocks() throws {
    #expect(MiniBatch.tunedBlock(armCount: 5, horizon: 20_000) == 7)
    #expect(MiniBatch.tunedBlock(armCount: 1, horizon: 50) == 50)
    #expect(try make(MiniBatch.self, arms: 5, horizon: 20_000).block == 7)
    #expect(try make(MiniBatch.self, arms: 5, horizon: 3).block == 1)
  }

  /// Rewards 1, 0, 0 of arm 0 and 1/2 of arm 1: averages 1/3 and 1/2 of whole blocks, 0 and 1/2 without the first.
  @Test func theBaseGetsTheAverageOfEachBlock() throws {
    let greedy = base(UCB1.card, ["exploration": .number(0)])
    func play(_ settings: Settings, _ rewards: [[Double]], _ rounds: Int) throws -> [Int] {
      let given = Settings([.init("base", greedy), .init("block", .whole(3))] + settings.entries)
      return playScript(learner: try make(MiniBatch.self, given), rewards: rewards, rounds: rounds)
    }
    #expect(try play([:], [[1, 0, 0], [0.4]], 11) == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
    #expect(try play([:], [[1, 0, 0], [0.3]], 9) == [0, 0, 0, 1, 1, 1, 0, 0, 0])
    #expect(try play(["burnIn": .whole(1)], [[1, 0, 0], [0.3]], 9) == [0, 0, 0, 1, 1, 1, 1, 1, 1])
    #expect(try play(["burnIn": .whole(2)], [[0, 0, 0.9], [0.3]], 9) == [0, 0, 0, 1, 1, 1, 0, 0, 0])
  }

  /// The average of equal rewards is that reward, however many count: the base plays as it would alone.
  @Test func constantRewardsReachTheBaseUnchanged() throws {
    let rewards = [[0.25], [0.5], [0.75]]
    let settings: Settings = ["base": base(UCB1.card), "block": .whole(4), "burnIn": .whole(2)]
    let blocks = playScript(
      learner: try make(MiniBatch.self, settings, arms: 3), rewards: rewards, rounds: 800)
    let alone = playScript(learner: try make(UCB1.self, arms: 3, horizon: 200), rewards: rewards, rounds: 200)
    #expect(blocks == alone.flatMap { Array(repeating: $0, count: 4) })
  }

  /// With blocks of one round it is its base.
  @Test(arguments: MiniBatch.Policy.allCases)
  func blocksOfOneAreTheBaseItself(policy: MiniBatch.Policy) throws {
    func check<Base: BanditLearner & Configurable<BanditProblem>>(_ type: Base.Type) throws {
      let rewards = [[0.2, 0.9, 0.1], [0.55, 0.35], [0.8, 0.05, 0.45, 0.6]]
      let policy = try make(MiniBatch.self, ["base": base(Base.card), "block": .whole(1)], arms: 3, horizon: 300)
      let alone = try make(type, arms: 3, horizon: 300)
      #expect(
        playScript(learner: policy, rewards: rewards, rounds: 300, seed: 5)
          == playScript(learner: alone, rewards: rewards, rounds: 300, seed: 5))
    }
    try check(policy.type)
  }

  /// exp3 in blocks: the rate is that of ceil(T / block) rounds.
  @Test func theHorizonOfTheBaseIsTheNumberOfBlocks() throws {
    let policy = try make(MiniBatch.self, ["block": .whole(27)], arms: 5, horizon: 20_000)
    let blocks = playScript(learner: policy, rewards: Array(repeating: [0.5], count: 5), rounds: 20_000, seed: 6)
    let starts = stride(from: 0, to: 20_000, by: 27).map { blocks[$0] }
    #expect(starts.count == 741)
    let repeated: [Int] = (0..<20_000).map { starts[$0 / 27] }
    #expect(blocks == repeated)
    // The first choice of exp3 with 741 rounds from the same noise; later noise stands elsewhere.
    let short = try make(Exp3.self, arms: 5, horizon: 741)
    #expect(playScript(learner: short, rewards: Array(repeating: [0.5], count: 5), rounds: 1, seed: 6)[0] == starts[0])
  }

  @Test func refusals() {
    func path(_ settings: Settings, rewards: ClosedRange<Double>? = 0...1) -> String? {
      #expect(throws: InvalidSettings.self) { try make(MiniBatch.self, settings, rewards: rewards) }?.path
    }
    #expect(path(["block": .whole(3), "burnIn": .whole(3)]) == "burnIn")
    // exp3 wants rewards in [0, 1].
    #expect(path([:], rewards: nil) == "")
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: MiniBatch.self, isRandomized: true) == [])
    let settings: Settings = ["base": base(UCB1.card), "block": .whole(4)]
    // Relabelled arms may differ by a whole block.
    #expect(
      BanditConformance.violations(of: MiniBatch.self, settings: settings, isRandomized: false, isSymmetric: false)
        == [])
  }
}
