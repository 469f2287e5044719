import BanditCards
import BanditGames
import BanditStreams

/// What every learner that spends budgets must do, whatever its rule.
public enum KnapsackConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// An arm is one of the problem. A run that is over is left alone, and no budget is overrun by more than its last pull
  /// takes. Hostile worlds have one arm, one round, no null arm, rewards or consumptions of 0 or 1, budgets that are tiny or
  /// larger than the horizon, and three resources.
  public static func violations<Learner: KnapsackLearner & Configurable<KnapsackProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool? = nil
  ) -> [String] {
    typealias Suite = GameConformance<
      KnapsackGame<ScriptedKnapsack, Recorder<Learner, Int>>, Learner, Int
    >
    let audit: Suite.Audit = { played in overrun(played.game.environment, played.account) }
    return Suite(arena, settings: settings, isRandomized: isRandomized, audit: audit).violations()
  }

  private static func overrun(_ world: ScriptedKnapsack, _ account: KnapsackLedger) -> String? {
    for resource in 0..<world.truth.problem.resourceCount {
      let left = account.measure(.resourceLeft.at(resource), after: world.truth.problem.horizon) ?? .nan
      if left < -1 { return "overruns the budget of resource \(resource): \(left)" }
    }
    return nil
  }

  private static let arena: ScriptedArena<ScriptedKnapsack, KnapsackProblem> = {
    let hostile = [
      world("one arm", arms: 1), world("one round", rounds: 1), world("no null arm", hasNullArm: false),
      world("one arm without a null arm", arms: 1, hasNullArm: false),
      world("three resources", resources: 3), world("a tiny budget", budget: 1e-6),
      world("a budget above the horizon", budget: 1000), world("rewards of 0", reward: 0),
      world("rewards of 1", reward: 1), world("consumptions of 0", consumption: 0),
      world("consumptions of 1", consumption: 1), world("nothing at all", reward: 0, consumption: 0),
    ]
    return ScriptedArena(rounds: 40, hostile: hostile) { world("an ordinary world", rounds: $0) }
  }()

  private static func world(
    _ name: String, arms: Int = 3, resources: Int = 1, rounds: Int = 40, budget: Double? = nil,
    hasNullArm: Bool = true, reward: Double? = nil, consumption: Double? = nil
  ) -> ScriptedWorld<ScriptedKnapsack, KnapsackProblem> {
    var noise = RandomStream(key: StreamKey(seed: 0))
    let outcomes = (0..<arms).map { _ in
      (0..<20).map { _ in
        let drawn = noise.uniform()
        return KnapsackOutcome(
          reward: reward ?? drawn, consumption: (0..<resources).map { _ in consumption ?? noise.uniform() })
      }
    }
    let problem = KnapsackProblem(
      armCount: arms, resourceCount: resources, budget: budget ?? Double(rounds) / 3, horizon: rounds,
      hasNullArm: hasNullArm)
    return ScriptedWorld(
      name, ScriptedKnapsack(outcomes, problem), problem, rounds: rounds, choices: problem.actionCount,
      mayBeRefused: false)
  }
}

/// Outcomes from a script, arm by arm in the order of its pulls; a list that ends starts over.
public struct ScriptedKnapsack: KnapsackEnvironment {
  public let truth: KnapsackTruth
  private let outcomes: [[KnapsackOutcome]]
  private var pulls: [Int]

  /// Creates the arms; what is true is the means of the lists.
  ///
  /// - Precondition: at least one outcome for each arm of the problem, with all its resources.
  public init(_ outcomes: [[KnapsackOutcome]], _ problem: KnapsackProblem) {
    precondition(
      outcomes.count == problem.armCount
        && outcomes.allSatisfy { list in
          !list.isEmpty && list.allSatisfy { $0.consumption.count == problem.resourceCount }
        }, "a script needs outcomes for each arm")
    self.outcomes = outcomes
    pulls = outcomes.map { _ in 0 }
    func mean(_ arm: Int, _ number: (KnapsackOutcome) -> Double) -> Double {
      outcomes[arm].map(number).reduce(0, +) / Double(outcomes[arm].count)
    }
    let phase = KnapsackTruth.Phase(
      rounds: problem.horizon, rewards: outcomes.indices.map { mean($0) { $0.reward } },
      consumptions: (0..<problem.resourceCount).map { resource in
        outcomes.indices.map { mean($0) { $0.consumption[resource] } }
      })
    truth = KnapsackTruth(phases: [phase], problem: problem)
  }

  public mutating func pull(_ arm: Int, at round: Int, into outcome: inout KnapsackOutcome, noise: inout RoundNoise) {
    outcome = outcomes[arm][pulls[arm] % outcomes[arm].count]
    pulls[arm] += 1
  }
}

extension Recorder: KnapsackLearner where Base: KnapsackLearner, Entry == Int {
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let arm = admit(base.selectArm(at: round, noise: &noise), "pulls arm")
    entries.append(arm)
    return arm
  }

  public mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) {
    if fault == nil { base.observe(outcome, of: arm, at: round) }
  }
}
