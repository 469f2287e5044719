import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Learns every loss of a tallying bandit without noise by m pulls of each arm, then plays the best sequence.
public struct TallyingPlanner: BanditLearner, Configurable, BanditBounding {
  /// `memory` of scenario files.
  public static let memory = Parameter.whole(
    "memory", "The memory m of the environment.", 1...1_000_000, unit: "rounds")

  public static let card = AlgorithmCard(
    id: "tallying-planner", family: .bandit,
    summary: "Pulls each arm m times in a row to learn its losses, then plays the best sequence for the rest.",
    setting: "Tallying with flat weights, no noise, known memory m and horizon T.",
    rewards: .free,
    rule: [
      "Rounds 1 to m K: arm 0 m times, arm 1 m times, ...; the y-th reward of an arm is that at tally y.",
      "Then the best sequence for the remaining T - m K rounds",
      "by dynamic programming over the windows of the last m - 1 pulls, from the present window.",
    ],
    parameters: [memory],
    example: ["memory": 3],
    swift: "try TallyingPlanner(problem, memory: 3)",
    guarantee: """
      Complete policy regret at most m (K + 1) at the horizon, without noise, with flat weights and the environment's \
      own memory (Malik, Li and Singh 2022, proposition 1). Reported as `bound` there.
      """,
    complexity: "O(1) per round; K^m T once, which is refused above 10^8.", randomness: "None.",
    numerics: "As many bytes as twice the number of windows times T while it plans.",
    deviations: "None.",
    guide: """
      For losses without noise: it shows what can be had by planning. With noise it trusts single observations; with \
      weights that are not flat it takes the losses along one run for those of all tallies.
      """,
    reference: """
      D. Malik, Y. Li and A. Singh, Complete Policy Regret Bounds for Tallying Bandits, COLT 2022, algorithm 2.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  private let armCount: Int
  private let horizon: Int
  private let memory: Int
  /// The rounds of learning, m K.
  private let learning: Int
  /// The reward of each arm at tallies 1...m, arm by arm; empty where there is nothing to plan.
  private(set) var rewards: [Double] = []
  private var plan: [Int] = []
  private var rounds = 0

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, memory: settings[Self.memory])
  }

  /// Creates the learner: `TallyingPlanner(problem, memory: 3)`.
  ///
  /// - Throws: `InvalidSettings` if the memory is out of the range that the card states, or the plan would take too
  ///   long.
  public init(_ problem: BanditProblem, memory: Int) throws(InvalidSettings) {
    try Self.memory.check(memory)
    armCount = problem.armCount
    horizon = problem.horizon
    self.memory = memory
    let (rounds, overflows) = memory.multipliedReportingOverflow(by: armCount)
    learning = overflows ? Int.max : rounds
    guard
      learning >= horizon
        || SequenceLimits.allow(
          states: HistoryAutomaton.windowCount(armCount: armCount, memory: memory), armCount: armCount, horizon: horizon
        )
    else {
      throw InvalidSettings(
        "memory", "planning for \(counted: armCount, "arm") takes too long; accepted: \(SequenceLimits.description)")
    }
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    round <= learning ? (round - 1) / memory : plan[round - 1 - learning]
  }

  /// Notes the reward while learning, and plans at the end of it; learning that lasts to the end leaves nothing to
  /// plan.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    rounds = round
    guard learning < horizon, round <= learning else { return }
    rewards.append(reward)
    guard round == learning else { return }
    let machine = HistoryAutomaton(
      armCount: armCount, memory: memory, after: Array(repeating: armCount - 1, count: memory - 1)
    ) { arm, ages in rewards[arm * memory + ages.count] }
    plan = machine.bestSequence(through: horizon - learning)
  }

  /// The bound at the horizon.
  public func regretBound(on truth: BanditTruth) -> RegretBound? {
    guard rounds == horizon, let arms = truth.comparator as? RememberingArms, let tallies = arms.tallies,
      tallies.memory == memory, tallies.areFlat, tallies.areExact
    else { return nil }
    return RegretBound(.policy, Double(memory) * Double(armCount + 1))
  }
}
