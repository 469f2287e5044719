import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct GPTSTests {
  @Test(arguments: [Settings(), ["hyperparameters": "map", "refit": 15]]) func conforms(more: Settings) {
    let noisy: Settings = ["noiseVariance": 0.25]
    let settings = Settings(processSettings.entries + noisy.entries + more.entries)
    #expect(
      BanditConformance.violations(
        of: GPTS.self, settings: settings, isRandomized: true, isSymmetric: false) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(
      ["points": [0, 0.1, 1], "kernel": "se", "a0": 2, "a": [3], "mean": 0.5, "noiseVariance": 0.2, "initial": 1]
    ) {
      try GPTS(
        $0,
        prior: ProcessPrior(
          points: .given([[0], [0.1], [1]]), kernel: .se, mean: 0.5, a0: 2, a: 3, noiseVariance: 0.2, initial: 1))
    }
    #expect(played.settings == played.typed)
  }

  /// The share of draws in which each of three arms is highest, against pairs of them: of two arms it is
  /// Phi((mu_1 - mu_2) / sqrt(Var(f_1 - f_2))) (20000 draws, level 1e-5 each).
  @Test(arguments: [0.3, 20]) func drawsFromThePosterior(a: Double) throws {
    let problem = BanditProblem(armCount: 2, horizon: 100, rewardRange: nil)
    let kernel = StationaryKernel(.se, a: [a])
    var learner = try GPTS(
      problem, prior: ProcessPrior(points: .line, kernel: .se, a: .all(a), noiseVariance: 0.5, initial: 0))
    var regression = ProcessRegression(kernel)
    for (arm, reward) in [(0, 0.7), (1, 0.9), (0, 0.2)] {
      learner.observe(reward: reward, of: arm, at: 1)
      let isAdded = regression.append([Double(arm)], reward, noiseVariance: 0.5)
      #expect(isAdded)
    }
    let (first, second) = (regression.posterior(at: [0]), regression.posterior(at: [1]))
    let variance = first.variance + second.variance - 2 * regression.covariance([0], [1])
    let probability = CumulativeDistribution.normal(first.mean - second.mean, sd: variance.squareRoot())
    var noise = RandomStream(key: StreamKey(seed: 3))
    var count = 0
    for round in 1...20_000 {
      noise.move(to: 0, occurrence: round)
      if learner.selectArm(at: round, noise: &noise) == 0 { count += 1 }
    }
    let error = (20_000 * probability * (1 - probability)).squareRoot()
    #expect(abs(Double(count) - 20_000 * probability) < 4.5 * error)
  }
}
