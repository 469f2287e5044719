import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct TallyingPresetTests {
  private func preset(_ settings: Settings, memory: Int, horizon: Int = 100) throws -> TallyingPreset {
    try TallyingPreset(settings: settings, memory: memory, horizon: horizon)
  }

  private func climbs(_ arms: [TallyingArm], memory: Int) -> [[Double]] { arms.map { $0.climb(memory: memory) } }

  @Test func needle() throws {
    let needle = try preset(["kind": .text("needle"), "arms": .whole(3)], memory: 4)
    #expect(needle.isShuffled && needle.variants.count == 1)
    #expect(climbs(needle.variants[0], memory: 4) == [[1, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 1]])
  }

  /// ceil(23 m / 24) is m up to 23, then m - 1.
  @Test func plateau() throws {
    let settings: Settings = ["kind": .text("plateau"), "arms": .whole(2), "scale": .number(0.5)]
    let short = try preset(settings, memory: 2, horizon: 100)
    #expect(short.variants.count == 1)
    #expect(climbs(short.variants[0], memory: 2) == [[0.5, 0.4], [0.5, 0.5]])
    #expect(try preset(settings, memory: 23).variants.count == 1)
    let long = try preset(settings, memory: 48, horizon: 9600)
    #expect(long.variants.count == 3)
    for (place, variant) in long.variants.enumerated() {
      var losses = Array(repeating: 0.5, count: 48)
      losses[45 + place] = 0.45
      #expect(climbs(variant, memory: 48)[0] == losses)
    }
    // The gap stops at 1/2.
    let steep = try preset(["kind": .text("plateau"), "arms": .whole(2), "scale": .number(9)], memory: 2, horizon: 4)
    #expect(climbs(steep.variants[0], memory: 2)[0] == [0.5, 0])
  }

  /// There are m / 24 + 1 instances of m losses for each arm.
  @Test func plateausThatDoNotFitIntoMemoryAreRefused() throws {
    func settings(arms: Int) -> Settings {
      ["kind": .text("plateau"), "arms": .whole(arms), "scale": .number(1)]
    }
    for (arms, memory) in [(2, 24_000), (100_000, 60), (1_000_000, 1_000_000)] {
      let problem = #expect(throws: InvalidSettings.self) { try preset(settings(arms: arms), memory: memory) }
      #expect(problem?.path == "memory" && problem?.message.contains("accepted: at most 10000000") == true)
    }
    #expect(try preset(settings(arms: 2), memory: 2400).variants.count == 101)
  }

  @Test func trapAndAlternation() throws {
    let trap = try preset(["kind": .text("trap"), "hidden": .flag(true)], memory: 3)
    #expect(climbs(trap.variants[0], memory: 3) == [[0.5, 0.5, 0.5], [1, 1, 0]])
    let harmless = try preset(["kind": .text("trap"), "hidden": .flag(false)], memory: 3)
    #expect(climbs(harmless.variants[0], memory: 3) == [[0.5, 0.5, 0.5], [1, 1, 1]])
    let alternate = try preset(["kind": .text("alternate")], memory: 2)
    #expect(climbs(alternate.variants[0], memory: 2) == [[0, 1], [0, 1]])
    #expect(!trap.isShuffled && !alternate.isShuffled)
  }

  /// The place of the needle is uniform, and so is the tally of the plateau: binomial tests, level 1e-6 each.
  @Test func hardInstancesAreUniform() throws {
    func model(_ preset: Settings, memory: Int) throws -> WeightedTallyingModel {
      try WeightedTallyingModel(
        settings: Settings(
          defaultsOf: WeightedTallyingModel.card.parameters,
          given: ["memory": .whole(memory), "preset": .object(preset)]), horizon: 100)
    }
    let needle = try model(["kind": .text("needle"), "arms": .whole(3)], memory: 4)
    let plateau = try model(["kind": .text("plateau"), "arms": .whole(2), "scale": .number(1)], memory: 24)
    #expect(plateau.facts.first?.hasPrefix("repeated exposure optimality holds in 1 of 2 instances") == true)
    var (places, tallies) = ([0, 0, 0], 0)
    for replication in 0..<3000 {
      var stream = RandomStream(key: StreamKey(seed: 63).child(index: replication))
      places[needle.instance(of: 0, from: &stream).truth.bestArm] += 1
      let arms = plateau.instance(of: 0, from: &stream).arms.map { $0.climb(memory: 24) }
      if arms.contains(where: { $0[22] < 0.5 }) { tallies += 1 }
    }
    for count in places { #expect(BinomialTest(successes: count, trials: 3000, probability: 1.0 / 3).pValue > 1e-6) }
    #expect(BinomialTest(successes: tallies, trials: 3000, probability: 0.5).pValue > 1e-6)
  }
}
