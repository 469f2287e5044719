import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LogBarrierLearnerTests {
  /// Golden numbers: `Tests/Reference/ftrl.py`. With a fixed rate, descent goes where the leader is.
  @Test func referenceTrace() throws {
    let script: [(String, String, [Double])] = [
      ("fixed", "ftrl", [0.25897172569227206, 0.5317465063927513, 0.20928176791497657]),
      ("fixed", "omd", [0.25897172569227206, 0.5317465063927513, 0.20928176791497657]),
      ("anytime", "ftrl", [0.2063832757945863, 0.6374983900816402, 0.15611833412377363]),
      ("anytime", "omd", [0.1395101112491418, 0.7174333349387773, 0.14305655381208104]),
    ]
    for (schedule, update, expected) in script {
      let policy = try make(
        LogBarrierLearner.self, ["schedule": .text(schedule), "update": .text(update)], arms: 3, horizon: 100)
      #expect(distance(weights(of: policy) { $0.weights }, expected) < 1e-10, "\(schedule) \(update)")
    }
  }

  /// eta = 1: the estimate 1 of arm 1 makes the weight of arm 0 one over the golden ratio.
  @Test func givenRate() throws {
    let policy = try make(LogBarrierLearner.self, ["learningRate": .number(1)])
    let found = weights(of: policy, after: [(1, 0.5)]) { $0.weights }
    #expect(distance(found, [0.6180339887498949, 0.3819660112501051]) < 1e-14)
    #expect(policy.adversarialBound == nil)
  }

  /// 2 sqrt(K T ln T) + K for K = 2, T = 12: 2 sqrt(24 ln 12) + 2 = 17.45, at the horizon only.
  @Test func bound() throws {
    var policy = try make(LogBarrierLearner.self, horizon: 12)
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...12 {
      #expect(policy.adversarialBound == nil)
      policy.observe(reward: 0.5, of: policy.selectArm(at: round, noise: &noise), at: round)
    }
    #expect(abs(policy.adversarialBound! - 17.4451) < 5e-5)
  }

  @Test func regretIsBelowTheBound() throws {
    let policy = try make(LogBarrierLearner.self, horizon: 1000)
    let regret = regrets(of: policy, means: [0.6, 0.4], rounds: 1000, replications: 50, seed: 5).mean
    let horizon = 1000.0
    let root: Double = (2 * horizon * Double.log(horizon)).squareRoot()
    #expect(regret < 2 * root + 2)
    // Uniform play has 100.
    #expect(regret < 60)
  }

  @Test(arguments: ["ftrl", "omd"], ["fixed", "anytime"]) func conforms(update: String, schedule: String) {
    #expect(
      BanditConformance.violations(
        of: LogBarrierLearner.self, settings: ["update": .text(update), "schedule": .text(schedule)],
        isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(LogBarrierLearner.self, rewards: nil) }
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(
          LogBarrierLearner.self, ["schedule": .text("anytime"), "learningRate": .number(0.4), "update": .text("omd")],
          arms: 4, horizon: 300),
        try LogBarrierLearner(problemOfFour, schedule: .anytime, learningRate: 0.4, update: .omd)))
  }
}
