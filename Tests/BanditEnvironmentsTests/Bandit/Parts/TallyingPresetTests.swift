import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct TallyingPresetTests {
  private func variants(_ preset: TallyingPreset, memory: Int, horizon: Int = 100) throws -> [[TallyingArm]] {
    #expect(TallyingPreset(preset.settings) == preset)
    return try preset.variants(memory: memory, horizon: horizon)
  }

  private func climbs(_ arms: [TallyingArm], memory: Int) -> [[Double]] { arms.map { $0.climb(memory: memory) } }

  @Test func needle() throws {
    let needle = try variants(.needle(arms: 3), memory: 4)
    #expect(TallyingPreset.needle(arms: 3).isShuffled && needle.count == 1)
    #expect(climbs(needle[0], memory: 4) == [[1, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 1]])
  }

  /// ceil(23 m / 24) is m up to 23, then m - 1.
  @Test func plateau() throws {
    let preset = TallyingPreset.plateau(arms: 2, scale: 0.5)
    let short = try variants(preset, memory: 2, horizon: 100)
    #expect(short.count == 1)
    #expect(climbs(short[0], memory: 2) == [[0.5, 0.4], [0.5, 0.5]])
    #expect(try variants(preset, memory: 23).count == 1)
    let long = try variants(preset, memory: 48, horizon: 9600)
    #expect(long.count == 3)
    for (place, variant) in long.enumerated() {
      var losses = Array(repeating: 0.5, count: 48)
      losses[45 + place] = 0.45
      #expect(climbs(variant, memory: 48)[0] == losses)
    }
    // The gap stops at 1/2.
    let steep = try variants(.plateau(arms: 2, scale: 9), memory: 2, horizon: 4)
    #expect(climbs(steep[0], memory: 2)[0] == [0.5, 0])
  }

  /// There are m / 24 + 1 instances of m losses for each arm.
  @Test func plateausThatDoNotFitIntoMemoryAreRefused() throws {
    for (arms, memory) in [(2, 24_000), (100_000, 60), (1_000_000, 1_000_000)] {
      let problem = #expect(throws: InvalidSettings.self) { try variants(.plateau(arms: arms), memory: memory) }
      #expect(problem?.path == "memory" && problem?.message.contains("accepted: at most 10000000") == true)
    }
    #expect(try variants(.plateau(arms: 2), memory: 2400).count == 101)
  }

  @Test func trapAndAlternation() throws {
    let trap = try variants(.trap(), memory: 3)
    #expect(climbs(trap[0], memory: 3) == [[0.5, 0.5, 0.5], [1, 1, 0]])
    let harmless = try variants(.trap(hidden: false), memory: 3)
    #expect(climbs(harmless[0], memory: 3) == [[0.5, 0.5, 0.5], [1, 1, 1]])
    let alternate = try variants(.alternate, memory: 2)
    #expect(climbs(alternate[0], memory: 2) == [[0, 1], [0, 1]])
    #expect(!TallyingPreset.trap().isShuffled && !TallyingPreset.alternate.isShuffled)
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
