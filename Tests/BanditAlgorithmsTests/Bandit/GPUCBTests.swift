import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct GPUCBTests {
  @Test(arguments: [Settings(), ["hyperparameters": "map", "refit": 15]]) func conforms(more: Settings) {
    let settings = Settings(processSettings.entries + more.entries)
    #expect(
      BanditConformance.violations(
        of: GPUCB.self, settings: settings, isRandomized: false, isSymmetric: false) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(
      [
        "points": [0, 0.1, 1], "kernel": "se", "a0": 2, "a": [3], "mean": 0.5, "noiseVariance": 0.2, "initial": 1,
        "delta": 0.2,
      ]
    ) {
      try GPUCB(
        $0,
        prior: ProcessPrior(
          points: .given([[0], [0.1], [1]]), kernel: .se, mean: 0.5, a0: 2, a: 3, noiseVariance: 0.2, initial: 1),
        delta: 0.2)
    }
    #expect(played.settings == played.typed)
  }

  /// P = 100, t = 5, delta = 0.1.
  @Test func beta() {
    #expect(abs(GPUCB.beta(at: 5, armCount: 100, delta: 0.1) - 21.2486628) < 5e-8)
  }

  @Test func followsTheRule() throws {
    let off = try roundsOffTheRule(GPUCB(processProblem, delta: 0.3)) { history, round in
      let width = GPUCB.beta(at: round, armCount: 13, delta: 0.3).squareRoot()
      return (0..<13).map { arm in
        let (mean, sd) = history.posterior(arm)
        return mean + width * sd
      }
    }
    #expect(off == [])
  }

  /// Functions that are drawn from the prior: the share of runs in which some bound fails in some round is at most
  /// delta (here far below it), and where none fails no round costs more than 2 sqrt(beta_t) s.
  @Test(arguments: [
    (KernelFamily.se, 1.0, 25.0, 0.01), (.matern12, 4, 3, 1), (.matern32, 0.2, 100, 0.05), (.matern52, 1, 25, 0),
  ])
  func boundsHold(family: KernelFamily, a0: Double, a: Double, noiseVariance: Double) throws {
    let delta = 0.5
    let points = ArmPoints.line(12)
    let problem = BanditProblem(
      armCount: 12, horizon: 30, rewardRange: nil, noiseScale: noiseVariance.squareRoot(),
      process: ArmProcess(
        points: points, family: family, noiseVariance: noiseVariance,
        hyperparameters: .init(mean: 0.7, a0: a0, a: [a])))
    let matrix = StationaryKernel(family, a0: a0, a: [a]).matrix(of: points)
    let factor = try #require(LowerTriangle(ofCovariance: matrix, dimension: 12, scale: a0))
    let fresh = try GPUCB(problem, delta: delta)
    let normal = try Gaussian()
    var failures = 0
    for run in 0..<300 {
      var stream = RandomStream(key: StreamKey(seed: 31).child(index: run))
      var values = (0..<12).map { _ in normal.sample(from: &stream) }
      factor.multiply(&values)
      values = values.map { 0.7 + $0 }
      let best = values.max() ?? 0
      var learner = fresh
      var hasFailed = false
      for round in 1...30 {
        let arm = learner.selectArm(at: round, noise: &stream)
        let width = GPUCB.beta(at: round, armCount: 12, delta: delta).squareRoot()
        let (means, sds) = (learner.posteriorMeans, learner.posteriorSds)
        // A variance of 1e-10 of a0 and less is rounding noise where rewards have none.
        let holds = (0..<12).allSatisfy { abs(values[$0] - means[$0]) <= width * sds[$0] + 1e-4 * a0.squareRoot() }
        if !holds { hasFailed = true }
        if holds && round > 3 { #expect(best - values[arm] <= 2 * width * sds[arm] + 2e-4 * a0.squareRoot()) }
        let reward = values[arm] + noiseVariance.squareRoot() * normal.sample(from: &stream)
        learner.observe(reward: reward, of: arm, at: round)
      }
      if hasFailed { failures += 1 }
    }
    #expect(failures <= 150)
  }

  /// Rewards, prior and noise times 64: the same arms.
  @Test func unitsDoNotMatter() throws {
    let problem = BanditProblem(armCount: 3, horizon: 100, rewardRange: nil)
    func arms(_ unit: Double) throws -> [Int] {
      let prior = ProcessPrior(
        points: .line, kernel: .matern52, mean: 0.5 * unit, a0: unit * unit, a: 3, noiseVariance: 0.25 * unit * unit)
      let rewards = [[0, 0.25, 1], [0.5, 0.75, 0.25], [1, 0.5]].map { $0.map { $0 * unit } }
      return playScript(learner: try GPUCB(problem, prior: prior), rewards: rewards, rounds: 100)
    }
    #expect(try arms(1) == arms(64))
  }
}
