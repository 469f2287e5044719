import BanditCards
import BanditGames
import BanditNumerics

/// Which features a linear model of the arms is on.
public enum ArmModel: String, Sendable, CaseIterable {
  /// One parameter on joint features.
  case shared
  /// A parameter for each arm on its own features.
  case disjoint

  /// `model` of scenario files.
  public static let parameter = Parameter.choice(
    "model", "`shared`: one parameter on joint features; `disjoint`: one for each arm on its own features.",
    default: ArmModel.shared)
}

/// Ridge regressions that predict the rewards of arms.
///
/// Joint features of a context that all arms share have a block for each arm, and so does their matrix: one regression
/// for each arm is the joint one, block by block. Only a set of actions under a shared parameter takes a single one.
struct ArmRegressions: Sendable {
  /// `lambda` of scenario files.
  static let lambda = Parameter.number(
    "lambda", "The weight of the squared norm.", .closed(1e-12...1e12), default: 1, why: "the constant of the papers")
  /// `refactor` of scenario files.
  static let refactor = Parameter.whole(
    "refactor", "After how many updates an inverse is made anew.", from: 1, default: 1000, unit: "rounds",
    why: "rank-one updates lose less than 1e-12 in so many")
  /// `initial` of scenario files.
  static let initial = Parameter.number(
    "initial",
    """
    The prediction before any data: ridge regression on rewards less this number, which is added to predictions. The \
    upper end of the range of means is optimistic, and explores.
    """, .closed(-1e100...1e100), default: 0, unit: "reward", why: "no optimism")

  /// The blocks.
  private(set) var ridges: [RidgeInverse]
  /// Whether one parameter is shared by all arms, block by block or as one.
  let isJoint: Bool
  private let isSingle: Bool
  private let initial: Double
  /// The number of features of the model: joint, or an arm's own.
  let dimension: Int

  init(_ problem: ContextualProblem, model: ArmModel, lambda: Double, refactor: Int = 1000, initial: Double = 0)
    throws(InvalidSettings)
  {
    isJoint = model == .shared
    isSingle = isJoint && !problem.isShared
    self.initial = initial
    dimension = isJoint ? problem.jointDimension : problem.dimension
    let count = isSingle ? 1 : problem.armCount
    guard problem.dimension <= ArmRegressions.maximumDimension, problem.dimension * problem.dimension * count <= 1 << 26
    else {
      throw InvalidSettings(
        "model",
        "\(counted: count, "regression") on \(counted: problem.dimension, "feature") would not fit in memory; "
          + "accepted: up to \(ArmRegressions.maximumDimension) features")
    }
    ridges = Array(
      repeating: RidgeInverse(dimension: problem.dimension, lambda: lambda, refactor: refactor), count: count)
  }

  private static let maximumDimension = 1000

  /// The memory of a problem's regressions, in bytes.
  static func bytes(_ problem: ContextualProblem) -> Int {
    16 * problem.armCount * problem.dimension * (problem.dimension + 4)
  }

  /// The block that an arm's features are in.
  func block(of arm: Int) -> Int { isSingle ? 0 : arm }

  /// The predicted reward of an arm.
  func prediction(of arm: Int, in view: ContextualView) -> Double {
    initial + ridges[block(of: arm)].prediction(of: view.features, from: view.start(of: arm))
  }

  /// Writes the predicted reward of each arm.
  func writePredictions(into predictions: inout [Double], of view: ContextualView) {
    // A pointer, because an element that is used out of the array is copied.
    ridges.withUnsafeBufferPointer { ridges in
      if isSingle {
        ridges[0].writePredictions(of: view.features, into: &predictions)
        for arm in predictions.indices { predictions[arm] = initial + predictions[arm] }
        return
      }
      for arm in predictions.indices {
        predictions[arm] = initial + ridges[block(of: arm)].prediction(of: view.features, from: view.start(of: arm))
      }
    }
  }

  /// x . V^-1 x.
  func squaredWidth(of arm: Int, in view: ContextualView) -> Double {
    ridges[block(of: arm)].squaredWidth(of: view.features, from: view.start(of: arm))
  }

  /// Writes x . V^-1 x of each arm.
  func writeSquaredWidths(into squares: inout [Double], of view: ContextualView) {
    ridges.withUnsafeBufferPointer { ridges in
      if isSingle { return ridges[0].writeSquaredWidths(of: view.features, into: &squares) }
      for arm in squares.indices {
        squares[arm] = ridges[arm].squaredWidth(of: view.features, from: view.start(of: arm))
      }
    }
  }

  /// Adds the reward of an arm.
  mutating func add(reward: Double, of arm: Int, in view: ContextualView, weight: Double = 1) {
    ridges[block(of: arm)].add(view.features, from: view.start(of: arm), target: reward - initial, weight: weight)
  }

  /// The arm with the largest prediction, the lowest index on ties.
  func greedyArm(in view: ContextualView, armCount: Int) -> Int {
    var (best, highest) = (0, -Double.infinity)
    for arm in 0..<armCount {
      let prediction = prediction(of: arm, in: view)
      if prediction > highest { (best, highest) = (arm, prediction) }
    }
    return best
  }

  /// ln det V - d ln lambda of the joint model.
  var logDeterminant: Double { ridges.reduce(0) { $0 + $1.logDeterminant } }

  /// The number of rewards.
  var count: Int { ridges.reduce(0) { $0 + $1.count } }

  /// The estimate, block after block.
  var estimate: [Double] { ridges.flatMap(\.estimate) }

  /// (theta - estimate)^T V (theta - estimate), for a parameter on joint features.
  func squaredDistance(to parameter: [Double]) -> Double {
    ridges.enumerated().reduce(0) { sum, entry in
      sum + entry.element.squaredDistance(to: parameter, from: entry.offset * entry.element.dimension)
    }
  }

  /// The distance of the estimate from a parameter on joint features.
  func error(of parameter: [Double]) -> Double {
    zip(estimate, parameter).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// Why there are no estimates any more.
  var failure: String? {
    ridges.allSatisfy(\.isSound) ? nil : "the matrix of the regression left the finite numbers"
  }
}

/// The constants of confidence sets for linear models: what a learner assumes, or is told.
struct LinearKnowledge: Sendable {
  /// `noise` of scenario files.
  static let noise = Parameter<Double?>.number(
    "noise", "A number R such that rewards less their means are R-subgaussian.", .closed(0...1e100),
    absent: "the environment's", unit: "reward")
  /// `norm` of scenario files.
  static let norm = Parameter<Double?>.number(
    "norm", "A bound S on the norm of the parameter.", .closed(0...1e100), absent: "the environment's")
  /// `delta` of scenario files.
  static let delta = Parameter.number(
    "delta", "The probability with which the confidence set may miss the truth.", .openUnit, default: 0.05,
    why: "a usual level")

  let noise: Double
  let norm: Double
  let featureNorm: Double

  /// Takes what was given, or else the problem's.
  ///
  /// - Throws: `InvalidSettings` where neither is known.
  init(_ problem: ContextualProblem, noise: Double?, norm: Double?, needsFeatures: Bool = true) throws(InvalidSettings)
  {
    try LinearKnowledge.noise.check(noise)
    try LinearKnowledge.norm.check(norm)
    guard let noise = noise ?? problem.noiseScale else {
      throw InvalidSettings("noise", "the environment does not say how far rewards scatter; give `noise`")
    }
    guard let norm = norm ?? problem.parameterNorm else {
      throw InvalidSettings("norm", "the environment has no linear truth whose norm is known; give `norm`")
    }
    guard let featureNorm = problem.featureNorm ?? (needsFeatures ? nil : 1) else {
      throw InvalidSettings("", "the environment does not say how long features are, which the radius needs")
    }
    self.noise = noise
    self.norm = norm
    self.featureNorm = featureNorm
  }

  /// Whether it is true of an instance whose means are linear on joint features.
  func holds(of truth: ContextualTruth) -> Bool {
    guard let parameter = truth.parameter, let scale = truth.problem.noiseScale else { return false }
    let length = parameter.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // A drawn parameter's norm is its radius up to rounding.
    return length <= norm * (1 + 1e-12) && scale <= noise
      && truth.problem.featureNorm.map { $0 <= featureNorm } ?? false
  }
}
