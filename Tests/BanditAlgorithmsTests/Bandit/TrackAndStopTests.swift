import BanditCards
import BanditEnvironments
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct TrackAndStopTests {
  private func evidence(_ law: BestArmLaw, range: ClosedRange<Double>?, sigma: Double? = nil) throws -> BestArmEvidence
  {
    let problem = BanditProblem(armCount: 2, horizon: 100, rewardRange: range)
    return try BestArmEvidence(law, problem, NoiseScale(problem, sigma: sigma), for: "a test")
  }

  /// N = (30, 20), m = (.8, .5), variance 1: .54; the threshold at t = 50, delta = .1: 3.894271.
  @Test func statisticAndThresholdOfTheExample() throws {
    let arms = ArmStatistics(pulls: [30, 20], sums: [24, 10])
    #expect(abs(try evidence(.gaussian, range: nil, sigma: 1).statistic(0, against: 1, arms) - 0.54) < 1e-12)
    let stop = BestArmStop(.stylized, delta: 0.1, armCount: 2)
    #expect(abs(stop.value(after: 50, pulls: 30, 20) - 3.894271) < 5e-7)
    // Coins: N_a d(m_a, m) + N_b d(m_b, m) with m = 34 / 50.
    let expected = 30 * BernoulliDivergence.value(0.8, 0.68) + 20 * BernoulliDivergence.value(0.5, 0.68)
    #expect(abs(try evidence(.bernoulli, range: 0...1).statistic(0, against: 1, arms) - expected) < 1e-12)
  }

  /// h^-1 is the inverse of u - ln u, and the constant is near x + 4 ln(1 + x + sqrt(2 x)).
  @Test(arguments: [1.0, 1 + 1e-12, 1.5, 2, 5, 20, 400, 1e6])
  func calibration(x: Double) {
    let u = BestArmStop.inverse(x)
    #expect(u >= 1 && abs(u - log(u) - x) < 1e-9 * x)
    let value = BestArmStop.calibrated(x)
    #expect(value > x)
    if x >= 5 { #expect(abs(value - (x + 4 * log(1 + x + (2 * x).squareRoot()))) < 0.1 * value) }
  }

  /// The floor is kept, the sum is 1, and what is taken is the same from all that stay above the floor.
  @Test func projection() {
    let projected = TrackAndStop.projected([0.6, 0.3, 0.1, 0], floor: 0.1)
    #expect(zip(projected, [0.55, 0.25, 0.1, 0.1]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(TrackAndStop.projected([0.5, 0.5], floor: 0.1) == [0.5, 0.5])
    let flat = TrackAndStop.projected([1, 0, 0], floor: 1.0 / 3)
    #expect(flat.allSatisfy { abs($0 - 1.0 / 3) < 1e-12 })
  }

  /// With exact rewards the pulls follow the optimal shares.
  @Test(arguments: TrackAndStop.Tracking.allCases, [(BestArmLaw.gaussian, 4000), (.bernoulli, 300)])
  func sharesAreTracked(tracking: TrackAndStop.Tracking, of law: (BestArmLaw, rounds: Int)) throws {
    let means = [0.4, 0.9, 0.6, 0.7]
    let (law, rounds) = law
    let learner = try TrackAndStop(
      BanditProblem(armCount: 4, horizon: rounds), tracking: tracking, threshold: .never, law: law)
    let run = BestArmRun(learner, ScriptedBandit(rewards: means.map { [$0] }), rounds: rounds)
    let allocation: BestArmAllocation? =
      law == .bernoulli ? .bernoulli(means: means) : .gaussian(means: means, variance: 1)
    let optimal = try #require(allocation).weights
    // Forced pulls, and the floor of 1 / (2 sqrt t) on each share.
    let slack = (tracking == .direct ? 1 : 4) / Double(rounds).squareRoot()
    for (arm, pulls) in counts(run.arms, of: 4).enumerated() {
      #expect(abs(Double(pulls) / Double(rounds) - optimal[arm]) < slack)
    }
  }

  /// Every arm at least sqrt(t) - K/2 times.
  @Test func pullsAreForced() throws {
    let learner = try TrackAndStop(BanditProblem(armCount: 3, horizon: 900), threshold: .never)
    let run = BestArmRun(learner, ScriptedBandit(rewards: [[0.9], [0], [0.89]]), rounds: 900)
    #expect(counts(run.arms, of: 3)[1] >= 28)
  }

  /// Normal rewards, means (1, 0), variance 1, delta = .1: in 40000 runs of Tests/Reference/best_arm_search.py 28.0 pulls on average,
  /// with a standard deviation of 22, and a median of 23; four standard deviations of the mean of 3000 runs are 1.6. Of those
  /// 0.14 % are wrong.
  @Test func stoppingTime() throws {
    let laws = try [1.0, 0].map { ScalarLaw.gaussian(try Gaussian(mean: $0, sd: 1)) }
    let found = try bestArmErrors(laws, rounds: 100_000, runs: 3000, seed: 1) { try TrackAndStop($0, delta: 0.1) }
    let mean = Double(found.pulls.reduce(0, +)) / 3000
    #expect(abs(mean - 28.0) < 1.6)
    #expect(abs(found.pulls.sorted()[1500] - 23) <= 2)
    #expect(found.unstopped == 0 && found.errors < 20)
    // No learner that is wrong with probability delta needs fewer than T* ln(1 / (2.4 delta)).
    #expect(mean > 8 * log(1 / 0.24))
  }

  /// The proven threshold keeps its promise; `.ci/guarantees` has many more runs, and coins. The level is 1e-6.
  @Test(arguments: [[0.5, 0, 0], [1, 0.7], [0.3, 0.1, 0, -0.2]])
  func theProvenThresholdIsRarelyWrong(means: [Double]) throws {
    let laws = try means.map { ScalarLaw.gaussian(try Gaussian(mean: $0, sd: 1)) }
    let found = try bestArmErrors(laws, rounds: 3000, runs: 100, seed: 2) {
      try TrackAndStop($0, delta: 0.3, threshold: .proven)
    }
    #expect(found.errors < 30 || BinomialTest(successes: found.errors, trials: 100, probability: 0.3).pValue > 1e-6)
  }

  @Test func coinsNeedBoundedRewards() {
    #expect(throws: InvalidSettings.self) {
      try TrackAndStop(BanditProblem(armCount: 2, horizon: 10, rewardRange: nil), law: .bernoulli)
    }
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "delta": .number(0.3), "tracking": .text("cumulative"), "threshold": .text("never"), "law": .text("gaussian"),
      "sigma": .number(0.3), "then": .text("commit"),
    ]) {
      try TrackAndStop(
        $0, delta: 0.3, tracking: .cumulative, threshold: .never, law: .gaussian, sigma: 0.3, then: .commit)
    }
    #expect(played.settings == played.typed)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: TrackAndStop.self, isRandomized: false) == [])
    #expect(
      BanditConformance.violations(
        of: TrackAndStop.self, settings: ["tracking": .text("cumulative"), "threshold": .text("proven")],
        isRandomized: false) == [])
  }
}
