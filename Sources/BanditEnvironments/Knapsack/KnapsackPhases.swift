import BanditCards
import BanditComparators
import BanditGames

/// The environment `knapsack-phases` of scenario files: outcomes that an adversary has fixed.
public struct KnapsackPhasesModel: GivenKnapsackModel {
  /// Rounds with the same outcomes, or means.
  public struct Phase: Hashable, Sendable {
    /// How many.
    public let rounds: Int
    /// The reward of each arm.
    public let rewards: [Double]
    /// The consumption of each arm, a list for each resource.
    public let consumptions: [[Double]]

    /// Describes a phase.
    public init(rounds: Int = 1, rewards: [Double], consumptions: [[Double]]) {
      self.rounds = rounds
      self.rewards = rewards
      self.consumptions = consumptions
    }
  }

  private static let maximumPhases = 100_000

  /// `phases` of scenario files.
  public static let phases = Parameter<[Phase]>(
    AnyParameter(
      "phases",
      """
      The phases, repeated when they end: two of a round each alternate, one for each round are a table, a long one and \
      then another switch.
      """,
      .list(
        of: .object([
          AnyParameter(
            "rounds", "How many rounds it takes.", .whole(1...1_000_000_000), default: .value(.whole(1)), unit: "rounds"
          ),
          AnyParameter(
            "rewards", "The reward of each arm.", KnapsackSettings.rewardsKind, default: .required, unit: "reward"),
          AnyParameter(
            "consumptions", "For each resource the consumption of each arm.", KnapsackSettings.consumptionsKind,
            default: .required, unit: "resource"),
        ]), count: 1...maximumPhases), default: .required),
    read: { setting in
      guard case .list(let phases)? = setting else { return [] }
      return phases.compactMap { phase in
        guard case .object(let object) = phase else { return nil }
        return Phase(
          rounds: object.whole("rounds"), rewards: object.numbers("rewards"),
          consumptions: KnapsackSettings.rows(object["consumptions"]))
      }
    },
    write: { phases in
      .list(
        phases.map { phase in
          .object([
            "rounds": .whole(phase.rounds), "rewards": .list(phase.rewards.map { .number($0) }),
            "consumptions": KnapsackSettings.setting(phase.consumptions),
          ])
        })
    })
  /// `budget` of scenario files.
  public static let budget = KnapsackSettings.budget
  /// `noise` of scenario files.
  public static let noise = Parameter.choice(
    "noise",
    "`deterministic`: outcomes are those of the phase; `bernoulli`: independent coins with these means.",
    default: KnapsackModel.Noise.deterministic, why: "outcomes of an adversary are fixed")

  public static let card = EnvironmentCard(
    id: "knapsack-phases", family: .knapsack,
    summary: "Arms whose rewards and consumptions an adversary has fixed, in phases that repeat.",
    dynamics: "In a round of a phase arm a brings r(a) and takes c_i(a) of resource i. \(KnapsackSettings.stop)",
    feedback: KnapsackSettings.feedback,
    truth: "The outcomes of all arms, and the best fixed distribution.",
    comparators: """
      fixed-distribution: of a linear programme for each round tau, the largest mean reward of the first tau rounds under \
      mean consumptions of at most B, and the best of them (beyond 20000 rounds of evenly spaced ones). knapsack-lp is missing.
      """,
    parameters: [phases, budget, noise],
    example: [
      "phases": [
        ["rounds": 500, "rewards": [0.2, 0.5], "consumptions": [[1, 1]]],
        ["rounds": 500, "rewards": [1, 0.5], "consumptions": [[1, 1]]],
      ], "budget": 250,
    ],
    swift: """
      try KnapsackPhasesModel(
        phases: [
          .init(rounds: 500, rewards: [0.2, 0.5], consumptions: [[1, 1]]),
          .init(rounds: 500, rewards: [1, 0.5], consumptions: [[1, 1]])
        ], budget: 250, horizon: 1000)
      """,
    facts: EnvironmentFacts(.adversarial, isStationary: false, feedback: .bandit),
    notes: """
      There is a null arm, after all others. The benchmark compares means with budgets, so that it is an upper one for \
      distributions that must stop when actions drawn use up a budget.
      """,
    reference: """
      N. Immorlica, K. A. Sankararaman, R. Schapire and A. Slivkins, Adversarial bandits with knapsacks, Journal of the ACM \
      69, 2022; A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 10.4.
      """,
    mainNotion: .fixedDistribution)

  public let knapsack: KnapsackInstance

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      phases: settings[Self.phases], budget: settings[Self.budget], horizon: horizon, noise: settings[Self.noise])
  }

  /// Creates the model.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or phases differ in their numbers
  ///   of arms or resources.
  public init(
    phases: [Phase], budget: KnapsackBudget, horizon: Int, noise: KnapsackModel.Noise = Self.noise.default
  ) throws(InvalidSettings) {
    try Self.phases.check(phases)
    try Self.budget.check(budget)
    for (place, phase) in phases.enumerated() {
      let path = "\(Self.phases.name)[\(place)]."
      try KnapsackSettings.check(rewards: phase.rewards, consumptions: phase.consumptions, at: path)
      guard phase.rewards.count == phases[0].rewards.count else {
        throw InvalidSettings(
          "\(path)rewards",
          "found \(counted: phase.rewards.count, "number"); accepted: \(phases[0].rewards.count), as in the first phase"
        )
      }
      guard phase.consumptions.count == phases[0].consumptions.count else {
        throw InvalidSettings(
          "\(path)consumptions",
          "found \(counted: phase.consumptions.count, "resource"); accepted: \(phases[0].consumptions.count), as in the "
            + "first phase")
      }
    }
    let problem = KnapsackProblem(
      armCount: phases[0].rewards.count, resourceCount: phases[0].consumptions.count,
      budget: budget.amount(horizon: horizon), horizon: horizon,
      hasNullArm: true)
    let truth = KnapsackTruth(
      phases: phases.map { .init(rounds: $0.rounds, rewards: $0.rewards, consumptions: $0.consumptions) },
      problem: problem, isAdversarial: true)
    knapsack = KnapsackInstance(truth, law: noise == .bernoulli ? .coins : .deterministic)
  }

  /// The optimum of the best fixed distribution.
  public var facts: [String] { KnapsackSettings.facts(knapsack.truth) }

  /// The rounds in which a phase begins, where they are few.
  public var changePoints: [Int] {
    if knapsack.truth.phases.count == 1 { return [] }
    var points: [Int] = []
    var round = 1
    while true {
      for phase in knapsack.truth.phases {
        let (next, isHuge) = round.addingReportingOverflow(phase.rounds)
        guard !isHuge, next <= problem.horizon else { return points }
        points.append(next)
        // More are no checkpoints that anybody would want.
        if points.count > 20 { return [] }
        round = next
      }
    }
  }
}
