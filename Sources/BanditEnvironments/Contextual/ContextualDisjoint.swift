import BanditCards
import BanditGames
import BanditStreams

/// The environment `contextual-disjoint` of scenario files.
public struct ContextualDisjointModel: EnvironmentModel {
  /// The parameters of the arms.
  public enum Parameters: Hashable, Sendable {
    /// One for each arm.
    case list([[Double]])
    /// Drawn for each replication, uniformly on the sphere of a radius.
    case sphere(arms: Int, norm: Double)
  }

  /// What contexts are.
  public enum Contexts: Hashable, Sendable {
    /// (1, u_1, ..., u_{d-1}), each u uniform on [0, 1].
    case unitCube
    /// Uniform on the sphere.
    case sphere
    /// These, in turn.
    case list([[Double]])
  }

  /// `thetas` of scenario files.
  public static let thetas = Parameter<Parameters>(
    AnyParameter(
      "thetas", "The parameter of each arm; or the number of arms and a norm, and each replication draws them.",
      .either([
        .list(of: .list(of: ContextualSettings.components), count: 1...ContextualSettings.maximumArmCount),
        .object([
          AnyParameter(
            "arms", "The number of arms.", .whole(1...ContextualSettings.maximumArmCount), default: .required),
          AnyParameter(
            "norm", "The norm of each parameter.", .number(NumberRange(lower: .excluded(0), upper: .included(1e100))),
            default: .value(.number(1))),
        ]),
      ]), default: .required),
    read: {
      switch $0 {
      case .list(let rows)?: .list(rows.map { $0.asNumbers ?? [] })
      case .object(let object)?: .sphere(arms: object.whole("arms"), norm: object["norm"]?.asNumber ?? 1)
      default: .list([])
      }
    },
    write: {
      switch $0 {
      case .list(let rows): .list(rows.map { .list($0.map { .number($0) }) })
      case .sphere(let arms, let norm): .object(["arms": .whole(arms), "norm": .number(norm)])
      }
    })
  /// `dimension` of scenario files.
  public static let dimension = Parameter<Int?>.whole(
    "dimension", "The number of features of a context.", 1...ContextualSettings.maximumDimension,
    absent: "that of `thetas`, or of the list of contexts")
  /// `contexts` of scenario files.
  public static let contexts = Parameter<Contexts>(
    AnyParameter(
      "contexts",
      """
      `unit-cube`: x = (1, u_1, ..., u_{d-1}), each u uniform on [0, 1]; `sphere`: uniform on the sphere; \
      `{"list": [...]}`: these, in turn.
      """,
      .either([
        .choice(["unit-cube", "sphere"]),
        .oneKey([
          AnyParameter(
            "list", "The contexts.", .list(of: .list(of: ContextualSettings.components), count: 1...1_000_000),
            default: .required)
        ]),
      ]), default: .value(.text("unit-cube"))),
    read: {
      switch $0 {
      case .object(let object)?: .list(object.list("list").map { $0.asNumbers ?? [] })
      case .text("sphere")?: .sphere
      default: .unitCube
      }
    },
    write: {
      switch $0 {
      case .unitCube: .text("unit-cube")
      case .sphere: .text("sphere")
      case .list(let rows): .object(["list": .list(rows.map { .list($0.map { .number($0) }) })])
      }
    })
  /// `noise` of scenario files.
  public static let noise = RewardNoise.parameter([.deterministic, .signs], default: .gaussian(sd: 1))

  public static let card = EnvironmentCard(
    id: "contextual-disjoint", family: .contextual,
    summary: "All arms share one context vector; each has an unknown parameter of its own.",
    dynamics: "In the context x, arm a pays X with mean x . theta_a.",
    feedback: "The context, then the reward of the arm played.",
    truth: "The parameter of each arm.",
    comparators: "pseudo, dynamic and realized: the best arm of each context. policy-class: the best policy of "
      + "`policyClass`.",
    parameters: [thetas, dimension, contexts, noise, ContextualSettings.meanRange, ContextualSettings.policyClass],
    example: ["thetas": [[0.3, 0.4], [0.5, -0.3]], "noise": ["gaussian": 0.3]],
    swift: """
      try ContextualDisjointModel(thetas: .list([[0.3, 0.4], [0.5, -0.3]]), horizon: 1000, noise: .gaussian(sd: 0.3))
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .settings, feedback: .bandit),
    notes:
      """
      Stochastic, stationary given the context, independent of the history. Learners are told the largest norm of a \
      theta (S), the largest norm of a context (L) and how far rewards scatter.
      """,
    reference:
      """
      L. Li, W. Chu, J. Langford and R. E. Schapire, A contextual-bandit approach to personalized news article \
      recommendation, WWW 2010, section 3.1.
      """
  )

  private let thetas: Parameters
  private let contexts: Contexts
  private let rewardNoise: RewardNoise
  private let policies: PolicyClass?
  public let problem: ContextualProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      thetas: settings[Self.thetas], horizon: horizon, dimension: settings[Self.dimension],
      contexts: settings[Self.contexts], noise: settings[Self.noise],
      meanRange: settings[ContextualSettings.meanRange], policyClass: settings[ContextualSettings.policyClass])
  }

  /// Creates the model: `ContextualDisjointModel(thetas: .sphere(arms: 4, norm: 1), horizon: 1000, dimension: 3)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    thetas: Parameters, horizon: Int, dimension: Int? = nil, contexts: Contexts = .unitCube,
    noise: RewardNoise = .gaussian(sd: 1), meanRange: ClosedRange<Double>? = nil, policyClass: PolicyClass? = nil
  ) throws(InvalidSettings) {
    try Self.thetas.check(thetas)
    try Self.dimension.check(dimension)
    try Self.contexts.check(contexts)
    try Self.noise.check(noise)
    try ContextualSettings.meanRange.check(meanRange)
    var size = dimension
    if size == nil, case .list(let rows) = thetas { size = rows[0].count }
    if size == nil, case .list(let rows) = contexts { size = rows[0].count }
    guard let size else {
      throw InvalidSettings("dimension", "is required where neither thetas nor contexts are given")
    }
    if case .list(let rows) = thetas, let arm = rows.firstIndex(where: { $0.count != size }) {
      throw InvalidSettings("thetas[\(arm)]", "\(rows[arm].count) components in dimension \(size); give one for each")
    }
    if case .list(let rows) = contexts, let row = rows.firstIndex(where: { $0.count != size }) {
      throw InvalidSettings(
        "contexts.list[\(row)]", "\(rows[row].count) features in dimension \(size); give one for each")
    }
    let (armCount, norm): (Int, Double)
    switch thetas {
    case .list(let rows): (armCount, norm) = (rows.count, rows.map(\.norm).max() ?? 0)
    case .sphere(let arms, let radius): (armCount, norm) = (arms, radius)
    }
    try ContextualSettings.check(dimension: size, at: Self.thetas.name)
    let length: Double
    switch contexts {
    case .unitCube: length = Double(size).squareRoot()
    case .sphere: length = 1
    case .list(let rows): length = rows.map(\.norm).max() ?? 0
    }
    if noise == .signs, norm * length > 1 {
      throw InvalidSettings("noise", "means may reach \(norm * length); signs need them in [-1, 1]")
    }
    self.thetas = thetas
    self.contexts = contexts
    rewardNoise = noise
    policies = policyClass
    problem = ContextualProblem(
      armCount: armCount, dimension: size, isShared: true, horizon: horizon,
      rewardRange: noise.range(ofMeans: -norm * length...norm * length), meanRange: meanRange ?? 0...1,
      noiseScale: noise.scale, parameterNorm: norm, featureNorm: length)
    try policyClass?.check(in: problem, at: ContextualSettings.policyClass.name)
  }

  /// The parameters of a replication, arm by arm.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ContextualArms {
    var parameters: [Double]
    switch thetas {
    case .list(let rows): parameters = rows.flatMap { $0 }
    case .sphere(let arms, let norm):
      parameters = Array(repeating: 0, count: arms * problem.dimension)
      for arm in 0..<arms {
        FeatureLaw.sphere.write(
          into: &parameters, from: arm * problem.dimension, count: problem.dimension, noise: &stream)
      }
      parameters = parameters.map { norm * $0 }
    }
    let views: ViewSource =
      switch contexts {
      case .unitCube: .unitCube
      case .sphere: .drawnVector(.sphere)
      case .list(let rows): .vectors(rows)
      }
    return ContextualArms(problem, views: views, rule: .disjoint(parameters), noise: rewardNoise, policies: policies)
  }

  public func absence(of notion: Notion) -> String? { policies.absence(of: notion) }
}
