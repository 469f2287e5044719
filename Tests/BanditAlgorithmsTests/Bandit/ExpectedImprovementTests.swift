import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ExpectedImprovementTests {
  @Test(arguments: [Settings(), ["hyperparameters": "map", "refit": 15]]) func conforms(more: Settings) {
    let settings = Settings(processSettings.entries + more.entries)
    #expect(
      BanditConformance.violations(
        of: ExpectedImprovement.self, settings: settings, isRandomized: false, isSymmetric: false) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(
      ["points": [0, 0.1, 1], "kernel": "se", "a0": 2, "a": [3], "mean": 0.5, "noiseVariance": 0.2, "initial": 1]
    ) {
      try ExpectedImprovement(
        $0,
        prior: ProcessPrior(
          points: .given([[0], [0.1], [1]]), kernel: .se, mean: 0.5, a0: 2, a: 3, noiseVariance: 0.2, initial: 1))
    }
    #expect(played.settings == played.typed)
  }

  @Test func followsTheRule() throws {
    let off = try roundsOffTheRule(ExpectedImprovement(processProblem)) { history, _ in
      let incumbent = history.evaluated.map { history.posterior($0).mean }.max() ?? 0
      return (0..<13).map { arm in
        let (mean, sd) = history.posterior(arm)
        return NormalExcess.improvement(mean - incumbent, sd: sd)
      }
    }
    #expect(off == [])
  }

  /// Without noise, twelve pulls of 25 arms find the best one.
  @Test func withoutNoise() throws {
    let problem = BanditProblem(
      armCount: 25, horizon: 25, rewardRange: nil,
      process: ArmProcess(
        points: ArmPoints.line(25), family: .matern52, noiseVariance: 0,
        hyperparameters: .init(mean: 0, a0: 1, a: [25])))
    let values = (0..<25).map { Double.sin(Double($0) / 4) }
    let arms = playScript(
      learner: try ExpectedImprovement(problem), rewards: values.map { [$0] }, rounds: 12)
    let best = values.firstIndex(of: values.max() ?? 0) ?? 0
    #expect(arms.contains(best))
  }
}
