import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct ThompsonGaussianTests {
  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["priorMean": .number(0.5), "priorSd": .number(2), "noiseSd": .number(0.1)]) {
      try ThompsonGaussian($0, priorMean: 0.5, priorSd: 2, noiseSd: 0.1)
    }
    #expect(played.settings == played.typed)
    let native = try playedBothWays(["sampler": .text("native")]) { try ThompsonGaussian($0, sampler: .native) }
    #expect(native.settings == native.typed && native.typed != played.typed)
  }

  /// Ten pulls of reward 1 against ten of reward 0 from outside, then the eleventh choice. With prior N(.5, 4)
  /// and noise sd 2: r = 1, posteriors N(10.5/11, 4/11) and N(.5/11, 4/11); the difference is
  /// N(10/11, 8/11), so that arm 0 is pulled with probability Phi(10/11 / sqrt(8/11)) = 0.8567890
  /// (SciPy). Binomial, two-sided level 1e-6.
  @Test(arguments: ["gsl", "native"]) func choosesByThePosterior(sampler: String) throws {
    let settings: Settings = [
      "priorMean": .number(0.5), "priorSd": .number(2), "noiseSd": .number(2), "sampler": .text(sampler),
    ]
    var policy = try make(ThompsonGaussian.self, settings, rewards: nil)
    for round in 1...20 { policy.observe(reward: round % 2 == 0 ? 0 : 1, of: (round - 1) % 2, at: round) }
    #expect(BinomialTest(successes: draws(of: 0, from: policy), trials: 50_000, probability: 0.8567890).pValue > 1e-6)
  }

  /// One reward of 3 from arm 0 and none from arm 1, prior N(1, 0.25), noise sd 1: r = 4, posteriors
  /// N(7/5, 1/5) and N(1, 1/4); arm 0 with probability Phi(.4 / sqrt(.45)) = 0.7245075 (SciPy).
  @Test func unpulledArmsFollowThePrior() throws {
    let settings: Settings = ["priorMean": .number(1), "priorSd": .number(0.5)]
    var policy = try make(ThompsonGaussian.self, settings, rewards: nil)
    policy.observe(reward: 3, of: 0, at: 1)
    #expect(BinomialTest(successes: draws(of: 0, from: policy), trials: 50_000, probability: 0.7245075).pValue > 1e-6)
  }

  /// Priors N(1, 0.25) of arm 0 and N(2, 4) of arm 1, noise sd 1, one reward of 3 from arm 0: r_0 = 4, the posteriors
  /// N(7/5, 1/5) and N(2, 4); arm 0 with probability Phi(-.6 / sqrt(4.2)) = 0.3848490. Binomial, two-sided level 1e-6.
  @Test(arguments: ["gsl", "native"]) func priorsMayDifferByArm(sampler: String) throws {
    let settings: Settings = ["priorMean": [1, 2], "priorSd": [0.5, 2], "sampler": .text(sampler)]
    var policy = try make(ThompsonGaussian.self, settings, rewards: nil)
    policy.observe(reward: 3, of: 0, at: 1)
    #expect(BinomialTest(successes: draws(of: 0, from: policy), trials: 50_000, probability: 0.3848490).pValue > 1e-6)
    let typed = try ThompsonGaussian(
      BanditProblem(armCount: 2, horizon: 1000, rewardRange: nil), priorMean: [1, 2], priorSd: [0.5, 2])
    let named = try make(ThompsonGaussian.self, ["priorMean": [1, 2], "priorSd": [0.5, 2]], rewards: nil)
    let rewards = [[0.2, 3], [1.5, -1]]
    #expect(
      playScript(learner: typed, rewards: rewards, rounds: 300)
        == playScript(learner: named, rewards: rewards, rounds: 300))
    #expect(throws: InvalidSettings.self) { try make(ThompsonGaussian.self, ["priorSd": [1]], rewards: nil) }
  }

  private func draws(of arm: Int, from policy: ThompsonGaussian) -> Int {
    playScript(learner: Frozen(policy: policy), rewards: [[0], [0]], rounds: 50_000, seed: 5).count { $0 == arm }
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: ThompsonGaussian.self, isRandomized: true) == [])
  }
}
