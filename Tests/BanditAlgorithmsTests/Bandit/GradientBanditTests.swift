import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct GradientBanditTests {
  private func stream() -> RandomStream { RandomStream(key: StreamKey(seed: 4)) }

  /// Two arms, alpha = 0.5. Round 1: arm 0 pays 1, which is its own baseline: nothing moves. Round 2: arm 1 pays 3, the
  /// baseline is 1, so H_1 = 0.5 (3 - 1)(1 - 1/2) = 1/2 = -H_0 and pi_1 = 1 / (1 + exp(-1)). Round 3: arm 1 pays 0, the
  /// baseline is 2: H_1 = 1/2 - (1 - pi_1).
  @Test func followsTheGradient() throws {
    var policy = try GradientBandit(BanditProblem(armCount: 2, horizon: 10), stepSize: 0.5)
    var noise = stream()
    func probabilities() -> [Double] {
      _ = policy.selectArm(at: 1, noise: &noise)
      return [0, 1].map(policy.probability)
    }
    #expect(probabilities() == [0.5, 0.5])
    policy.observe(reward: 1, of: 0, at: 1)
    #expect(probabilities() == [0.5, 0.5])
    policy.observe(reward: 3, of: 1, at: 2)
    let second = 1 / (1 + exp(-1.0))
    #expect(zip(probabilities(), [1 - second, second]).allSatisfy { abs($0 - $1) < 1e-15 })
    policy.observe(reward: 0, of: 1, at: 3)
    let preference = 0.5 - (1 - second)
    let third = 1 / (1 + exp(-2 * preference))
    #expect(zip(probabilities(), [1 - third, third]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  /// Without the baseline the first reward counts: H_0 = 0.5 * 1 * (1 - 1/4) = 3/8, the others -1/8.
  @Test func theBaselineMayBeLeftOut() throws {
    var policy = try GradientBandit(BanditProblem(armCount: 4, horizon: 10), stepSize: 0.5, baseline: false)
    var noise = stream()
    _ = policy.selectArm(at: 1, noise: &noise)
    policy.observe(reward: 1, of: 0, at: 1)
    _ = policy.selectArm(at: 2, noise: &noise)
    let weights: [Double] = [exp(0.375), exp(-0.125), exp(-0.125), exp(-0.125)]
    for arm in 0..<4 { #expect(abs(policy.probability(of: arm) - weights[arm] / weights.reduce(0, +)) < 1e-15) }
  }

  /// The equations, plainly, over the arms and rewards of a run with other noise: the policy's odds are these.
  @Test(arguments: [true, false]) func followsTheEquationsForLong(baseline: Bool) throws {
    let rewards = [[0.2, 0.9, 0.1], [0.55, 0.35], [0.8, 0.05, 0.45, 0.6], [0.3]]
    var policy = try GradientBandit(
      BanditProblem(armCount: 4, horizon: 400), stepSize: 0.4, baseline: baseline)
    var stream = RandomStream(key: StreamKey(seed: 12))
    var preferences = [0.0, 0, 0, 0]
    var seen: [Double] = []
    var pulls = [0, 0, 0, 0]
    for round in 1...400 {
      stream.move(to: 0, occurrence: round)
      let arm = policy.selectArm(at: round, noise: &stream)
      let total = preferences.reduce(0) { $0 + exp($1) }
      let shares = preferences.map { exp($0) / total }
      for other in 0..<4 { #expect(abs(policy.probability(of: other) - shares[other]) < 1e-12) }
      let reward = rewards[arm][pulls[arm] % rewards[arm].count]
      pulls[arm] += 1
      let base = baseline ? (seen.isEmpty ? reward : seen.reduce(0, +) / Double(seen.count)) : 0
      for other in 0..<4 { preferences[other] += 0.4 * (reward - base) * ((other == arm ? 1 : 0) - shares[other]) }
      seen.append(reward)
      policy.observe(reward: reward, of: arm, at: round)
    }
    #expect(pulls.allSatisfy { $0 > 0 })
  }

  /// Arms are drawn with their probabilities: 1 / (1 + exp(-1)) for arm 1 after the rounds above. Binomial, level 1e-6.
  @Test func drawsByItsPreferences() throws {
    var policy = try GradientBandit(BanditProblem(armCount: 2, horizon: 10), stepSize: 0.5)
    var noise = stream()
    _ = policy.selectArm(at: 1, noise: &noise)
    policy.observe(reward: 1, of: 0, at: 1)
    _ = policy.selectArm(at: 2, noise: &noise)
    policy.observe(reward: 3, of: 1, at: 2)
    let arms = playScript(learner: Frozen(policy: policy), rewards: [[0], [0]], rounds: 20_000)
    let share = 1 / (1 + exp(-1.0))
    #expect(BinomialTest(successes: counts(arms, of: 2)[1], trials: 20_000, probability: share).pValue > 1e-6)
  }

  @Test func takesTheScaleOfTheEnvironment() throws {
    func caveats(_ range: ClosedRange<Double>?, _ sd: Double?, _ step: Double? = nil) throws -> [String] {
      try GradientBandit(
        BanditProblem(armCount: 2, horizon: 10, rewardRange: range, noiseScale: sd), stepSize: step
      ).caveats
    }
    #expect(try caveats(0...1, nil) == [] && caveats(nil, 2) == [] && caveats(nil, nil, 0.1) == [])
    #expect(try caveats(nil, nil).first?.contains("\"stepSize\"") == true)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: GradientBandit.self, isRandomized: true) == [])
    #expect(
      BanditConformance.violations(
        of: GradientBandit.self, settings: ["baseline": .flag(false), "stepSize": .number(0.4)], isRandomized: true)
        == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["stepSize": .number(0.4), "baseline": .flag(false)]) {
      try GradientBandit($0, stepSize: 0.4, baseline: false)
    }
    #expect(played.settings == played.typed)
  }
}
