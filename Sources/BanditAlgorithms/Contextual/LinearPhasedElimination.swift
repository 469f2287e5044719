import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Elimination in phases for a fixed set of actions, each phase by an optimal design.
public struct LinearPhasedElimination: ContextualLearner, Configurable, ContextualFailing {
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta
  /// `tolerance` of scenario files.
  public static let tolerance = Parameter.number(
    "tolerance", "How much the largest width of a design may exceed the least possible one, as a share of it.",
    .closed(1e-4...1), default: 0.01, why: "one part in a hundred more rounds")
  /// `noise` of scenario files.
  public static let noise = LinearKnowledge.noise

  public static let card = AlgorithmCard(
    id: "phased-elimination", family: .contextual,
    summary: "Plays a fixed set of actions in phases, each by a G-optimal design, and drops actions between phases.",
    setting: "A set of actions that never changes, none of them 0; mean rewards that are linear in the features.",
    rewards: .settings("Fixed: `noise` is told, and gaps are measured against 2^-l; means should be about 1 in size."),
    rule: [
      "Phase l = 1, 2, ...: eps = 2^-l, m the rank of the active actions,",
      "pi a design on them with max_a x_a . V(pi)^-1 x_a <= (1 + tolerance) m, V(pi) = sum_a pi_a x_a x_a^T;",
      "play active action a ceil(2 R^2 m pi_a / eps^2 ln(K l (l + 1) / delta)) times, in index order;",
      "theta by least squares on the rewards of the phase;",
      "keep the actions with max_b x_b . theta - x_a . theta <= 2 eps. A single one is played to the end.",
    ],
    parameters: [delta, tolerance, noise],
    example: ["delta": 0.1],
    swift: "try LinearPhasedElimination(problem, delta: 0.1)",
    guarantee:
      """
      With probability 1 - delta, pseudo-regret of order sqrt(d T ln(K ln(T) / delta)) (following Lattimore and \
      Szepesvari 2020, theorem 22.1).
      """,
    complexity: "O(1) per round; a phase costs O(K d^2), and O(K m + m^2) for each step of its design.",
    randomness: "None.",
    numerics:
      """
      Designs by Frank-Wolfe steps from equal weights, in an orthonormal basis of the span; a direction in which the \
      actions reach less than 1e-9 of the longest one does not count.
      """,
    deviations:
      """
      An action with pi_a above 0 is played at least once, also where R is 0. The last phase, cut short by the \
      horizon, drops nothing.
      """,
    guide:
      """
      For many actions that never change and a horizon that repays long phases; each phase forgets the one before, so \
      that lin-ucb and lin-ts are better for a long time.
      """,
    reference:
      """
      Following T. Lattimore and C. Szepesvari, Bandit Algorithms, Cambridge University Press, 2020, chapter 22, \
      algorithm 12.
      """)

  private let problem: ContextualProblem
  private let delta: Double
  private let tolerance: Double
  private let scatter: Double
  private var actions: [Double] = []
  /// The actions that may be best, ascending.
  public private(set) var active: [Int]
  /// The present phase, l; 0 before the first round.
  public private(set) var phase = 0
  /// How often each active action is played in this phase; empty when a single one is left.
  public private(set) var counts: [Int] = []
  private var design: OptimalDesign?
  private var sums: [Double] = []
  /// The place among the active actions that is played, and how often still.
  private var place = 0
  private var left = 0
  /// Why it cannot go on.
  public private(set) var failure: String?

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, delta: settings[Self.delta], tolerance: settings[Self.tolerance], noise: settings[Self.noise])
  }

  /// Creates the learner: `LinearPhasedElimination(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, the set of actions may change,
  ///   or one of them is known to be 0.
  public init(
    _ problem: ContextualProblem, delta: Double = Self.delta.default, tolerance: Double = Self.tolerance.default,
    noise: Double? = nil
  ) throws(InvalidSettings) {
    try Self.delta.check(delta)
    try Self.tolerance.check(tolerance)
    try Self.noise.check(noise)
    guard problem.hasFixedActions, !problem.isShared else {
      throw InvalidSettings("", "needs a set of actions that is the same in every round")
    }
    if let arm = problem.fixedActions?.firstIndex(where: { $0.allSatisfy { $0 == 0 } }) {
      throw InvalidSettings("", "\(Self.zero(arm)); accepted: actions with a feature that is not 0")
    }
    guard let noise = noise ?? problem.noiseScale else {
      throw InvalidSettings("noise", "the environment does not say how far rewards scatter; give `noise`")
    }
    self.problem = problem
    self.delta = delta
    self.tolerance = tolerance
    scatter = noise
    active = problem.items
  }

  private static func zero(_ arm: Int) -> String {
    "all features of action \(arm) are 0, so that nothing is learned of it"
  }

  /// The set, and its coordinates.
  public func historyBytes(problem: ContextualProblem) -> Int { 32 * problem.armCount * (problem.dimension + 2) }

  /// The steps that the design of this phase took.
  var designSteps: Int? { design?.stepCount }
  /// The weights of the design of this phase.
  var designWeights: [Double]? { design?.weights }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    if phase == 0 {
      actions = view.features
      for arm in active where view.features(of: arm).allSatisfy({ $0 == 0 }) { failure = failure ?? Self.zero(arm) }
      beginPhase()
    }
    return active[counts.isEmpty ? 0 : place]
  }

  /// Adds the reward; the last one of a phase drops actions.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    guard !counts.isEmpty else { return }
    sums[place] += reward
    left -= 1
    while left == 0 {
      place += 1
      if place == active.count { return endPhase() }
      left = counts[place]
    }
  }

  public var propensity: Double? { 1 }

  private mutating func beginPhase() {
    phase += 1
    counts = []
    guard active.count > 1, failure == nil else { return }
    let dimension = problem.dimension
    let vectors = active.flatMap { actions[$0 * dimension..<($0 + 1) * dimension] }
    guard let design = OptimalDesign(of: vectors, dimension: dimension, tolerance: tolerance) else {
      failure = "the design of phase \(phase) left the finite numbers"
      return
    }
    let (size, level) = (Double(problem.armCount), Double(phase))
    let logarithm = Double.log(size * level * (level + 1) / delta)
    let factor = 2 * scatter * scatter * Double(design.rank) * .pow(4, level) * logarithm
    counts = design.weights.map { weight in
      if weight == 0 { return 0 }
      return Int(max(1, min((factor * weight).rounded(.up), 1e15)))
    }
    sums = Array(repeating: 0, count: active.count)
    place = counts.firstIndex { $0 > 0 } ?? 0
    left = counts[place]
    self.design = design
  }

  private mutating func endPhase() {
    guard let design else { return }
    let rank = design.rank
    var estimate = Array(repeating: 0.0, count: rank)
    for (place, sum) in sums.enumerated() {
      for axis in 0..<rank { estimate[axis] += sum * design.coordinates[place * rank + axis] }
    }
    guard let triangle = LowerTriangle(of: design.gram(counts.map { Double($0) }), dimension: rank) else {
      failure = "the matrix of phase \(phase) left the finite numbers"
      return
    }
    triangle.solve(&estimate)
    triangle.solveTransposed(&estimate)
    let predictions = active.indices.map { place in
      (0..<rank).reduce(0) { $0 + design.coordinates[place * rank + $1] * estimate[$1] }
    }
    let least = (predictions.max() ?? 0) - 2 * .pow(2, -Double(phase))
    // What is no number keeps its action.
    active = active.indices.filter { !(predictions[$0] < least) }.map { active[$0] }
    beginPhase()
  }
}
