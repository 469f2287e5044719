import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The environment `gp-grid` of scenario files: arms whose means are the values of a function on a grid, drawn from a
/// Gaussian process, or one that optimisers are tried on.
public struct GPGridModel: EnvironmentModel {
  /// Where the arms lie.
  public enum Points: Hashable, Sendable {
    /// So many equally spaced points of [0, 1], both ends included.
    case line(Int)
    /// A grid of [0, 1]^2 with so many points on each side; the first coordinate changes slowest.
    case square(Int)
    /// The coordinates of each arm.
    case given([[Double]])

    fileprivate var coordinates: [[Double]] {
      switch self {
      case .line(let count): return ArmPoints.line(count)
      case .square(let side):
        let line = ArmPoints.line(side)
        return line.flatMap { first in line.map { first + $0 } }
      case .given(let points): return points
      }
    }
  }

  /// Where the means come from.
  public enum Function: String, Sendable, CaseIterable {
    /// A function that is drawn from the Gaussian process in each replication.
    case prior
    /// A function of Forrester et al.
    case forrester
    /// A function of Gramacy and Lee.
    case gramacyLee = "gramacy-lee"
    /// The function of Branin.
    case branin
    /// The six-hump camel function.
    case sixHumpCamel = "six-hump-camel"

    fileprivate var test: TestFunction? {
      switch self {
      case .prior: nil
      case .forrester: .forrester
      case .gramacyLee: .gramacyLee
      case .branin: .branin
      case .sixHumpCamel: .sixHumpCamel
      }
    }
  }

  /// Whether learners are told the mean and the scales of the kernel.
  public enum Hyperparameters: String, Sendable, CaseIterable {
    /// They are.
    case told
    /// They know the family of the kernel only.
    case hidden
  }

  /// `points` of scenario files.
  public static let points = Parameter<Points>(
    AnyParameter(
      "points",
      """
      Where the arms lie: a number, so many equally spaced points of [0, 1] from 0 to 1; `{"square": n}`, a grid of \
      [0, 1]^2 with n points on each side, the first coordinate slowest; or a list of points, each a number or a list \
      of coordinates.
      """,
      .either([
        .whole(1...ArmPoints.largestCount),
        .oneKey([AnyParameter("square", "How many points on each side.", .whole(2...44), default: .required)]),
        ArmPoints.kind,
      ]), default: .value(.whole(50)), unit: "points", why: "a step of about 0.02"),
    read: { setting in
      if let count = setting?.asWhole { return .line(count) }
      if case .object(let object)? = setting { return .square(object.whole("square")) }
      return ArmPoints.points(setting).map { .given($0) } ?? .line(50)
    },
    write: { points in
      switch points {
      case .line(let count): .whole(count)
      case .square(let side): .object(["square": .whole(side)])
      case .given(let points): ArmPoints.setting(of: points)
      }
    })
  /// `function` of scenario files.
  public static let function = Parameter.choice(
    "function",
    """
    Where the means come from: `prior`, a function drawn from the Gaussian process in each replication; or the \
    negative of a function to be minimised: `forrester`, (6 x - 2)^2 sin(12 x - 4) on [0, 1]; `gramacy-lee`, sin(10 \
    pi x) / (2 x) + (x - 1)^4 on [0.5, 2.5]; `branin`, (y - 5.1 x^2 / (4 pi^2) + 5 x / pi - 6)^2 + 10 (1 - 1 / (8 \
    pi)) cos x + 10 on [-5, 10] x [0, 15]; `six-hump-camel`, (4 - 2.1 x^2 + x^4 / 3) x^2 + x y + (4 y^2 - 4) y^2 on \
    [-3, 3] x [-2, 2]. Coordinates in [0, 1] stand for these intervals.
    """, default: Function.prior, why: "what the learners assume")
  /// `standardised` of scenario files.
  public static let standardised = Parameter.flag(
    "standardised",
    """
    Whether the means of a named function are shifted and scaled so that over all arms their mean is 0 and their \
    standard deviation 1; no part of `prior`.
    """, default: true, why: "the scale that mean, a0 and noiseVariance are for")
  /// `kernel` of scenario files.
  public static let kernel = Parameter.choice(
    "kernel",
    """
    The family of the kernel, with r^2 = sum_i a_i (x_i - x'_i)^2: `se`, a0 e^(-r^2); Matern, `matern12`, a0 e^-r; \
    `matern32`, a0 (1 + sqrt(3) r) e^(-sqrt(3) r); `matern52`, a0 (1 + sqrt(5) r + 5 r^2 / 3) e^(-sqrt(5) r). Of a \
    named function it is what learners are told to assume.
    """, default: KernelFamily.se, why: "the usual one")
  /// `mean` of scenario files.
  public static let mean = Parameter.number(
    "mean", "The mean of the process, the same everywhere.", .closed(-1e6...1e6), default: 0, unit: "reward")
  /// `a0` of scenario files.
  public static let a0 = Parameter.number(
    "a0", "The variance of the process at every point.", .closed(1e-6...1e6), default: 1, unit: "reward squared",
    why: "the usual normalisation")
  /// `a` of scenario files.
  public static let a = KernelScales.parameter(
    "a", "The inverse squared length scale: of all coordinates, or of each.", default: 25)
  /// `noiseVariance` of scenario files.
  public static let noiseVariance = Parameter.number(
    "noiseVariance", "The variance of the normal noise of rewards; 0: rewards are their means.", .closed(0...1e6),
    default: 0.01, unit: "reward squared", why: "a tenth of the function's standard deviation")
  /// `hyperparameters` of scenario files.
  public static let hyperparameters = Parameter.choice(
    "hyperparameters",
    """
    Whether learners are `told` mean, a0 and a, or they are `hidden`: points, the family of the kernel and the \
    variance of the noise are always told.
    """, default: Hyperparameters.told, why: "a prior that is right")

  public static let card = EnvironmentCard(
    id: "gp-grid", family: .bandit,
    summary: "Arms on a grid, whose means are a function drawn from a Gaussian process, or a known test function.",
    dynamics: """
      Pulling arm x pays f(x) + e, e ~ N(0, noiseVariance). f ~ GP(mean, k) on the points, by the Cholesky factor of \
      the covariance matrix, or the negative of a named function.
      """,
    feedback: "The reward of the arm pulled.",
    truth: "The values of f.",
    comparators: """
      pseudo and realized: the arm with the highest value. simple and inference: the same, once; on a grid the maximum \
      is exact.
      """,
    parameters: [points, function, standardised, kernel, mean, a0, a, noiseVariance, hyperparameters],
    example: ["points": 30, "kernel": "matern52", "noiseVariance": 0.04],
    swift: "try GPGridModel(points: .line(30), kernel: .matern52, noiseVariance: 0.04, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: false, rewards: .unbounded, feedback: .bandit),
    notes: """
      Stochastic, stationary, independent of the history; rewards unbounded. Learners are told the points, the family \
      of the kernel, the variance of the noise and, unless they are hidden, mean, a0 and a; ordinary policies take no \
      notice of the points. Smooth kernels on fine grids have covariances that are singular in double precision: \
      where the factorisation fails, 1e-10 of a0 is added on the diagonal, and ten times more until 1e-4; a \
      covariance that needs more is refused. A fine grid stands for a continuum, whose maximum may be higher.
      """,
    reference: """
      P. I. Frazier, A tutorial on Bayesian optimization, arXiv 1807.02811, 2018; the functions: A. Forrester, A. \
      Sobester and A. Keane, Engineering design via surrogate modelling, Wiley, 2008; R. B. Gramacy and H. K. H. Lee, \
      Cases for the nugget in modeling computer experiments, Statistics and Computing 22, 2012; L. C. W. Dixon and G. \
      P. Szego, Towards global optimisation 2, North-Holland, 1978.
      """)

  private let prior: StationaryKernel
  private let mean: Double
  private let noise: Gaussian
  /// The factor of the covariance of a drawn function.
  private let factor: LowerTriangle?
  /// The means, where all replications have the same.
  private let fixedMeans: [Double]?
  private let function: Function
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      points: settings[Self.points], function: settings[Self.function], standardised: settings[Self.standardised],
      kernel: settings[Self.kernel], mean: settings[Self.mean], a0: settings[Self.a0], a: settings[Self.a],
      noiseVariance: settings[Self.noiseVariance], hyperparameters: settings[Self.hyperparameters], horizon: horizon)
  }

  /// Creates the model: `GPGridModel(points: .line(50), kernel: .matern52, horizon: 200)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, points or scales do not have
  ///   the same number of coordinates or not that of the function, or the covariance cannot be factorised.
  public init(
    points: Points = Self.points.default, function: Function = Self.function.default,
    standardised: Bool = Self.standardised.default, kernel: KernelFamily = Self.kernel.default,
    mean: Double = Self.mean.default, a0: Double = Self.a0.default, a: KernelScales = Self.a.default,
    noiseVariance: Double = Self.noiseVariance.default,
    hyperparameters: Hyperparameters = Self.hyperparameters.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.points.check(points)
    try Self.mean.check(mean)
    try Self.a0.check(a0)
    try Self.a.check(a)
    try Self.noiseVariance.check(noiseVariance)
    let coordinates = points.coordinates
    try ArmPoints.check(coordinates, at: Self.points.name)
    let scales = try a.values(dimension: coordinates[0].count, at: Self.a.name)
    prior = StationaryKernel(kernel, a0: a0, a: scales)
    self.mean = mean
    self.function = function
    do throws(DistributionError) {
      noise = try Gaussian(mean: 0, sd: noiseVariance.squareRoot())
    } catch {
      throw InvalidSettings(Self.noiseVariance.name, error.description)
    }
    if let test = function.test {
      fixedMeans = try Self.means(test, function, at: coordinates, standardised: standardised)
      factor = nil
    } else {
      fixedMeans = nil
      let count = coordinates.count
      guard let factor = LowerTriangle(ofCovariance: prior.matrix(of: coordinates), dimension: count, scale: a0) else {
        throw InvalidSettings(
          Self.kernel.name,
          "the covariance matrix of these points cannot be factorised; accepted: points farther apart, a rougher kernel"
        )
      }
      self.factor = factor
    }
    problem = BanditProblem(
      armCount: coordinates.count, horizon: horizon, rewardRange: nil, noiseScale: noise.sd,
      process: ArmProcess(
        points: coordinates, family: kernel, noiseVariance: noiseVariance,
        hyperparameters: hyperparameters == .told ? .init(mean: mean, a0: a0, a: scales) : nil))
  }

  private static func means(
    _ test: TestFunction, _ function: Function, at points: [[Double]], standardised: Bool
  ) throws(InvalidSettings) -> [Double] {
    guard points[0].count == test.box.count else {
      throw InvalidSettings(
        Self.points.name,
        """
        found \(counted: points[0].count, "coordinate"); accepted: \(test.box.count), as \(function.rawValue) has\
        \(test.box.count == 2 ? ", for example {\"square\": 10}" : "")
        """)
    }
    if let place = points.firstIndex(where: { point in point.contains { !(0...1).contains($0) } }) {
      throw InvalidSettings(
        "\(Self.points.name)[\(place)]",
        "found \(points[place]); accepted: coordinates in [0, 1], which stand for the box of \(function.rawValue)")
    }
    let means = points.map { -test.value(at: $0) }
    guard standardised else { return means }
    let count = Double(means.count)
    let centre = means.reduce(0, +) / count
    let sd = (means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / count).squareRoot()
    return means.map { sd > 0 ? ($0 - centre) / sd : 0 }
  }

  /// The points, and what is best.
  public var facts: [String] {
    let points = "\(counted: problem.armCount, "point")"
    guard let fixedMeans, let best = fixedMeans.max() else {
      return ["\(points); each replication draws its function"]
    }
    return [
      "\(points); the highest value of \(function.rawValue) is \(best), at arm \(fixedMeans.firstIndex(of: best) ?? 0)"
    ]
  }

  public var largestGap: Double? { fixedMeans.map { ($0.max() ?? 0) - ($0.min() ?? 0) } }

  /// The factor of the covariance, and where arms lie.
  public var modelBytes: Int {
    let count = problem.armCount
    return 128 * count + 8 * count * (prior.a.count + (factor == nil ? 0 : count))
  }

  public var commonInstance: ArmsBandit? { fixedMeans.map(bandit) }

  /// The arms of a replication; P normal numbers where the function is drawn.
  public func instance(of replication: Int, from stream: inout RandomStream) -> ArmsBandit {
    guard let factor else { return bandit(fixedMeans ?? []) }
    var values = (0..<factor.dimension).map { _ in Self.standardNormal.sample(from: &stream) }
    factor.multiply(&values)
    return bandit(values.map { mean + $0 })
  }

  private func bandit(_ means: [Double]) -> ArmsBandit {
    // Means are at most a few thousand deviations, which the card bounds, and the deviation was checked.
    ArmsBandit(laws: means.map { .gaussian(try! Gaussian(mean: $0, sd: noise.sd)) })
  }

  private static let standardNormal = try! Gaussian()
}
