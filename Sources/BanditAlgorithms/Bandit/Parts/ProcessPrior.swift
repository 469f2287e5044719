import BanditCards
import BanditGames
import BanditNumerics

/// What a learner takes the means of the arms for, the values of a Gaussian process on a grid, and what it does about
/// the parts of the prior that it is not sure of. What is left out is the environment's, as far as it states it.
public struct ProcessPrior: Hashable, Sendable {
  /// What becomes of the mean, a0 and a.
  public enum Hyperparameters: String, Hashable, Sendable, CaseIterable {
    /// They stay.
    case fixed
    /// They maximise the likelihood of the rewards so far.
    case maximumLikelihood = "maximum-likelihood"
    /// They maximise likelihood times prior.
    case map
  }

  /// `points` of scenario files; `nil` where it is left out.
  public static let points = Parameter<ArmPoints?>(
    AnyParameter(
      "points",
      """
      Where the arms lie: `line`, equally spaced on [0, 1] from 0 to 1; or a point for each arm, a number or a list of \
      coordinates.
      """, .either([.choice(["line"]), ArmPoints.kind]),
      default: .absent("the environment's; refused where it states none")),
    read: { setting in
      setting?.asText != nil ? .line : ArmPoints.points(setting).map { .given($0) }
    },
    write: { points in
      switch points {
      case nil: nil
      case .line: .text("line")
      case .given(let points): ArmPoints.setting(of: points)
      }
    })
  /// `kernel` of scenario files; `nil` where it is left out.
  public static let kernel = Parameter<KernelFamily?>.choice(
    "kernel",
    """
    The family of the kernel, with r^2 = sum_i a_i (x_i - x'_i)^2: `se`, a0 e^(-r^2); Matern, `matern12`, a0 e^-r; \
    `matern32`, a0 (1 + sqrt(3) r) e^(-sqrt(3) r); `matern52`, a0 (1 + sqrt(5) r + 5 r^2 / 3) e^(-sqrt(5) r).
    """, absent: "the environment's; refused where it states none")
  /// `mean` of scenario files; `nil` where it is left out.
  public static let mean = Parameter<Double?>.number(
    "mean", "The mean of the process, the same everywhere.", .closed(-1e6...1e6),
    absent: "the environment's, 0 where it states none", unit: "reward")
  /// `a0` of scenario files; `nil` where it is left out.
  public static let a0 = Parameter<Double?>.number(
    "a0", "The variance of the process at every point.", .closed(1e-6...1e6),
    absent: "the environment's, 1 where it states none", unit: "reward squared")
  /// `a` of scenario files; `nil` where it is left out.
  public static let a = KernelScales.parameter(
    "a", "The inverse squared length scale: of all coordinates, or of each.",
    absent: "the environment's, 25 where it states none")
  /// `noiseVariance` of scenario files; `nil` where it is left out.
  public static let noiseVariance = Parameter<Double?>.number(
    "noiseVariance", "The variance of the normal noise of rewards; counted as 1e-10 of a0 at least.",
    .closed(0...1e6),
    absent: """
      the environment's; the square of the scale of its noise where it states no process; 0.01, with a warning, where \
      neither is known
      """,
    unit: "reward squared")
  /// `hyperparameters` of scenario files.
  public static let hyperparameters = Parameter.choice(
    "hyperparameters",
    """
    What becomes of mean, a0 and a: they stay `fixed`; or they are fitted to the rewards so far, a0 and a within a \
    factor of 1000 of where they began, by `maximum-likelihood` or to the maximum a posteriori, `map`, with ln a0 and \
    ln a_i normal around where they began with the standard deviation `logSd`, and the mean normal around its own with \
    the variance a0. The variance of the noise is not fitted.
    """, default: Hyperparameters.fixed, why: "the prior is told")
  /// `refit` of scenario files.
  public static let refit = Parameter.whole(
    "refit", "After how many rewards the hyperparameters are fitted again, where they are.", from: 1, default: 10,
    unit: "rewards", why: "a fit takes longer than many rounds")
  /// `logSd` of scenario files.
  public static let logSd = Parameter.number(
    "logSd", "The standard deviation of ln a0 and ln a_i in the prior of `map`.", .closed(1e-3...10), default: 1,
    why: "scales are known up to a factor of about e")
  /// `initial` of scenario files.
  public static let initial = Parameter.whole(
    "initial",
    """
    How many arms are pulled first, far from each other: the one nearest to the middle of the points' box, then always \
    the one farthest from all before, coordinates in units of the box; at most every arm once.
    """, 0...1_000_000, default: 3, unit: "rounds", why: "the middle and both ends of a line")

  /// All of them, in the order of cards.
  static let parameters: [any CardParameter] = [
    points, kernel, mean, a0, a, noiseVariance, hyperparameters, refit, logSd, initial,
  ]

  /// Where the arms lie; `nil` for what the environment states.
  public var points: ArmPoints?
  /// The family of the kernel; `nil` for what the environment states.
  public var kernel: KernelFamily?
  /// The mean of the process; `nil` for what the environment states.
  public var mean: Double?
  /// The variance of the process; `nil` for what the environment states.
  public var a0: Double?
  /// The inverse squared length scales; `nil` for what the environment states.
  public var a: KernelScales?
  /// The variance of the noise; `nil` for what the environment states.
  public var noiseVariance: Double?
  /// What becomes of mean, a0 and a.
  public var hyperparameters: Hyperparameters
  /// After how many rewards they are fitted again.
  public var refit: Int
  /// The standard deviation of the prior of their logarithms.
  public var logSd: Double
  /// How many arms are pulled first.
  public var initial: Int

  /// Collects what is known: `ProcessPrior(points: .line, kernel: .matern52)`.
  public init(
    points: ArmPoints? = nil, kernel: KernelFamily? = nil, mean: Double? = nil, a0: Double? = nil,
    a: KernelScales? = nil, noiseVariance: Double? = nil,
    hyperparameters: Hyperparameters = Self.hyperparameters.default, refit: Int = Self.refit.default,
    logSd: Double = Self.logSd.default, initial: Int = Self.initial.default
  ) {
    self.points = points
    self.kernel = kernel
    self.mean = mean
    self.a0 = a0
    self.a = a
    self.noiseVariance = noiseVariance
    self.hyperparameters = hyperparameters
    self.refit = refit
    self.logSd = logSd
    self.initial = initial
  }

  /// Reads the settings of a card that lists `parameters`.
  init(_ settings: Settings) throws(InvalidSettings) {
    self.init(
      points: try settings[Self.points], kernel: try settings[Self.kernel], mean: try settings[Self.mean],
      a0: try settings[Self.a0], a: try settings[Self.a], noiseVariance: try settings[Self.noiseVariance],
      hyperparameters: try settings[Self.hyperparameters], refit: try settings[Self.refit],
      logSd: try settings[Self.logSd], initial: try settings[Self.initial])
  }

  func check() throws(InvalidSettings) {
    try Self.points.check(points)
    try Self.mean.check(mean)
    try Self.a0.check(a0)
    try Self.a.check(a)
    try Self.noiseVariance.check(noiseVariance)
    try Self.refit.check(refit)
    try Self.logSd.check(logSd)
    try Self.initial.check(initial)
  }
}
