import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct EntropySearchTests {
  @Test(arguments: [Settings(), ["hyperparameters": "map", "refit": 15, "samples": 20]]) func conforms(more: Settings) {
    let settings = Settings(processSettings.entries + more.entries)
    #expect(
      BanditConformance.violations(
        of: EntropySearch.self, settings: settings, isRandomized: true, isSymmetric: false) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(
      [
        "points": [0, 0.1, 1], "kernel": "se", "a0": 2, "a": [3], "mean": 0.5, "noiseVariance": 0.2, "initial": 1,
        "samples": 50, "nodes": 4,
      ]
    ) {
      try EntropySearch(
        $0,
        prior: ProcessPrior(
          points: .given([[0], [0.1], [1]]), kernel: .se, mean: 0.5, a0: 2, a: 3, noiseVariance: 0.2, initial: 1),
        samples: 50, nodes: 4)
    }
    #expect(played.settings == played.typed)
  }

  /// The arm with the least entropy left, by the draws that the learner makes.
  @Test func followsTheRule() throws {
    var learner = try EntropySearch(processProblem, samples: 300, nodes: 5)
    var noise = RandomStream(key: StreamKey(seed: 5))
    var beliefs = try ProcessBeliefs(processProblem, ProcessPrior(), id: "entropy-search")
    for round in 1...20 {
      noise.move(to: 0, occurrence: round)
      let arm = learner.selectArm(at: round, noise: &noise)
      if round > 3 {
        var reduction = EntropyReduction(armCount: 13, samples: 300, nodes: 5)
        noise.move(to: 0, occurrence: round)
        let isDrawn = reduction.draw(beliefs.posterior, scale: 1.5, noiseVariance: 0.04, noise: &noise)
        let left = (0..<13).map { reduction.entropy(after: $0, beliefs.posterior, noiseVariance: 0.04) }
        #expect(isDrawn && left[arm] == left.min())
      }
      let reward = Double.sin(7 * Double(arm) / 12)
      learner.observe(reward: reward, of: arm, at: round)
      beliefs.observe(reward, of: arm)
    }
  }

  @Test func largeGridsAreRefused() {
    let prior = ProcessPrior(points: .line, kernel: .se)
    #expect(throws: Never.self) { try EntropySearch(BanditProblem(armCount: 50, horizon: 9), prior: prior) }
    let refusal = #expect(throws: InvalidSettings.self) {
      try EntropySearch(BanditProblem(armCount: 51, horizon: 9), prior: prior)
    }
    #expect(refusal?.message == "found 51 arms; entropy-search keeps a matrix of them, accepted: at most 50")
  }
}
