import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Plays another learner for bandits on a mesh of a metric space.
public struct UniformMesh: BanditLearner, Configurable, Caveated, Reporting {
  /// The learners on offer inside.
  static let learners: [any (BanditLearner & Configurable<BanditProblem>).Type] =
    [
      UCB1.self, KLUCB.self, UCBTuned.self, UCBV.self, MOSS.self, BayesUCB.self, ThompsonBeta.self,
      ThompsonGaussian.self, SuccessiveElimination.self, EpsilonGreedy.self, ExploreThenCommit.self, UCB2.self,
      PhasedElimination.self,
    ] + NestedLearner.adversarialBandits

  /// `base` of scenario files.
  public static let base = NestedLearner.parameter(
    "base", "The learner on the mesh, with its own parameters.", learners.map { $0.card }, default: UCB1.card.id,
    why: "the learner of the book")
  /// `step` of scenario files; `nil` is `auto`.
  public static let step = Parameter.auto(
    "step", "The step of the mesh, in the distance of the space, or `auto`.", .closed(0...1e9),
    why: "it balances what a mesh loses and what its arms cost")

  public static let card = AlgorithmCard(
    id: "uniform-mesh", family: .bandit,
    summary: "Plays another learner on a mesh of the arms, such that every arm is within a step of it.",
    setting:
      "Arms in a metric space that is told, with Lipschitz means, also in one direction only; what the base asks for.",
    rewards: .settings("That of the base, whose own parameter gives it."),
    rule: [
      "The mesh: in the order of arms, each more than a step away from all before it; on a grid along each side.",
      "auto: step = (T L^2 / ln T)^(-1/(d+2)), d the number of coordinates, 1 where only distances are known.",
      "The base plays the arms of the mesh. Without a metric the mesh has all arms.",
    ],
    parameters: [base, step],
    example: ["base": ["id": "ucb1", "level": "horizon"], "step": 0.1],
    swift: #"try UniformMesh(problem, base: NestedLearner("ucb1", ["level": "horizon"]), step: 0.1)"#,
    guarantee: """
      With ucb1 and auto, in one dimension, expected pseudo-regret of order L^(1/3) T^(2/3) (ln T)^(1/3) for rewards \
      in [0, 1], also where means are Lipschitz in one direction only (following Slivkins 2019, theorem 4.1 and \
      exercise 4.8); in d dimensions of order T^((d+1)/(d+2)) up to constants and logarithms.
      """,
    complexity: "That of the base, for the arms of the mesh.",
    randomness: "That of the base.", numerics: "That of the base.",
    deviations: "The book's mesh has the multiples of the step; here they are the first arms beyond them.",
    guide: """
      The simple way to many arms with a metric: step 0.0973 for T = 10000 and L = 1 on an interval, some ten arms. \
      zooming needs no step.
      """,
    reference: """
      A. Slivkins, Introduction to Multi-Armed Bandits, Foundations and Trends in Machine Learning 12, 2019 \
      (arXiv 1904.07272), sections 4.1 and 4.2.
      """,
    isAnytime: false, metrics: [.activeArms])

  /// The arms of the mesh, in increasing order.
  public let mesh: [Int]
  private var base: any BanditLearner
  private var latest = 0

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, base: settings[Self.base], step: settings[Self.step])
  }

  /// Creates the learner: `UniformMesh(problem, base: NestedLearner("kl-ucb"), step: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the base refuses.
  public init(
    _ problem: BanditProblem, base: NestedLearner = Self.base.default, step: Double? = Self.step.default
  ) throws(InvalidSettings) {
    try Self.base.check(base)
    try Self.step.check(step)
    mesh =
      problem.space.map { $0.net(step: step ?? Self.tunedStep(horizon: problem.horizon, $0)) }
      ?? Array(0..<problem.armCount)
    guard let type = Self.learners.first(where: { $0.card.id == base.id }) else {
      throw InvalidSettings("base", "found \"\(base.id)\"; accepted: \(Self.base.description.kind)")
    }
    let inner = BanditProblem(
      armCount: mesh.count, horizon: problem.horizon, rewardRange: problem.rewardRange, noiseScale: problem.noiseScale)
    self.base = try type.init(settings: type.card.settings(base.settings), problem: inner)
  }

  /// `auto`: (T L^2 / ln T)^(-1/(d+2)), T at least 2.
  public static func tunedStep(horizon: Int, _ space: ArmSpace) -> Double {
    let rounds = Double(max(2, horizon))
    let ratio = .log(rounds) / (rounds * space.lipschitz * space.lipschitz)
    return space.dimension == 1 ? .cbrt(ratio) : .pow(ratio, 1 / Double(space.dimension + 2))
  }

  public var caveats: [String] { (base as? any Caveated)?.caveats ?? [] }

  /// What the base remembers.
  public func historyBytes(problem: BanditProblem) -> Int {
    (base as? any Configurable<BanditProblem>)?.historyBytes(problem: problem) ?? 0
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    latest = base.selectArm(at: round, noise: &noise)
    return mesh[latest]
  }

  /// Hands the reward to the base.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    base.observe(reward: reward, of: latest, at: round)
  }

  /// How many arms the mesh has.
  public func measure(_ metric: Metric) -> Double? {
    metric == .activeArms ? Double(mesh.count) : (base as? any Reporting)?.measure(metric)
  }
}
