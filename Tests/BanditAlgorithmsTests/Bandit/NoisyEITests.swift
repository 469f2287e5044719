import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct NoisyEITests {
  @Test(arguments: [Settings(), ["hyperparameters": "map", "refit": 15]]) func conforms(more: Settings) {
    let settings = Settings(processSettings.entries + more.entries)
    #expect(
      BanditConformance.violations(
        of: NoisyEI.self, settings: settings, isRandomized: false, isSymmetric: false) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(
      ["points": [0, 0.1, 1], "kernel": "se", "a0": 2, "a": [3], "mean": 0.5, "noiseVariance": 0.2, "initial": 1]
    ) {
      try NoisyEI(
        $0,
        prior: ProcessPrior(
          points: .given([[0], [0.1], [1]]), kernel: .se, mean: 0.5, a0: 2, a: 3, noiseVariance: 0.2, initial: 1))
    }
    #expect(played.settings == played.typed)
  }

  /// By the regression on all rewards.
  @Test func followsTheRule() throws {
    let off = try roundsOffTheRule(NoisyEI(processProblem), rounds: 40) { history, _ in
      var lines = MaximumOfLines()
      let means = (0..<13).map { history.posterior($0).mean }
      let incumbent = history.evaluated.map { means[$0] }.max() ?? 0
      return (0..<13).map { arm in
        let arms = Set(history.evaluated + [arm]).sorted()
        let scale = (history.covariance(arm, arm) + 0.04).squareRoot()
        let gain = lines.gain(arms.count) { (means[arms[$0]], history.covariance(arms[$0], arm) / scale) }
        return gain + (arms.map { means[$0] }.max() ?? 0) - incumbent
      }
    }
    #expect(off == [])
  }
}
