import BanditCards
import BanditGames
import BanditStreams

/// Prompts whose rollouts succeed or fail, and an ability that grows with what they teach.
public struct PromptPool: RolloutsEnvironment, Reporting {
  public private(set) var truth: PromptTruth
  private let goal: Double?
  /// The first round at whose end the goal was reached; 0: it was from the beginning.
  private var reached: Int?

  /// Creates a pool.
  ///
  /// - Parameter goal: the ability that is waited for; `nil` for none.
  public init(_ truth: PromptTruth, goal: Double? = nil) {
    self.truth = truth
    self.goal = goal
    look(after: 0)
  }

  /// Succeeds if a uniform number is below the probability.
  public mutating func roll(_ prompt: Int, at round: Int, noise: inout RoundNoise) -> Bool {
    noise.uniform() < truth.probabilities[prompt]
  }

  public mutating func close(_ batch: RolloutBatch, at round: Int) {
    truth.learn(from: batch)
    look(after: round)
  }

  private mutating func look(after round: Int) {
    if reached == nil, let goal, let ability = truth.ability, ability >= goal { reached = round }
  }

  /// `ability` and `rounds_to_goal`.
  public func measure(_ metric: Metric) -> Double? {
    switch metric {
    case .ability: truth.ability
    case .roundsToGoal: reached.map(Double.init)
    default: nil
    }
  }
}

/// The environment `prompt-pool` of scenario files.
public struct PromptPoolModel: EnvironmentModel {
  /// `prompts` of scenario files.
  public static let prompts = PromptSource.prompts
  /// `probabilities` of scenario files.
  public static let probabilities = PromptSource.probabilities
  /// `batch` of scenario files.
  public static let batch = Parameter.whole(
    "batch", "How many prompts are selected in a round, B; at most N.", 1...100_000, default: 32, unit: "prompts")
  /// `rollouts` of scenario files.
  public static let rollouts = Parameter.whole(
    "rollouts", "How often each of them is rolled out, k.", 1...10_000, default: 8, unit: "rollouts")
  /// `target` of scenario files.
  public static let target = Parameter.number(
    "target", "The probability of success that is wanted of a prompt, g*.", .unit, default: 0.5, unit: "probability",
    why: "where both outcomes are most likely to be seen")
  /// `evaluation` of scenario files.
  public static let evaluation = Parameter.whole(
    "evaluation",
    "How often every prompt is rolled out before the first round, for learners that start from that; not counted.",
    0...10_000, default: 0, unit: "rollouts")

  public static let card = EnvironmentCard(
    id: "prompt-pool", family: .rollouts,
    summary:
      "A pool of prompts of which a batch is selected each round, and an ability that grows with what it teaches.",
    dynamics: PromptSource.dynamics + " A batch has B prompts of k rollouts each.",
    feedback: "The number of successes of each selected prompt.",
    truth: "The probabilities of all prompts in every round.",
    comparators:
      """
      dynamic: the B prompts whose present probabilities have the smallest sum of (p - g*)^2. Probabilities are those that \
      the learner's own batches have led to: what the round could have been, not what another policy would have.
      """,
    parameters: PromptSource.parameters + [batch, rollouts, target, evaluation],
    example: ["prompts": 200, "batch": 16],
    swift: "try PromptPoolModel(horizon: 1000, prompts: 200, batch: 16)",
    facts: EnvironmentFacts(
      .stochastic, isStationary: nil, remembers: true, rewards: .bounded, feedback: .semiBandit),
    notes:
      """
      Stochastic; it remembers, unless probabilities are given; rewards are numbers of successes, at most B k a round. The \
      m-th rollout of a prompt meets the same luck, whoever makes it.
      """,
    reference:
      """
      This package's own, to study prompt selection as in Y. Qu et al., Can prompt difficulty be online predicted for \
      accelerating RL finetuning of reasoning models?, arXiv 2507.04632, without a language model.
      """, metrics: [.ability, .roundsToGoal])

  private let source: PromptSource
  public let problem: RolloutsProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      horizon: horizon, prompts: settings[Self.prompts], probabilities: settings[Self.probabilities],
      difficultySd: settings[PromptSource.difficultySd], ability: settings[PromptSource.ability],
      rate: settings[PromptSource.rate], offsetSd: settings[PromptSource.offsetSd], goal: settings[PromptSource.goal],
      batch: settings[Self.batch], rollouts: settings[Self.rollouts], target: settings[Self.target],
      evaluation: settings[Self.evaluation])
  }

  /// Creates the model: `PromptPoolModel(horizon: 1000, prompts: 200, batch: 16)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    horizon: Int, prompts: Int? = nil, probabilities: [Double]? = nil, difficultySd: Double? = nil,
    ability: Double? = nil, rate: Double? = nil, offsetSd: Double? = nil, goal: Double? = nil,
    batch: Int = Self.batch.default, rollouts: Int = Self.rollouts.default, target: Double = Self.target.default,
    evaluation: Int = Self.evaluation.default
  ) throws(InvalidSettings) {
    try Self.batch.check(batch)
    try Self.rollouts.check(rollouts)
    try Self.target.check(target)
    try Self.evaluation.check(evaluation)
    source = try PromptSource(
      prompts: prompts, probabilities: probabilities, difficultySd: difficultySd, ability: ability, rate: rate,
      offsetSd: offsetSd, goal: goal)
    guard batch <= source.count else {
      throw InvalidSettings(
        "batch", "found \(batch), but there are \(counted: source.count, "prompt"); accepted: 1...\(source.count)")
    }
    problem = RolloutsProblem(
      promptCount: source.count, horizon: horizon, terms: .selection(size: batch, rollouts: rollouts, target: target),
      evaluationRollouts: evaluation)
  }

  public func instance(of replication: Int, from stream: inout RandomStream) -> PromptPool {
    source.pool(from: &stream)
  }

  /// The pool, if probabilities are given.
  public var commonInstance: PromptPool? { source.common }

  public var replicationBytes: Int { source.bytes }
}

extension Metric {
  /// How able training has made what is trained.
  public static let ability = Metric(
    "ability", "The ability theta; missing where probabilities are given.", unit: "logits", isCumulative: true)

  /// How long that took.
  public static let roundsToGoal = Metric(
    "rounds_to_goal",
    "The number of rounds after which the ability had reached the environment's `goal`; missing until then.",
    unit: "rounds", isCumulative: true)
}
