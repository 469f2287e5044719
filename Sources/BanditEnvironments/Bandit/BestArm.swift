import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The environment `best-arm` of scenario files: arms whose best one is as hard to find as the scenario says.
public struct BestArmModel: EnvironmentModel {
  /// The law of rewards.
  public enum Law: String, Sendable, CaseIterable {
    case bernoulli, gaussian
  }

  /// How the gaps of the other arms relate to one another.
  public enum Gaps: String, Sendable, CaseIterable {
    /// All alike: one good arm.
    case equal
    /// 1, 2, ..., K - 1 times the smallest.
    case linear
    /// Uniform on (0, 1) times a common factor, drawn for each replication.
    case random
  }

  /// `arms` of scenario files.
  public static let arms = Parameter.whole("arms", "The number of arms, K.", 2...10_000, default: 10)
  /// `law` of scenario files.
  public static let law = Parameter.choice(
    "law", "The law of rewards: coins, or normal with the standard deviation `sd`.", default: Law.gaussian,
    why: "every complexity is possible")
  /// `sd` of scenario files.
  public static let sd = Parameter.number(
    "sd", "The standard deviation of normal rewards.", NumberRange(lower: .excluded(0), upper: .included(1e50)),
    default: 1, unit: "reward", why: "1-subgaussian, the usual normalisation")
  /// `gaps` of scenario files.
  public static let gaps = Parameter.choice(
    "gaps",
    """
    How the gaps of the other arms relate: `equal`; `linear`, 1, 2, ..., K - 1 times the smallest; `random`, uniform on (0, \
    1) times a common factor, in each replication.
    """, default: Gaps.random, why: "instances of all kinds")
  /// `complexity` of scenario files.
  public static let complexity = Parameter<ClosedRange<Double>>(
    AnyParameter(
      "complexity",
      """
      rho* of every instance: a number, or the two ends of a range from which each replication draws one, uniformly on the \
      scale of logarithms.
      """,
      .either([.number(range), .list(of: .number(range), count: 2...2)]), default: .required, unit: "1 / reward^2"),
    read: { (setting) throws(InvalidSettings) in
      if let number = setting?.asNumber { return number...number }
      guard let ends = setting?.asNumbers, ends.count == 2 else { return 1...1 }
      guard ends[0] <= ends[1] else {
        throw InvalidSettings(
          "complexity", "found [\(ends[0]), \(ends[1])]; accepted: two numbers, the lower one first")
      }
      return ends[0]...ends[1]
    },
    write: {
      $0.lowerBound == $0.upperBound
        ? .number($0.lowerBound) : .list([.number($0.lowerBound), .number($0.upperBound)])
    })

  private static let range = NumberRange.closed(1e-50...1e50)

  public static let card = EnvironmentCard(
    id: "best-arm", family: .bandit,
    summary: "K arms whose best one is as hard to find as the scenario says.",
    dynamics: """
      Each replication draws the gaps of K - 1 arms, multiplies them so that the instance has the complexity, and puts the \
      arms in random order. Means lie around 1/2 for coins, around 0 for normal rewards. Pulling arm a pays X ~ N(mu(a), \
      sd^2), or 1 with probability mu(a), else 0.
      """,
    feedback: "The reward of the arm pulled.",
    truth: """
      The means; the complexity rho* = min over shares w of the arms of max over a of (1 / w_* + 1 / w_a) / gap(a)^2.
      """,
    comparators: "pseudo and realized: the arm with the highest mean. simple and misidentification: the same, once.",
    parameters: [arms, law, sd, gaps, complexity],
    example: ["arms": 10, "complexity": [100, 1000]],
    swift: "try BestArmModel(arms: 10, complexity: 100...1000, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, stationary in a replication. Coins are K arms in [0, 1]: the complexity is at least (1 + sqrt(K - \
      1))^2, that of gaps of 1. Where random gaps of the right complexity do not fit into [0, 1], they are moved towards \
      equal ones until they do. With the extra `complexity` and `report --by complexity` results are told by class of \
      hardness.
      """,
    reference: """
      J. Zhang, L. Jain and K. Jamieson, Learning to actively learn: a robust approach, arXiv 2010.15382, 2020, for \
      judging by the worst instance of equal complexity; A. Garivier and E. Kaufmann, Optimal best arm identification \
      with fixed confidence, COLT 2016, for the complexity of normal arms.
      """)

  private let law: Law
  private let sd: Double
  private let gaps: Gaps
  private let complexity: ClosedRange<Double>
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arms: settings[Self.arms], law: settings[Self.law], sd: settings[Self.sd], gaps: settings[Self.gaps],
      complexity: settings[Self.complexity], horizon: horizon)
  }

  /// Creates the model: `BestArmModel(arms: 10, complexity: 100...1000, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or coins cannot have the
  ///   complexity.
  public init(
    arms: Int = Self.arms.default, law: Law = Self.law.default, sd: Double = Self.sd.default,
    gaps: Gaps = Self.gaps.default, complexity: ClosedRange<Double>, horizon: Int
  ) throws(InvalidSettings) {
    try Self.arms.check(arms)
    try Self.sd.check(sd)
    try Self.complexity.check(complexity)
    self.law = law
    self.sd = sd
    self.gaps = gaps
    self.complexity = complexity
    problem = BanditProblem(
      armCount: arms, horizon: horizon, rewardRange: law == .bernoulli ? 0...1 : nil,
      noiseScale: law == .bernoulli ? nil : sd)
    if law == .bernoulli {
      let shape = gaps == .linear ? Self.linear(arms) : Array(repeating: 1, count: arms - 1)
      let least = Self.complexity(of: shape) * (shape.max() ?? 1) * (shape.max() ?? 1)
      guard complexity.lowerBound >= least * (1 - 1e-12) else {
        throw InvalidSettings(
          Self.complexity.name,
          "found \(complexity.lowerBound), but the means of \(arms) coins with these gaps lie in [0, 1] from \(least) on"
        )
      }
    }
  }

  private static func linear(_ arms: Int) -> [Double] { (1..<arms).map(Double.init) }

  /// rho* of an arm and others with these gaps; infinite where one is 0.
  private static func complexity(of gaps: [Double]) -> Double {
    BestArmAllocation.gaussian(means: [0] + gaps.map { -$0 }, variance: 0.5)?.time ?? .infinity
  }

  /// Gaps with the complexity, in proportion to a shape; for coins none is above 1.
  private func scaled(_ shape: [Double], to complexity: Double) -> [Double] {
    func gaps(_ shape: [Double]) -> [Double] {
      let factor = (Self.complexity(of: shape) / complexity).squareRoot()
      return shape.map { $0 * factor }
    }
    let plain = gaps(shape)
    guard law == .bernoulli, let largest = plain.max(), largest > 1 else { return plain }
    // Between the shape with its largest gap 1, which is too hard, and gaps of 1, which are not.
    let top = shape.max() ?? 1
    var (far, near) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (far + near) / 2
      let mixed = shape.map { middle + (1 - middle) * $0 / top }
      if Self.complexity(of: mixed) > complexity { far = middle } else { near = middle }
    }
    return shape.map { min(1, near + (1 - near) * $0 / top) }
  }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ArmsBandit {
    let others = problem.armCount - 1
    let (low, high) = (complexity.lowerBound, complexity.upperBound)
    let target = low == high ? low : low * .exp(stream.uniform() * .log(high / low))
    let shape: [Double] =
      switch gaps {
      case .equal: Array(repeating: 1, count: others)
      case .linear: Self.linear(problem.armCount)
      // A uniform number is below 1.
      case .random: (0..<others).map { _ in 1 - stream.uniform() }
      }
    let gaps = [0] + scaled(shape, to: target)
    let spread = gaps.max() ?? 0
    let top = law == .bernoulli ? min(1, 0.5 + spread / 2) : spread / 2
    let means = stream.permutation(of: gaps.count).map { top - gaps[$0] }
    return ArmsBandit(
      laws: means.map { mean in
        // The initialiser checked what these refuse.
        law == .bernoulli
          ? .bernoulli(try! Bernoulli(p: min(1, max(0, mean)))) : .gaussian(try! Gaussian(mean: mean, sd: sd))
      })
  }
}
