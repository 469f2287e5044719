import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct Exp3IXTests {
  /// Golden numbers: `Tests/Reference/ftrl.py`.
  @Test func referenceTrace() throws {
    let script = [
      "fixed": [0.3034509393792078, 0.43903395619296315, 0.25751510442782904],
      "anytime": [0.2868362738315852, 0.5098874505869568, 0.203276275581458],
    ]
    for (schedule, expected) in script {
      let policy = try make(Exp3IX.self, ["schedule": .text(schedule)], arms: 3, horizon: 100)
      #expect(distance(weights(of: policy) { $0.weights }, expected) < 1e-12, "\(schedule)")
    }
  }

  /// K = 2, T = 2, delta = 1/2, by hand: fixed 4 sqrt(2 ln 2) + (sqrt(8 / ln 2) + 1) ln 4 = 10.8056, anytime after
  /// round 1 4 sqrt(2 ln 2) + (2 sqrt(2 / ln 2) + 1) ln 4 = 10.8056, after round 2 8 sqrt(ln 2) + (4 / sqrt(ln 2)
  /// + 1) ln 4 = 14.7072.
  @Test func bound() throws {
    let expected: [String: [Double?]] = ["fixed": [nil, 10.8056], "anytime": [10.8056, 14.7072]]
    for (schedule, bounds) in expected {
      var policy = try make(Exp3IX.self, ["schedule": .text(schedule), "delta": .number(0.5)], horizon: 2)
      var noise = RandomStream(key: StreamKey(seed: 1))
      for round in 1...2 {
        policy.observe(reward: 0.5, of: policy.selectArm(at: round, noise: &noise), at: round)
        let found = policy.adversarialBound
        #expect((found == nil) == (bounds[round - 1] == nil))
        if let found, let bound = bounds[round - 1] { #expect(abs(found - bound) < 5e-5, "\(found)") }
      }
    }
  }

  @Test func anytimeRunsArePrefixes() throws {
    let arms = try [100, 200].map {
      playScript(
        learner: try make(Exp3IX.self, ["schedule": .text("anytime")], arms: 4, horizon: $0), rewards: unevenRewards,
        rounds: $0)
    }
    #expect(arms[1].starts(with: arms[0]))
  }

  /// delta = 1/2 is the least that the bound may promise; here it is far away.
  @Test(arguments: ["fixed", "anytime"]) func regretIsBelowTheBound(schedule: String) throws {
    let policy = try make(Exp3IX.self, ["schedule": .text(schedule)], horizon: 1000)
    let regret = regrets(of: policy, means: [0.6, 0.4], rounds: 1000, replications: 50, seed: 6).mean
    // Uniform play has 100, and a bound of 157 says less.
    #expect(regret < 75)
  }

  @Test(arguments: ["fixed", "anytime"]) func conforms(schedule: String) {
    #expect(
      BanditConformance.violations(of: Exp3IX.self, settings: ["schedule": .text(schedule)], isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(Exp3IX.self, rewards: nil) }
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(Exp3IX.self, ["schedule": .text("anytime"), "delta": .number(0.2)], arms: 4, horizon: 300),
        try Exp3IX(problemOfFour, schedule: .anytime, delta: 0.2)))
    // The bound depends on delta.
    #expect(
      try Exp3IX(problemOfFour, schedule: .anytime, delta: 0.2).adversarialBound
        == make(Exp3IX.self, ["schedule": .text("anytime"), "delta": .number(0.2)], arms: 4, horizon: 300)
        .adversarialBound)
  }
}
