import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

struct SoftmaxTests {
  /// Means 0, 1 and 2 after the first pulls, temperature 2: the weights are exp(-1), exp(-1/2) and 1. A chi-square test
  /// of 60000 draws, level 1e-6.
  @Test func drawsInProportionToExponentials() throws {
    var policy = try Softmax(BanditProblem(armCount: 3, horizon: 10), temperature: 2)
    for arm in 0..<3 { policy.observe(reward: Double(arm), of: arm, at: arm + 1) }
    let arms = playScript(learner: Frozen(policy: policy), rewards: [[0], [0], [0]], rounds: 60_000)
    let weights: [Double] = [exp(-1.0), exp(-0.5), 1]
    let shares = weights.map { $0 / weights.reduce(0, +) }
    #expect(ChiSquareTest(counts: counts(arms, of: 3), probabilities: shares).pValue > 1e-6)
  }

  /// Of the annealed temperature the share of the worse arm tells: 1 / (1 + exp(1 / tau_t)) at a distance of 1.
  @Test(arguments: [
    (Softmax.Annealing.none, 100, 0.5), (.logarithmic, 1, 0.5), (.logarithmic, 100, 0.089203358),
    (.inverseRoot, 100, 0.05), (.inverse, 100, 0.005),
  ])
  func temperaturesFall(annealing: Softmax.Annealing, round: Int, expected: Double) throws {
    let policy = try Softmax(BanditProblem(armCount: 2, horizon: 1000), temperature: 0.5, annealing: annealing)
    // 0.5 / (1 + ln 100) = 0.0892034...
    #expect(abs(policy.temperature(at: round) - expected) < 1e-8)
  }

  /// Without first pulls the first arm is drawn by the initial values, which are equal; a step of constant size keeps
  /// some of them.
  @Test func mayBeginWithInitialValues() throws {
    let problem = BanditProblem(armCount: 4, horizon: 10)
    var first: [Int] = []
    for seed in 0..<4000 {
      let policy = try Softmax(problem, temperature: 0.1, initialValue: 3, firstPulls: 0)
      first += playScript(learner: policy, rewards: [[0], [0], [0], [0]], rounds: 1, seed: UInt64(seed))
    }
    #expect(ChiSquareTest(counts: counts(first, of: 4), probabilities: [0.25, 0.25, 0.25, 0.25]).pValue > 1e-6)
    // 3 - 0.5 (3 - 1) = 2 for the arm that paid 1, 3 for the other one: at the temperature 1e-3 it is not drawn again.
    var policy = try Softmax(
      BanditProblem(armCount: 2, horizon: 10), temperature: 1e-3, initialValue: 3, stepSize: 0.5, firstPulls: 0)
    policy.observe(reward: 1, of: 1, at: 1)
    let arms = playScript(learner: Frozen(policy: policy), rewards: [[0], [0]], rounds: 200)
    #expect(arms == Array(repeating: 0, count: 200))
  }

  /// 0.1 times the range, or the standard deviation; 0.1 with a warning where neither is known.
  @Test func takesTheScaleOfTheEnvironment() throws {
    func policy(_ range: ClosedRange<Double>?, _ sd: Double?) throws -> Softmax {
      try Softmax(BanditProblem(armCount: 2, horizon: 10, rewardRange: range, noiseScale: sd))
    }
    #expect(try policy(0...1, nil).temperature(at: 7) == 0.1)
    #expect(try policy(-50...50, nil).temperature(at: 7) == 10)
    #expect(try policy(nil, 3).caveats == [])
    #expect(try abs(policy(nil, 3).temperature(at: 7) - 0.3) < 1e-15)
    #expect(try policy(nil, nil).temperature(at: 7) == 0.1)
    #expect(try policy(nil, nil).caveats.first?.contains("\"temperature\"") == true)
    let told = try Softmax(BanditProblem(armCount: 2, horizon: 10, rewardRange: nil), temperature: 4)
    #expect(told.caveats == [])
  }

  /// Estimates so far apart that exponentials vanish, and equal ones that are huge.
  @Test func neverOverflows() throws {
    var policy = try Softmax(BanditProblem(armCount: 3, horizon: 10, rewardRange: nil), temperature: 1e-100)
    for (arm, reward) in [1e300, -1e300, 1e300].enumerated() { policy.observe(reward: reward, of: arm, at: arm + 1) }
    let arms = playScript(learner: Frozen(policy: policy), rewards: [[0], [0], [0]], rounds: 1000)
    #expect(counts(arms, of: 3)[1] == 0 && Set(arms).count == 2)
  }

  @Test func conforms() {
    #expect(BanditConformance.violations(of: Softmax.self, isRandomized: true) == [])
    #expect(
      BanditConformance.violations(
        of: Softmax.self,
        settings: ["annealing": .text("inverse"), "firstPulls": .whole(0), "stepSize": .number(0.3)],
        isRandomized: true) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays([
      "temperature": .number(0.2), "annealing": .text("inverse-root"), "initialValue": .number(1),
      "stepSize": .number(0.5), "firstPulls": .whole(0),
    ]) {
      try Softmax(
        $0, temperature: 0.2, annealing: .inverseRoot, initialValue: 1, stepSize: 0.5, firstPulls: 0)
    }
    #expect(played.settings == played.typed)
  }
}
