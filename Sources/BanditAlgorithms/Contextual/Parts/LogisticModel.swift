import BanditCards
import BanditGames
import BanditNumerics

/// A logistic model of arms: one parameter on joint features, block by block where all arms share a context.
public struct LogisticModel: Sendable {
  /// How the estimate is made.
  public enum Estimator: String, Sendable, CaseIterable {
    /// One implicit step of online Newton for each reward.
    case online
    /// The minimiser of the penalised log loss.
    case mle
  }

  /// `estimator` of scenario files.
  public static let estimator = Parameter.choice(
    "estimator", "`online`: one implicit Newton step for each reward; `mle`: the minimiser of the penalised log loss.",
    default: Estimator.online, why: "costs O(d^2) per round, whatever came before")
  /// `refit` of scenario files.
  public static let refit = Parameter.whole(
    "refit", "With `mle`: after 200 rewards, every how many the estimate is made anew.", from: 1, default: 10,
    unit: "rewards", why: "as in the public code of logistic bandits")

  /// 1 / (1 + exp(-u)).
  static func sigma(_ u: Double) -> Double { 1 / (1 + .exp(-u)) }

  /// The regressions.
  private(set) var blocks: [LogisticRegression]
  private let estimatorKind: Estimator

  init(_ problem: ContextualProblem, lambda: Double, estimator: Estimator, refit: Int) throws(InvalidSettings) {
    try ArmRegressions.lambda.check(lambda)
    try Self.refit.check(refit)
    guard problem.isBinary else {
      throw InvalidSettings("", "needs rewards 0 or 1, which the environment does not promise")
    }
    let count = try ArmRegressions(problem, model: .shared, lambda: lambda).ridges.count
    estimatorKind = estimator
    blocks = Array(
      repeating: LogisticRegression(
        dimension: problem.dimension, lambda: lambda, estimator: estimator, refit: refit), count: count)
  }

  /// The block that an arm's features are in.
  func block(of arm: Int) -> Int { blocks.count == 1 ? 0 : arm }

  /// x . theta.
  func product(of arm: Int, in view: ContextualView) -> Double {
    view.product(of: arm, with: blocks[block(of: arm)].estimate)
  }

  /// x . H^-1 x.
  func squaredWidth(of arm: Int, in view: ContextualView) -> Double {
    blocks[block(of: arm)].squaredWidth(of: view.features, from: view.start(of: arm))
  }

  /// Adds the reward of an arm.
  mutating func add(reward: Double, of arm: Int, in view: ContextualView) {
    blocks[block(of: arm)].add(view.features, from: view.start(of: arm), reward: reward)
  }

  /// The estimate, block by block.
  var estimate: [Double] { blocks.flatMap(\.estimate) }

  /// The memory of a problem's regressions, in bytes.
  func bytes(_ problem: ContextualProblem) -> Int {
    2 * ArmRegressions.bytes(problem)
      + (estimatorKind == .mle ? 8 * min(problem.horizon, 1 << 40) * (problem.dimension + 1) : 0)
  }

  /// Why there are no estimates any more.
  var failure: String? {
    blocks.allSatisfy(\.isSound) ? nil : "the matrix of the regression left the finite numbers"
  }
}

/// A logistic regression of rewards 0 or 1, with a ridge.
struct LogisticRegression: Sendable {
  private let kind: LogisticModel.Estimator
  private let interval: Int
  private let dimension: Int
  private let lambda: Double
  /// The estimate.
  private(set) var estimate: [Double]
  /// H of `online`.
  private var curvature: RidgeInverse
  /// H of `mle`, and its inverse.
  private var hessian: [Double]
  private var inverse: [Double]
  private var rows: [Double] = []
  private var rewards: [Double] = []
  private var count = 0
  private(set) var isSound = true

  init(dimension: Int, lambda: Double, estimator: LogisticModel.Estimator, refit: Int) {
    kind = estimator
    interval = refit
    self.dimension = dimension
    self.lambda = lambda
    estimate = Array(repeating: 0, count: dimension)
    curvature = RidgeInverse(dimension: dimension, lambda: lambda)
    hessian = curvature.gram
    inverse = curvature.inverse
  }

  /// The root u of u = m + q (y - sigma(u)), which lies between m - q and m + q.
  static func root(_ m: Double, _ q: Double, _ y: Double) -> Double {
    var (low, high) = (m - q, m + q)
    var u = m
    for _ in 0..<200 {
      let sigma = LogisticModel.sigma(u)
      let excess = u - m - q * (y - sigma)
      if excess > 0 { high = u } else { low = u }
      var next = u - excess / (1 + q * sigma * (1 - sigma))
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if abs(next - u) <= 1e-15 * max(1, abs(u)) { return next }
      u = next
    }
    return u
  }

  /// H, row by row.
  var matrix: [Double] { kind == .online ? curvature.gram : hessian }

  /// x . H^-1 x.
  func squaredWidth(of features: [Double], from start: Int) -> Double {
    if kind == .online { return curvature.squaredWidth(of: features, from: start) }
    var sum = 0.0
    for row in 0..<dimension {
      var product = 0.0
      for column in 0..<dimension { product += inverse[row * dimension + column] * features[start + column] }
      sum += features[start + row] * product
    }
    return max(0, sum)
  }

  mutating func add(_ features: [Double], from start: Int, reward: Double) {
    count += 1
    switch kind {
    case .online:
      var direction = Array(repeating: 0.0, count: dimension)
      curvature.writeProduct(with: features, from: start, into: &direction, at: 0)
      var (m, q) = (0.0, 0.0)
      for place in 0..<dimension {
        m += features[start + place] * estimate[place]
        q += features[start + place] * direction[place]
      }
      let sigma = LogisticModel.sigma(Self.root(m, max(0, q), reward))
      for place in 0..<dimension { estimate[place] += direction[place] * (reward - sigma) }
      curvature.add(features, from: start, target: 0, weight: sigma * (1 - sigma))
      isSound = curvature.isSound && estimate.allSatisfy(\.isFinite)
    case .mle:
      rows.append(contentsOf: features[start..<start + dimension])
      rewards.append(reward)
      if count <= 200 || count % interval == 0 { fit() }
    }
  }

  private mutating func fit() {
    for _ in 0..<50 {
      var step = differentiate()
      guard let triangle = LowerTriangle(of: hessian, dimension: dimension) else { return isSound = false }
      triangle.solve(&step)
      triangle.solveTransposed(&step)
      for place in 0..<dimension { estimate[place] -= step[place] }
      if step.allSatisfy({ abs($0) < 1e-12 }) { break }
    }
    _ = differentiate()
    guard let triangle = LowerTriangle(of: hessian, dimension: dimension) else { return isSound = false }
    inverse = triangle.inverse
    isSound = estimate.allSatisfy(\.isFinite)
  }

  /// The gradient of the penalised log loss at the estimate; sets the Hessian.
  private mutating func differentiate() -> [Double] {
    var gradient = estimate.map { lambda * $0 }
    for place in hessian.indices { hessian[place] = 0 }
    for place in 0..<dimension { hessian[place * (dimension + 1)] = lambda }
    for row in rewards.indices {
      let start = row * dimension
      var product = 0.0
      for place in 0..<dimension { product += rows[start + place] * estimate[place] }
      let sigma = LogisticModel.sigma(product)
      for line in 0..<dimension {
        gradient[line] += (sigma - rewards[row]) * rows[start + line]
        let factor = sigma * (1 - sigma) * rows[start + line]
        for column in 0..<dimension { hessian[line * dimension + column] += factor * rows[start + column] }
      }
    }
    return gradient
  }
}
