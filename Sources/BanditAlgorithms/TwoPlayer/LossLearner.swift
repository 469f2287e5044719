import BanditCards
import BanditGames
import BanditStreams

/// Lets a learner for losses play a game: of the family `experts`, which sees the costs of all its actions, or for bandits,
/// which sees the cost of its own.
public struct LossLearner: Player, Configurable, Caveated {
  /// Those that see all losses; `ftrl` with the estimator `full` is one of them, too.
  private static let experts: [any (ExpertsLearner & Configurable<ExpertsProblem>).Type] = [
    ShrinkingDartboard.self, RandomWalkPerturbation.self, LazyLeader.self, LimitedAdvice.self,
  ]

  /// `base` of scenario files.
  public static let base = NestedLearner.parameter(
    "base", "The learner, with its own parameters.",
    NestedLearner.adversarialBandits.map { $0.card } + experts.map { $0.card }, default: "exp3",
    why: "the usual learner for bandits with an adversary")
  static let own: [any CardParameter] = [base]

  public static let card = AlgorithmCard(
    id: "loss-learner", family: .twoPlayer,
    summary: "Lets a learner for losses play, of adversarial bandits or of experts.",
    setting: "What the base asks for. Its strategy of a round is the action that it draws.",
    rule: [
      "a_t is the base's action; it plays a_t with probability 1.",
      "A base for bandits gets the reward 1 - c_t(a_t), one for experts all of c_t.",
    ],
    parameters: own + [Opponents.column],
    example: ["base": ["id": "exp3-ix"], "column": ["id": "regret-matching"]],
    swift: """
      try Facing(problem, row: LossLearner(problem.row, base: .init("exp3-ix")), column: RegretMatching(problem.column))
      """,
    guarantee: """
      That of the base for losses that an adaptive adversary chooses, where it has one; bounds for losses fixed in advance \
      do not apply, because the opponent responds.
      """,
    complexity: "That of the base per round, and O(K).", randomness: "That of the base.",
    numerics: "That of the base.", deviations: "None.",
    guide: """
      Games with bandit feedback: what a player pays for seeing only the costs of its own actions. With expected feedback \
      the opponent still sees the action drawn as a strategy.
      """,
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 9.2; the reference of the base.
      """,
    isAnytime: false)

  // Called through the existential, as every base inside a learner.
  private var learner: any ExpertsLearner
  private var observations: LossObservations
  private var action = 0

  public init(settings: Settings, problem: PlayerProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, base: settings[Self.base])
  }

  /// Creates the player: `LossLearner(problem.row, base: NestedLearner("exp3"))`.
  ///
  /// - Throws: `InvalidSettings` if the base is none of those that can play, or refuses.
  public init(_ problem: PlayerProblem, base: NestedLearner = Self.base.default) throws(InvalidSettings) {
    try Self.base.check(base)
    let losses = ExpertsProblem(
      actionCount: problem.actionCount, horizon: problem.horizon, feedback: .full, switchingCost: 0)
    do throws(InvalidSettings) {
      learner = try LossLearner.make(base, losses)
    } catch {
      throw InvalidSettings(error.path.isEmpty ? Self.base.name : "\(Self.base.name).\(error.path)", error.message)
    }
    observations = LossObservations(feedback: .full, actionCount: problem.actionCount)
  }

  private static func make(
    _ base: NestedLearner, _ problem: ExpertsProblem
  ) throws(InvalidSettings) -> any ExpertsLearner {
    if base.id == FTRL.card.id {
      let settings = try FTRL.card.settings(base.settings)
      if FTRLExperts.isMeant(by: settings) { return try FTRLExperts(settings: settings, problem: problem) }
    }
    if let type = experts.first(where: { $0.card.id == base.id }) {
      return try type.init(settings: type.card.settings(base.settings), problem: problem)
    }
    guard let bandit = try base.makeBandit(problem.asBandit) else {
      throw InvalidSettings("id", "found \"\(base.id)\"; accepted: \(Self.base.description.kind)")
    }
    return rewarded(bandit)
  }

  private static func rewarded(_ bandit: some BanditLearner) -> any ExpertsLearner { RewardedByLosses(bandit) }

  /// The base's.
  public var caveats: [String] { Caveats.of(learner) }

  public mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
    strategy[action] = 0
    if round == 1 {
      for other in strategy.indices { strategy[other] = 0 }
    }
    action = learner.selectAction(at: round, noise: &noise)
    strategy[action] = 1
  }

  /// Hands on the costs, as far as the base asks for them.
  public mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {
    observations.open(costs, round: round, action: action)
    learner.observe(&observations, of: action, at: round)
  }
}
