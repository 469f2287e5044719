import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Learners with weights, at the ends of the ranges of their rates: arms are never lost for ever, and slow ones play
/// uniformly.
struct ExtremeRatesTests {
  /// Arm 0 pays in the first 300 rounds, arm 1 in all others.
  private struct Swap: BanditEnvironment {
    let truth = BanditTruth(segments: [.init(firstRound: 1, means: [1, 0]), .init(firstRound: 301, means: [0, 1])])
    var armCount: Int { 2 }
    mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
      let reward: Double = (arm == 0) == (round <= 300) ? 1 : 0
      return ArmOutcome(reward: reward, mean: reward, bestMean: 1)
    }
  }

  /// Those whose weights fall by a power of e, or nearly.
  private static let steepest: [Settings] = [
    ["regularizer": .text("entropy")], ["regularizer": .text("tsallis"), "alpha": .number(0.99)],
  ]
  private static let regularizers: [Settings] = [
    ["regularizer": .text("entropy")], ["regularizer": .text("tsallis")],
    ["regularizer": .text("tsallis"), "alpha": .number(0.99)],
    ["regularizer": .text("tsallis"), "alpha": .number(0.01)],
    ["regularizer": .text("log-barrier")], ["regularizer": .text("hybrid")],
  ]

  private func with(_ settings: Settings, _ more: Settings) -> Settings { Settings(settings.entries + more.entries) }

  private func learner(_ policy: any (BanditLearner & Configurable<BanditProblem>).Type, _ settings: Settings)
    throws -> any BanditLearner
  {
    try policy.init(settings: settings, problem: BanditProblem(armCount: 2, horizon: 1500))
  }

  private func arms(_ learner: any BanditLearner, seed: UInt64) -> [Int] {
    RecordedGame(learner: learner, environment: Swap(), rounds: 1500, key: StreamKey(seed: seed)).arms
  }

  private func learners(rate: Double, _ regularizers: [Settings]) throws -> [any BanditLearner] {
    let rate: Settings = ["learningRate": .number(rate)]
    var learners = [
      try learner(Exp3.self, rate), try learner(Exp3.self, with(rate, ["schedule": .text("anytime")])),
      try learner(BatchedExp3.self, with(rate, ["batches": .whole(1500)])),
    ]
    for update in ["ftrl", "omd"] {
      let update: Settings = with(rate, ["update": .text(update)])
      for schedule in RateSchedule.allCases {
        for regularizer in regularizers {
          learners.append(
            try learner(FTRL.self, with(with(regularizer, update), ["schedule": .text(schedule.rawValue)])))
        }
      }
    }
    return learners
  }

  /// What is played has lost all its weight, or all but e^-20 of it: it is back when the other arm has paid nothing as
  /// often as it did.
  @Test(arguments: [20.0, 1000]) func lostArmsComeBack(rate: Double) throws {
    for learner in try learners(rate: rate, Self.steepest) + [
      learner(Exp3S.self, ["share": .number(0), "mixing": .number(0.5)])
    ] {
      for seed in 1...3 as ClosedRange<UInt64> {
        let late = arms(learner, seed: seed).suffix(400)
        #expect(late.count { $0 == 1 } > 260, "\(learner)")
      }
    }
  }

  /// Of 1500 rounds each arm has 750, less than six standard deviations (116) away.
  @Test func theLeastRateIsUniform() throws {
    for learner in try learners(rate: 1e-30, Self.regularizers) {
      let count = arms(learner, seed: 4).count { $0 == 1 }
      #expect(abs(count - 750) < 117, "\(learner)")
    }
    #expect(throws: InvalidSettings.self) { try learners(rate: 1e-155, []) }
  }

  /// With a fixed rate mirror descent is the leader of all rounds.
  @Test(arguments: [0.1, 20]) func theTwoUpdatesAgree(rate: Double) throws {
    for regularizer in Self.regularizers {
      for seed in 1...5 as ClosedRange<UInt64> {
        let runs = try ["ftrl", "omd"].map { update in
          arms(
            try learner(
              FTRL.self,
              with(
                regularizer,
                ["learningRate": .number(rate), "schedule": .text("fixed"), "update": .text(update)])), seed: seed)
        }
        #expect(runs[0] == runs[1])
      }
    }
  }

  /// Losses 0, 1 in 400 rounds and 1, 0 in 800: in the last 200 action 1 has the weight.
  @Test(arguments: [20.0, 1000], LeaderUpdate.allCases)
  func fullInformationBringsArmsBack(rate: Double, update: LeaderUpdate) throws {
    let problem = ExpertsProblem(actionCount: 2, horizon: 1200, feedback: .full, switchingCost: 1)
    let rows = Array(repeating: [0.0, 1], count: 400) + Array(repeating: [1.0, 0], count: 800)
    for regularizer in Self.regularizers {
      // Falling rates make late losses of mirror descent count less: there it takes far more rounds.
      for schedule in update == .ftrl ? RateSchedule.allCases : [.fixed] {
        let settings = with(
          regularizer,
          [
            "learningRate": .number(rate), "update": .text(update.rawValue), "estimator": .text("full"),
            "schedule": .text(schedule.rawValue),
          ])
        var game = ExpertsGame(
          environment: ScriptedLosses(rows: rows), learner: try FTRLExperts(settings: settings, problem: problem),
          problem: problem)
        var account = game.openAccount(for: [.external], metrics: [])
        var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
        var own = RandomStream(key: StreamKey(seed: 2))
        var late = 0.0
        for round in 1...1200 {
          game.play(round: round, environmentNoise: &noise, learnerNoise: &own, account: &account)
          if round == 1000 { late = account.entry(for: .external, group: "", after: round).reward }
        }
        late -= account.entry(for: .external, group: "", after: 1200).reward
        #expect(late < 50, "\(settings)")
      }
    }
  }
}
