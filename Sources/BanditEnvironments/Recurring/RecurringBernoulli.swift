import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Tasks of K coins that recur: in each the means are drawn anew.
public struct RecurringBernoulli: RecurringEnvironment {
  private let problem: RecurringProblem
  public private(set) var means: [Double]
  private var bestMean = 0.0
  /// The rounds left of the present task.
  private var roundsLeft = 0

  /// Creates the tasks of a problem.
  public init(_ problem: RecurringProblem) {
    self.problem = problem
    means = Array(repeating: 0, count: problem.armCount)
  }

  public var armCount: Int { means.count }

  /// Draws the means and the length of a task.
  public mutating func beginTask(_ task: Int, noise: inout RoundNoise) {
    roundsLeft = problem.drawTask(into: &means, from: &noise)
    bestMean = means[0]
    for mean in means where mean > bestMean { bestMean = mean }
  }

  /// Pulls an arm; one uniform.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> TaskOutcome {
    let mean = means[arm]
    roundsLeft -= 1
    return TaskOutcome(
      ArmOutcome(reward: noise.uniform() < mean ? 1 : 0, mean: mean, bestMean: bestMean), endsTask: roundsLeft == 0)
  }
}

/// The environment `recurring-bernoulli` of scenario files.
public struct RecurringBernoulliModel: EnvironmentModel {
  /// The arms of the tasks.
  public enum Arms: Hashable, Sendable {
    /// The prior of each.
    case priors([ArmPrior])
    /// So many of the same prior.
    case alike(Int, ArmPrior)

    fileprivate var priors: [ArmPrior] {
      switch self {
      case .priors(let priors): priors
      case .alike(let count, let prior): Array(repeating: prior, count: count)
      }
    }
  }

  /// The law of the number of rounds of a task.
  public enum LengthLaw: String, Sendable, CaseIterable {
    /// After each round the task ends with probability 1/n.
    case geometric
    /// Always n rounds.
    case fixed
  }

  /// Whether learners hear of the end of a task.
  public enum Boundary: String, Sendable, CaseIterable {
    /// They do.
    case visible
    /// They do not.
    case hidden
  }

  /// `priors` of scenario files.
  public static let priors = Parameter<[ArmPrior]?>(
    AnyParameter(
      "priors", "The law that each task draws the mean of each arm from, independently; or give `arms` with `prior`.",
      .list(of: ArmPrior.kind, count: 1...largestArmCount), default: .absent("`arms` is given")),
    read: { (setting) throws(InvalidSettings) in
      guard case .list(let elements)? = setting else { return nil }
      return elements.compactMap(ArmPrior.init)
    }, write: { $0.map { .list($0.map(\.setting)) } })
  /// `arms` of scenario files.
  public static let arms = Parameter.whole(
    "arms", "The number of arms, all with the law `prior`.", 1...largestArmCount, absent: "`priors` is given")
  /// `prior` of scenario files.
  public static let prior = Parameter<ArmPrior?>(
    AnyParameter(
      "prior", "The law that each task draws the mean of every arm from, independently.", ArmPrior.kind,
      default: .absent("`priors` is given")),
    read: { $0.flatMap(ArmPrior.init) }, write: { $0.map(\.setting) })
  /// `meanLength` of scenario files.
  public static let meanLength = Parameter.number(
    "meanLength", "The mean number of rounds of a task, n; a whole number if lengths are `fixed`.", .closed(1...1e9),
    unit: "rounds")
  /// `lengthLaw` of scenario files.
  public static let lengthLaw = Parameter.choice(
    "lengthLaw", "`geometric`: after each round the task ends with probability 1/n; `fixed`: every task has n rounds.",
    default: LengthLaw.geometric, why: "what is still to come does not depend on how long a task has lasted")
  /// `boundary` of scenario files.
  public static let boundary = Parameter.choice(
    "boundary", "Whether learners are told that a task has ended: `visible` or `hidden`.", default: Boundary.visible,
    why: "a learner then knows which rewards are of the present task")

  private static let largestArmCount = 1000

  public static let card = EnvironmentCard(
    id: "recurring-bernoulli", family: .recurring,
    summary: "Bandit tasks that recur: each draws the means of K coins anew and lasts for a number of rounds.",
    dynamics: """
      Task j draws mu_j(a) from the prior of each arm, independently, and its number of rounds L_j: 1 + floor(ln(1 - u) / \
      ln(1 - 1/n)) from a uniform u (geometric, mean n), or n. In each of its rounds arm a pays 1 with probability mu_j(a), \
      else 0. Then task j + 1 begins. With n = 1 no two rounds have anything in common.
      """,
    feedback: """
      The reward of the arm pulled; where ends are visible, after the last round of a task also that it has ended. \
      Learners are told the number of arms, the priors, n and the law of lengths; not the means.
      """,
    truth: "The means of the present task.",
    comparators: """
      dynamic: the best arm of each task. pseudo and realized: the best fixed arm in hindsight, the same in all tasks.
      """,
    parameters: [priors, arms, prior, meanLength, lengthLaw, boundary],
    example: ["arms": 2, "prior": ["law": "beta", "a": 1, "b": 1], "meanLength": 20],
    swift: "try RecurringBernoulliModel(.alike(2, .beta(a: 1, b: 1)), meanLength: 20, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: false, feedback: .bandit),
    notes: """
      Stochastic; means change with each task and do not depend on the history; rewards 0 or 1. Every learner for bandits \
      plays it, too: it is made anew at each end that it can see. All algorithms meet the same tasks; the m-th pull of an arm \
      in a task has the same reward for all (coupling pulls), or the pull of an arm in round t (rounds).
      """,
    reference: """
      A tabular counterpart, without networks, of the setting of M. Rentschler and J. Roberts, Exploitation Is All You \
      Need... for Exploration, 2025 (arXiv 2508.01287). Laws, lengths and accounts are this package's own.
      """)

  public let problem: RecurringProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    let arms: Arms
    switch try (settings[Self.priors], settings[Self.arms], settings[Self.prior]) {
    case (let priors?, nil, nil): arms = .priors(priors)
    case (nil, let count?, let prior?): arms = .alike(count, prior)
    case (_?, _, _):
      throw InvalidSettings(
        settings.has("arms") ? "arms" : "prior", "`priors` says it all; keep it, or `arms` with `prior`")
    case (nil, nil, nil): throw InvalidSettings("", "give `priors`, or `arms` with `prior`")
    case (nil, _, _):
      throw InvalidSettings(settings.has("arms") ? "arms" : "prior", "`arms` and `prior` go together; give both")
    }
    try self.init(
      arms, meanLength: settings[Self.meanLength], lengthLaw: settings[Self.lengthLaw],
      boundary: settings[Self.boundary], horizon: horizon)
  }

  /// Creates the model: `RecurringBernoulliModel(.alike(2, .beta(a: 1, b: 1)), meanLength: 20, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ arms: Arms, meanLength: Double, lengthLaw: LengthLaw = Self.lengthLaw.default,
    boundary: Boundary = Self.boundary.default, horizon: Int
  ) throws(InvalidSettings) {
    switch arms {
    case .priors(let priors): try Self.priors.check(priors)
    case .alike(let count, let prior):
      try Self.arms.check(count)
      try Self.prior.check(prior)
    }
    try Self.meanLength.check(meanLength)
    if lengthLaw == .fixed && meanLength != meanLength.rounded() {
      throw InvalidSettings(
        "meanLength",
        "found \(JSONText.compact(.number(meanLength))); accepted with `fixed` lengths: a whole number, 1 or more")
    }
    problem = RecurringProblem(
      priors: arms.priors, length: lengthLaw == .fixed ? .fixed(Int(meanLength)) : .geometric(mean: meanLength),
      isVisible: boundary == .visible, horizon: horizon)
  }

  /// The tasks, which are drawn as they come.
  public func instance(of replication: Int, from stream: inout RandomStream) -> RecurringBernoulli {
    RecurringBernoulli(problem)
  }
}

extension ArmPrior {
  /// What a scenario file may give.
  static let kind = ParameterKind.variant(
    tag: "law",
    [
      .init(
        "beta",
        [
          AnyParameter("a", "First shape.", .number(.closed(Beta.accepted)), default: .value(.number(1))),
          AnyParameter("b", "Second shape.", .number(.closed(Beta.accepted)), default: .value(.number(1))),
        ]),
      .init("point", [AnyParameter("value", "The mean, which is known.", .number(.unit), default: .required)]),
    ])

  /// Reads a setting that the kind accepts.
  init?(_ setting: Setting) {
    guard case .object(let settings) = setting else { return nil }
    self =
      settings.text("law") == "beta"
      ? .beta(a: settings.number("a"), b: settings.number("b")) : .known(settings.number("value"))
  }

  /// How a scenario file gives it.
  var setting: Setting {
    switch self {
    case .beta(let a, let b): .object(["law": "beta", "a": .number(a), "b": .number(b)])
    case .known(let value): .object(["law": "point", "value": .number(value)])
    }
  }
}
