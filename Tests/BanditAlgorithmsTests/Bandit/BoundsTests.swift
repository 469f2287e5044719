import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import Testing

/// The bounds that cards state with all their constants, by hand, and where there are none.
struct BoundsTests {
  private func played<Policy: BanditLearner>(_ policy: Policy, rounds: Int) -> Policy {
    var policy = policy
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...rounds {
      policy.observe(reward: 0.5, of: policy.selectArm(at: round, noise: &noise), at: round)
    }
    return policy
  }

  private func adversarial<Policy: BanditLearner & AdversarialBounding & Configurable<BanditProblem>>(
    _ type: Policy.Type, _ settings: Settings = [:], arms: Int = 5, horizon: Int = 10_000, after rounds: Int = 10_000
  ) throws -> Double? {
    played(try make(type, settings, arms: arms, horizon: horizon), rounds: rounds).adversarialBound
  }

  private func agree(_ found: Double?, _ expected: Double) -> Bool {
    found.map { abs($0 - expected) < 1e-5 * expected } ?? false
  }

  /// sqrt(2 K T ln K), 2 sqrt(K T ln K), 2 sqrt(e - 1) sqrt(K T ln K), and ln 5 / .1 + .1 * 5 * 100 / 2.
  @Test func ofExp3() throws {
    #expect(agree(try adversarial(Exp3.self), 401.1780))
    #expect(agree(try adversarial(Exp3.self, ["schedule": .text("anytime")]), 567.3514))
    #expect(agree(try adversarial(Exp3.self, ["schedule": .text("mixing")]), 743.7022))
    for schedule in ["fixed", "anytime"] {
      let settings: Settings = ["schedule": .text(schedule), "learningRate": .number(0.1)]
      #expect(agree(try adversarial(Exp3.self, settings, after: 100), 41.0944))
    }
    #expect(try adversarial(Exp3.self, ["schedule": .text("mixing"), "learningRate": .number(0.1)]) == nil)
    #expect(try adversarial(Exp3.self, arms: 1, after: 3) == 0)
  }

  /// sqrt(2 K T ln K), sqrt(8 K T), and sqrt(2 K T / (3/4 1/4)), as K^(1/4) K^(3/4) = K.
  @Test(arguments: ["ftrl", "omd"]) func ofFTRL(update: String) throws {
    func bound(_ settings: Settings) throws -> Double? {
      try adversarial(FTRL.self, Settings([.init("update", .text(update))] + settings.entries), after: 10_000)
    }
    let fixed = Settings.Entry("schedule", .text("fixed"))
    #expect(agree(try bound(Settings([fixed, .init("regularizer", .text("entropy"))])), 401.1780))
    #expect(agree(try bound(Settings([fixed])), 632.4555))
    #expect(agree(try bound(Settings([fixed, .init("alpha", .number(0.75))])), 730.2967))
    for other: Settings in [
      [:], ["schedule": .text("doubling")], ["schedule": .text("fixed"), "estimator": .text("ix")],
      ["schedule": .text("fixed"), "regularizer": .text("hybrid")],
      ["schedule": .text("fixed"), "regularizer": .text("log-barrier")],
    ] {
      #expect(try adversarial(FTRL.self, other, after: 10) == nil)
    }
  }

  /// With all losses seen, V = 1: sqrt(2 T ln K) for T = 8, K = 2.
  @Test func ofFullInformation() throws {
    let problem = ExpertsProblem(actionCount: 2, horizon: 8, feedback: .full, switchingCost: 1)
    var policy = try FTRLExperts(problem, regularizer: .entropy, schedule: .fixed)
    var noise = RandomStream(key: StreamKey(seed: 1))
    _ = policy.selectAction(at: 8, noise: &noise)
    #expect(policy.regretBound.map { agree($0.value, 3.330218) && $0.notion == .external } == true)
    #expect(try FTRLExperts(problem, regularizer: .entropy).regretBound == nil)
  }

  /// K ln T / eta + eta T + K for K = 2, T = 12, eta = 1/2; 6 sqrt(T ln T) + 6 ln T.
  @Test func ofBarriers() throws {
    let rate: Settings = ["learningRate": .number(0.5)]
    #expect(agree(try adversarial(LogBarrierLearner.self, rate, arms: 2, horizon: 12, after: 12), 17.939627))
    #expect(try adversarial(LogBarrierLearner.self, rate, arms: 2, horizon: 12, after: 11) == nil)
    #expect(agree(try adversarial(LogBarrierAdaptive.self, arms: 2, horizon: 12, after: 12), 47.67343))
    #expect(try adversarial(LogBarrierAdaptive.self, arms: 2, horizon: 12, after: 11) == nil)
  }

  private let coins = BanditTruth(means: [0.5, 0.75])
  private let changing = BanditTruth(segments: [
    .init(firstRound: 1, means: [0.5, 0.75]), .init(firstRound: 9, means: [0.5, 0.25]),
  ])

  /// 8 ln(1000) / .25 + (1 + pi^2 / 3) .25.
  @Test func ofUCB1() throws {
    func bound(_ settings: Settings, rewards: ClosedRange<Double>? = 0...1, on truth: BanditTruth) throws -> Double? {
      played(try make(UCB1.self, settings, arms: 2, rewards: rewards), rounds: 1000).regretBound(on: truth)?.value
    }
    #expect(agree(try bound([:], on: coins), 222.1206))
    #expect(try bound([:], on: changing) == nil && bound([:], rewards: nil, on: coins) == nil)
    for other: Settings in [
      ["exploration": .number(0.5)], ["level": .text("horizon")], ["bonus": .text("constant")],
    ] {
      #expect(try bound(other, on: coins) == nil)
    }
  }

  /// 39 sqrt(200) + 1/4.
  @Test func ofMOSS() throws {
    func bound(_ settings: Settings, rewards: ClosedRange<Double>? = 0...1, on truth: BanditTruth) throws -> Double? {
      try make(MOSS.self, settings, arms: 2, horizon: 100, rewards: rewards).regretBound(on: truth)?.value
    }
    #expect(agree(try bound([:], on: coins), 551.7933))
    #expect(try bound([:], on: changing) == nil && bound([:], rewards: nil, on: coins) == nil)
    #expect(try bound(["horizon": .text("anytime")], on: coins) == nil)
    #expect(try bound(["exploration": .number(1)], on: coins) == nil)
  }

  /// m (K + 1) = 9 at the horizon, for flat tallies of just its memory without noise.
  @Test func ofThePlanner() throws {
    func bound(_ tallies: RememberingArms.Tallies?, after rounds: Int = 20) throws -> Double? {
      let path = ConstantPath(means: [-0.5])
      let truth = BanditTruth(
        means: [-0.5, -0.5],
        sequences: SequenceComparator(optimum: nil, ceiling: nil, repeated: [path, path]), dependsOnHistory: true,
        tallies: tallies, rewardOffset: 1)
      let policy = played(try make(TallyingPlanner.self, ["memory": .whole(3)], arms: 2, horizon: 20), rounds: rounds)
      return policy.regretBound(on: truth)?.value
    }
    #expect(try bound(.init(memory: 3, areFlat: true, areExact: true)) == 9)
    #expect(try bound(.init(memory: 3, areFlat: true, areExact: true), after: 19) == nil)
    #expect(try bound(.init(memory: 2, areFlat: true, areExact: true)) == nil)
    #expect(try bound(.init(memory: 3, areFlat: false, areExact: true)) == nil)
    #expect(try bound(.init(memory: 3, areFlat: true, areExact: false)) == nil)
    #expect(try bound(nil) == nil)
  }
}
