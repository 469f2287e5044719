import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-finite` of scenario files.
public struct ContextualFiniteModel: EnvironmentModel {
  /// Where the means come from.
  public enum Means: Sendable {
    /// For each context the mean of each arm.
    case list([[Double]])
    /// Drawn independently for each replication, context and arm.
    case drawn(contexts: Int, arms: Int, from: ScalarLaw)
  }

  /// In which order contexts come.
  public enum Order: Hashable, Sendable {
    /// Drawn at random.
    case random
    /// 0, 1, ..., M - 1, and again.
    case cyclic
    /// These, and again.
    case sequence([Int])
  }

  /// `means` of scenario files.
  public static let means = Parameter<[[Double]]?>(
    AnyParameter(
      "means", "For each context the mean reward of each arm; or give `contexts`, `arms` and `prior`.",
      .list(of: .list(of: .number(.unit), count: 1...ContextualSettings.maximumArmCount), count: 1...1000),
      default: .absent("`prior` is given"), unit: "reward"),
    read: { if case .list(let rows)? = $0 { rows.map { $0.asNumbers ?? [] } } else { nil } },
    write: { $0.map { .list($0.map { .list($0.map { .number($0) }) }) } })
  /// `contexts` of scenario files.
  public static let contexts = Parameter<Int?>.whole(
    "contexts", "The number of contexts, with `prior`.", 1...1000, absent: "`means` is given")
  /// `arms` of scenario files.
  public static let arms = Parameter<Int?>.whole(
    "arms", "The number of arms, with `prior`.", 1...ContextualSettings.maximumArmCount, absent: "`means` is given")
  /// `prior` of scenario files.
  public static let prior = Parameter<ScalarLaw?>.law(
    "prior", "The law that each replication draws its means from, independently for each context and arm.",
    [ScalarLaw.beta, ScalarLaw.uniform(in: .unit)], absent: "`means` is given")
  /// `weights` of scenario files.
  public static let weights = Parameter<[Double]?>(
    AnyParameter(
      "weights", "How likely each context is, up to a factor.", .list(of: .number(.closed(0...1e9)), count: 1...1000),
      default: .absent("all alike")),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })
  /// `order` of scenario files.
  public static let order = Parameter<Order>(
    AnyParameter(
      "order",
      """
      `random`: drawn in each round; `cyclic`: context (t - 1) mod M in round t; `{"sequence": [...]}`: these, \
      repeated.
      """,
      .either([
        .choice(["random", "cyclic"]),
        .oneKey([
          AnyParameter(
            "sequence", "The contexts, from 0.", .list(of: .whole(0...999), count: 1...1_000_000), default: .required)
        ]),
      ]), default: .value(.text("random"))),
    read: {
      switch $0 {
      case .object(let object)?: .sequence(object.wholes("sequence"))
      case .text("cyclic")?: .cyclic
      default: .random
      }
    },
    write: {
      switch $0 {
      case .random: .text("random")
      case .cyclic: .text("cyclic")
      case .sequence(let contexts): .object(["sequence": .list(contexts.map { .whole($0) })])
      }
    })
  /// `noise` of scenario files.
  public static let noise = RewardNoise.parameter([.bernoulli, .deterministic], default: .bernoulli)

  public static let card = EnvironmentCard(
    id: "contextual-finite", family: .contextual,
    summary: "A finite number of contexts, each with its own mean reward for each arm.",
    dynamics: "Context c_t is drawn with probabilities proportional to `weights`, or comes in a given order; arm a "
      + "then pays X with mean mu(c_t, a).",
    feedback: "The context, then the reward of the arm played. The features are the one-hot vector of the context.",
    truth: "The mean of each arm in each context.",
    comparators: "pseudo, dynamic and realized: the best arm of each context. policy-class: the best policy of "
      + "`policyClass`.",
    parameters: [
      means, contexts, arms, prior, weights, order, noise, ContextualSettings.meanRange,
      ContextualSettings.policyClass,
    ],
    example: ["means": [[0.2, 0.5], [0.6, 0.3]], "policyClass": "constants"],
    swift: "try ContextualFiniteModel(means: .list([[0.2, 0.5], [0.6, 0.3]]), horizon: 1000, policyClass: .constants)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .settings, feedback: .bandit),
    notes: "Stochastic and stationary given the context, independent of the history; an order may be an adversary's.",
    reference:
      """
      The setting of J. Langford and T. Zhang, The epoch-greedy algorithm for contextual multi-armed bandits, NIPS \
      2007, with finitely many contexts.
      """
  )

  private let source: Means
  private let views: ViewSource
  private let rewardNoise: RewardNoise
  private let policies: PolicyClass?
  public let problem: ContextualProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    let source: Means
    if let list = try settings[Self.means] {
      if let other = ["contexts", "arms", "prior"].first(where: { settings.has($0) }) {
        throw InvalidSettings(other, "`\(other)` goes with `prior`, not with `means`; keep one of them")
      }
      source = .list(list)
    } else if let contexts = try settings[Self.contexts], let arms = try settings[Self.arms],
      let law = try settings[Self.prior]
    {
      source = .drawn(contexts: contexts, arms: arms, from: law)
    } else {
      throw InvalidSettings("means", "give `means`, or `contexts`, `arms` and `prior`")
    }
    try self.init(
      means: source, horizon: horizon, weights: settings[Self.weights], order: settings[Self.order],
      noise: settings[Self.noise], meanRange: settings[ContextualSettings.meanRange],
      policyClass: settings[ContextualSettings.policyClass])
  }

  /// Creates the model: `ContextualFiniteModel(means: .list([[0.2, 0.5], [0.6, 0.3]]), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    means source: Means, horizon: Int, weights: [Double]? = nil, order: Order = .random,
    noise: RewardNoise = .bernoulli,
    meanRange: ClosedRange<Double>? = nil, policyClass: PolicyClass? = nil
  ) throws(InvalidSettings) {
    let (contextCount, armCount): (Int, Int)
    switch source {
    case .list(let rows):
      try Self.means.check(rows)
      (contextCount, armCount) = (rows.count, rows[0].count)
      if let row = rows.firstIndex(where: { $0.count != armCount }) {
        throw InvalidSettings(
          "means[\(row)]", "\(counted: rows[row].count, "mean") for \(counted: armCount, "arm"); give one for each")
      }
    case .drawn(let contexts, let arms, let law):
      try Self.contexts.check(contexts)
      try Self.arms.check(arms)
      try Self.prior.check(law)
      (contextCount, armCount) = (contexts, arms)
    }
    try Self.weights.check(weights)
    try Self.order.check(order)
    try Self.noise.check(noise)
    try ContextualSettings.meanRange.check(meanRange)
    if let weights, weights.count != contextCount {
      throw InvalidSettings(
        "weights", "\(counted: weights.count, "weight") for \(counted: contextCount, "context"); give one for each")
    }
    if weights != nil, order != .random {
      throw InvalidSettings("weights", "go with `order` random alone; leave them out")
    }
    switch order {
    case .random:
      do throws(DistributionError) {
        views = .drawnContexts(
          try Categorical(weights: weights ?? Array(repeating: 1, count: contextCount)))
      } catch {
        throw InvalidSettings("weights", error.description)
      }
    case .cyclic: views = .sequence(Array(0..<contextCount))
    case .sequence(let contexts):
      if let wrong = contexts.first(where: { $0 >= contextCount }) {
        throw InvalidSettings("order.sequence", "found \(wrong); accepted: a context in 0...\(contextCount - 1)")
      }
      views = .sequence(contexts)
    }
    self.source = source
    rewardNoise = noise
    policies = policyClass
    problem = ContextualProblem(
      armCount: armCount, dimension: contextCount, isShared: true, horizon: horizon, contextCount: contextCount,
      rewardRange: noise.range(ofMeans: 0...1), meanRange: meanRange ?? 0...1, noiseScale: noise.scale,
      featureNorm: 1, isBinary: noise == .bernoulli)
    try policyClass?.check(in: problem, at: ContextualSettings.policyClass.name)
  }

  /// The contexts of a replication, and their means.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ContextualArms {
    let (arms, contexts) = (problem.armCount, problem.dimension)
    // Arm by arm, as the blocks of joint features.
    var table = Array(repeating: 0.0, count: arms * contexts)
    for context in 0..<contexts {
      for arm in 0..<arms {
        switch source {
        case .list(let rows): table[arm * contexts + context] = rows[context][arm]
        case .drawn(_, _, let law): table[arm * contexts + context] = law.sample(from: &stream)
        }
      }
    }
    return ContextualArms(problem, views: views, rule: .table(table), noise: rewardNoise, policies: policies)
  }

  public func absence(of notion: Notion) -> String? { policies.absence(of: notion) }
}

extension PolicyClass? {
  /// Why a notion is missing: because there is no class.
  func absence(of notion: Notion) -> String? {
    self == nil && notion == .policyClass ? "the environment has no `policyClass`" : nil
  }
}
