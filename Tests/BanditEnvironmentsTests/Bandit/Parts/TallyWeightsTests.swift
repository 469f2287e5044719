import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct TallyWeightsTests {
  @Test func valuesAndSums() {
    #expect(TallyWeights.flat.values(memory: 3) == [1, 1, 1] && TallyWeights.flat.sum(memory: 3) == 3)
    #expect(TallyWeights.linear.values(memory: 4) == [1, 0.75, 0.5, 0.25] && TallyWeights.linear.sum(memory: 4) == 2.5)
    #expect(TallyWeights.decay(0.5).values(memory: 3) == [1, 0.5, 0.25])
    #expect(TallyWeights.decay(0.5).sum(memory: 3) == 1.75)
    #expect(TallyWeights.list([0, 3]).values(memory: 2) == [0, 3] && TallyWeights.list([0, 3]).sum(memory: 2) == 3)
  }

  @Test func settingsAreRead() throws {
    func read(_ setting: Setting) throws -> TallyWeights {
      let weights = TallyWeights(setting)
      try weights.check(memory: 2, at: "w")
      return weights
    }
    #expect(try read(.text("flat")) == .flat)
    #expect(try read(.text("linear")) == .linear)
    #expect(try read(.object(["decay": .number(0.5)])) == .decay(0.5))
    // The powers of 1 are exact as a count.
    #expect(TallyingArm(weights: try read(.object(["decay": .number(1)])), loss: .table([0])).weights == .flat)
    #expect(try read(.list([.whole(1), .number(0.5)])) == .list([1, 0.5]))
    for weights: TallyWeights in [.flat, .linear, .decay(0.5), .list([1, 0.5])] {
      #expect(try read(weights.setting) == weights)
    }
    #expect(throws: InvalidSettings("w", "3 weights for a memory of 2; give one for each round of it")) {
      try read(.list([.whole(1), .whole(1), .whole(1)]))
    }
    #expect(throws: InvalidSettings.self) { try read(.list([.whole(0), .number(0)])) }
  }
}
