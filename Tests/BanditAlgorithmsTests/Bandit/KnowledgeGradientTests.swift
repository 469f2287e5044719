import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct KnowledgeGradientTests {
  @Test(arguments: [Settings(), ["hyperparameters": "map", "refit": 15]]) func conforms(more: Settings) {
    let settings = Settings(processSettings.entries + more.entries)
    #expect(
      BanditConformance.violations(
        of: KnowledgeGradient.self, settings: settings, isRandomized: false, isSymmetric: false) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(
      ["points": [0, 0.1, 1], "kernel": "se", "a0": 2, "a": [3], "mean": 0.5, "noiseVariance": 0.2, "initial": 1]
    ) {
      try KnowledgeGradient(
        $0,
        prior: ProcessPrior(
          points: .given([[0], [0.1], [1]]), kernel: .se, mean: 0.5, a0: 2, a: 3, noiseVariance: 0.2, initial: 1))
    }
    #expect(played.settings == played.typed)
  }

  /// h by the regression on all rewards, and lines that are looked at everywhere.
  @Test func followsTheRule() throws {
    let off = try roundsOffTheRule(KnowledgeGradient(processProblem), rounds: 25) { history, _ in
      var lines = MaximumOfLines()
      let means = (0..<13).map { history.posterior($0).mean }
      return (0..<13).map { arm in
        let scale = (history.covariance(arm, arm) + 0.04).squareRoot()
        return lines.gain(13) { (means[$0], history.covariance($0, arm) / scale) }
      }
    }
    #expect(off == [])
  }
}
