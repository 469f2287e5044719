import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Thompson sampling in a linear model.
public struct LinTS: ContextualLearner, Configurable, ParameterEstimating, ContextualFailing {
  /// The scale of the samples.
  public enum Scale: Hashable, Sendable {
    /// R: the posterior for normal noise and a normal prior.
    case posterior
    /// This number.
    case number(Double)
    /// R sqrt(9 d ln(t / delta)).
    case agrawalGoyal
    /// The radius of the confidence ellipsoid at level delta / (4T).
    case abeilleLazaric
  }

  /// `v` of scenario files.
  public static let v = Parameter<Scale>(
    AnyParameter(
      "v",
      """
      The scale of the samples: `posterior`: R, the posterior for noise N(0, R^2) and prior N(0, R^2 / lambda I); a \
      number; `agrawal-goyal` or `abeille-lazaric`: that of the proofs, with which it explores far too much.
      """,
      .either([.choice(["posterior", "agrawal-goyal", "abeille-lazaric"]), .number(.closed(0...1e100))]),
      default: .value(.text("posterior"))),
    read: {
      switch $0 {
      case .text("agrawal-goyal")?: .agrawalGoyal
      case .text("abeille-lazaric")?: .abeilleLazaric
      case .text?: .posterior
      default: .number($0?.asNumber ?? .nan)
      }
    },
    write: {
      switch $0 {
      case .posterior: .text("posterior")
      case .number(let number): .number(number)
      case .agrawalGoyal: .text("agrawal-goyal")
      case .abeilleLazaric: .text("abeille-lazaric")
      }
    })
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `noise` of scenario files.
  public static let noise = LinearKnowledge.noise
  /// `norm` of scenario files.
  public static let norm = LinearKnowledge.norm
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta

  public static let card = AlgorithmCard(
    id: "lin-ts", family: .contextual,
    summary: "Plays the best arm of a parameter drawn around the estimate of a ridge regression.",
    setting: "Mean rewards that are linear in the features of an arm.",
    rewards: .settings("Scaled by `v` or R: rewards times c with both times c lead to the same choices."),
    rule: [
      "V = lambda I + sum_{s<t} x_s x_s^T = C C^T, theta = V^-1 sum_{s<t} r_s x_s;",
      "sample = theta + v C^-T z, z standard normal;",
      "A_t = argmax_a x_a . sample, the lowest index on ties.",
      "v posterior: R. agrawal-goyal: R sqrt(9 d ln(t / delta)), which is for lambda = 1.",
      "abeille-lazaric: R sqrt(2 ln(((lambda + n) / lambda)^(d/2) / delta')) + sqrt(lambda) S,",
      "n the rewards so far, delta' = delta / (4T).",
      "model disjoint: all that for each arm, t - 1 and n its rewards so far.",
    ],
    parameters: [ArmModel.parameter, v, lambda, noise, norm, delta],
    example: ["v": 0.5],
    swift: "try LinTS(problem, v: .number(0.5))",
    guarantee:
      """
      With the scales of the proofs, regret of the order d^(3/2) sqrt(T) up to logarithms with probability 1 - delta \
      (Agrawal and Goyal 2013; Abeille and Lazaric 2017). None is stated for `posterior` or a number.
      """,
    complexity: "O(d^3) per round for the factor and O(K d) for the arms; of the joint model of a shared context, and "
      + "the disjoint one, one block of the size of a context changes per round.",
    randomness: "d normal numbers per round; K times the size of a context where parameters are arm by arm.",
    numerics: "The factor is made anew from the sum V after every reward.",
    deviations: "None of the scalings is a default: `posterior` is what is used in practice.",
    guide: "The strongest of the simple ones here, with nothing to tune but the noise. `posterior` rarely gets stuck.",
    reference:
      """
      S. Agrawal and N. Goyal, Thompson sampling for contextual bandits with linear payoffs, ICML 2013; M. Abeille and \
      A. Lazaric, Linear Thompson sampling revisited, AISTATS 2017.
      """,
    isAnytime: false, metrics: [.parameterError])

  private let problem: ContextualProblem
  private let scale: Scale
  private let knowledge: LinearKnowledge?
  private let lambda: Double
  private let delta: Double
  private var regressions: ArmRegressions
  private var factors: [LowerTriangle?]
  private var samples: [[Double]]
  private static let normal = try! Gaussian()

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, model: settings[ArmModel.parameter], v: settings[Self.v], lambda: settings[Self.lambda],
      noise: settings[Self.noise], norm: settings[Self.norm], delta: settings[Self.delta])
  }

  /// Creates the learner: `LinTS(problem, v: .number(0.5))`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the scale needs what
  ///   neither arguments nor the problem say.
  public init(
    _ problem: ContextualProblem, model: ArmModel = ArmModel.parameter.default, v: Scale = Self.v.default,
    lambda: Double = Self.lambda.default, noise: Double? = nil, norm: Double? = nil, delta: Double = Self.delta.default
  ) throws(InvalidSettings) {
    try Self.v.check(v)
    try Self.lambda.check(lambda)
    try Self.noise.check(noise)
    try Self.norm.check(norm)
    try Self.delta.check(delta)
    if v == .agrawalGoyal && lambda != 1 {
      throw InvalidSettings("lambda", "found \(lambda); the scale agrawal-goyal is for lambda 1")
    }
    if v == .abeilleLazaric && lambda < 1 {
      throw InvalidSettings("lambda", "found \(lambda); the scale abeille-lazaric takes lambda from 1 on")
    }
    self.problem = problem
    scale = v
    self.lambda = lambda
    self.delta = delta
    switch v {
    case .number: knowledge = nil
    case .posterior, .agrawalGoyal:
      knowledge = try LinearKnowledge(problem, noise: noise, norm: norm ?? 0, needsFeatures: false)
    case .abeilleLazaric: knowledge = try LinearKnowledge(problem, noise: noise, norm: norm, needsFeatures: false)
    }
    regressions = try ArmRegressions(problem, model: model, lambda: lambda)
    factors = regressions.ridges.map { LowerTriangle(of: $0.gram, dimension: $0.dimension) }
    samples = regressions.ridges.map(\.estimate)
  }

  /// Matrices and factors.
  public func historyBytes(problem: ContextualProblem) -> Int { 2 * ArmRegressions.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    for (block, ridge) in regressions.ridges.enumerated() {
      for place in samples[block].indices { samples[block][place] = Self.normal.sample(from: &noise) }
      factors[block]?.solveTransposed(&samples[block])
      let width = width(round: regressions.isJoint ? round : ridge.count + 1, dimension: regressions.dimension)
      for place in samples[block].indices {
        samples[block][place] = ridge.estimate[place] + width * samples[block][place]
      }
    }
    var (best, highest) = (0, -Double.infinity)
    for arm in 0..<problem.armCount {
      let index = view.product(of: arm, with: samples[regressions.block(of: arm)])
      if index > highest { (best, highest) = (arm, index) }
    }
    return best
  }

  /// Updates the regression, and its factor.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    regressions.add(reward: reward, of: arm, in: view)
    let block = regressions.block(of: arm)
    factors[block] = LowerTriangle(of: regressions.ridges[block].gram, dimension: view.dimension)
  }

  /// The scale v in a round.
  func width(round: Int, dimension: Int) -> Double {
    if case .number(let number) = scale { return number }
    guard let knowledge else { return .nan }
    let (size, count) = (Double(dimension), Double(round - 1))
    switch scale {
    case .number, .posterior: return knowledge.noise
    case .agrawalGoyal: return knowledge.noise * (9 * size * .log(Double(round) / delta)).squareRoot()
    case .abeilleLazaric:
      let level = delta / (4 * Double(problem.horizon))
      let logarithm = size / 2 * .log((lambda + count) / lambda) - .log(level)
      return knowledge.noise * (2 * logarithm).squareRoot() + lambda.squareRoot() * knowledge.norm
    }
  }

  /// Not in closed form.
  public var propensity: Double? { nil }

  public var failure: String? {
    factors.contains { $0 == nil } ? "the matrix of the regression left the finite numbers" : regressions.failure
  }

  /// The estimate, block by block.
  public var estimate: [Double] { regressions.estimate }

  public func error(of parameter: [Double]) -> Double { regressions.error(of: parameter) }

  /// It has no confidence set.
  public func excludes(_ parameter: [Double]) -> Bool? { nil }
}
