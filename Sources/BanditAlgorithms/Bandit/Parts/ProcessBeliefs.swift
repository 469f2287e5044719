import BanditCards
import BanditGames
import BanditNumerics

/// What a learner with a Gaussian process believes of its arms: the posterior of all of them, and the arms that it
/// pulls before it asks it.
struct ProcessBeliefs: Sendable {
  /// The posterior.
  private(set) var posterior: GridPosterior
  /// The variance of the noise, at least 1e-10 of a0, so that arms that are known exactly do no harm.
  let noiseVariance: Double
  /// The kernel, as it was fitted last.
  private(set) var kernel: StationaryKernel
  /// The mean of the prior, as it was fitted last.
  private(set) var mean: Double
  /// The rewards of each arm.
  private(set) var rewards: PooledObservations
  /// What is not known for sure.
  let caveats: [String]
  private let points: [[Double]]
  private let fit: ProcessFit?
  private let refit: Int
  private var observed = 0
  private var design: [Int]
  private var pulled = 0

  /// Takes what is given, else what the problem states.
  ///
  /// - Parameters:
  ///   - id: of the learner, for sentences.
  ///   - largest: the most arms that it plays.
  /// - Throws: `InvalidSettings` if an argument is out of range, nothing says where arms lie or how their means depend
  ///   on each other, or there are too many of them.
  init(
    _ problem: BanditProblem, _ prior: ProcessPrior, id: String, largest: Int = ArmPoints.largestCount
  ) throws(InvalidSettings) {
    try prior.check()
    let told = problem.process
    guard problem.armCount <= largest else {
      throw InvalidSettings(
        "", "found \(problem.armCount) arms; \(id) keeps a matrix of them, accepted: at most \(largest)")
    }
    points = try Self.points(problem, prior, id: id)
    guard let family = prior.kernel ?? told?.family else {
      throw InvalidSettings("kernel", Self.refusal(id))
    }
    let dimension = points[0].count
    let known = told?.hyperparameters
    let a0 = prior.a0 ?? known?.a0 ?? 1
    let scales: [Double]
    if let given = prior.a {
      scales = try given.values(dimension: dimension, at: ProcessPrior.a.name)
    } else if let known, known.a.count == dimension {
      scales = known.a
    } else {
      scales = Array(repeating: 25, count: dimension)
    }
    kernel = StationaryKernel(family, a0: a0, a: scales)
    mean = prior.mean ?? known?.mean ?? 0
    let noise = prior.noiseVariance ?? told?.noiseVariance ?? problem.noiseScale.map { $0 * $0 }
    noiseVariance = max(noise ?? 0.01, 1e-10 * a0)
    caveats = Self.caveats(prior, told, noise: noise)
    posterior = GridPosterior(
      means: Array(repeating: mean, count: points.count), covariances: kernel.matrix(of: points))
    rewards = PooledObservations(pointCount: points.count)
    let start = prior.hyperparameters == .map ? ProcessFit.Prior(logSd: prior.logSd) : .none
    fit =
      prior.hyperparameters == .fixed
      ? nil : ProcessFit(kernel, mean: mean, noiseVariance: noiseVariance, prior: start)
    refit = prior.refit
    design = Self.design(points, count: prior.initial)
  }

  private static func points(
    _ problem: BanditProblem, _ prior: ProcessPrior, id: String
  ) throws(InvalidSettings) -> [[Double]] {
    switch prior.points {
    case .line: return ArmPoints.line(problem.armCount)
    case .given(let points):
      try ArmPoints.check(points, at: ProcessPrior.points.name)
      guard points.count == problem.armCount else {
        throw InvalidSettings(
          ProcessPrior.points.name,
          "\(counted: points.count, "point") for \(counted: problem.armCount, "arm"); give one for each arm")
      }
      return points
    case nil:
      guard let told = problem.process else { throw InvalidSettings(ProcessPrior.points.name, refusal(id)) }
      return told.points
    }
  }

  private static func refusal(_ id: String) -> String {
    """
    \(id) needs to know where arms lie and how their means depend on each other, and this environment does not state \
    it; give "points" and "kernel", or play gp-grid
    """
  }

  private static func caveats(_ prior: ProcessPrior, _ told: ArmProcess?, noise: Double?) -> [String] {
    var caveats: [String] = []
    if noise == nil {
      caveats.append("the variance of this environment's noise is not known: 0.01 is assumed; give \"noiseVariance\"")
    }
    let isTold = told?.hyperparameters != nil
    if prior.hyperparameters == .fixed && !isTold && (prior.a0 == nil || prior.a == nil) {
      caveats.append(
        "a0 and a of this environment's process are not known: where they are not given, 1 and 25 are assumed")
    }
    if let told, prior.kernel.map({ $0 != told.family }) == true {
      caveats.append(
        "\"kernel\" is \(prior.kernel?.rawValue ?? ""), but this environment states \(told.family.rawValue)")
    }
    return caveats
  }

  /// Arms far from each other: the nearest to the middle, then always the farthest from all before; the lowest on ties.
  private static func design(_ points: [[Double]], count: Int) -> [Int] {
    let dimension = points[0].count
    var (low, high) = (points[0], points[0])
    for point in points {
      for place in 0..<dimension {
        low[place] = min(low[place], point[place])
        high[place] = max(high[place], point[place])
      }
    }
    func square(_ point: [Double], _ other: [Double]) -> Double {
      (0..<dimension).reduce(0) { sum, place in
        let width = high[place] - low[place]
        let step = width > 0 ? (point[place] - other[place]) / width : 0
        return sum + step * step
      }
    }
    let middle = zip(low, high).map { ($0 + $1) / 2 }
    var design: [Int] = []
    var nearest = points.map { -square($0, middle) }
    for _ in 0..<min(count, points.count) {
      var best = -1
      for arm in points.indices where !design.contains(arm) && (best < 0 || nearest[arm] > nearest[best] + 1e-12) {
        best = arm
      }
      for arm in points.indices {
        let distance = square(points[arm], points[best])
        nearest[arm] = design.isEmpty ? distance : min(nearest[arm], distance)
      }
      design.append(best)
    }
    return design
  }

  /// The memory that beliefs take, in bytes.
  static func bytes(_ problem: BanditProblem) -> Int {
    // The pooled rewards, and of a fit, a factor of up to half a matrix.
    GridPosterior.bytes(pointCount: problem.armCount) + 4 * problem.armCount * (problem.armCount + 20)
  }

  /// The number of arms, P.
  var count: Int { posterior.count }

  /// The next of the arms that are pulled first; `nil` when they all were.
  mutating func nextOfDesign() -> Int? {
    guard pulled < design.count else { return nil }
    pulled += 1
    return design[pulled - 1]
  }

  /// Updates with a reward.
  ///
  /// - Complexity: O(P^2); where the hyperparameters are fitted, O(n^3) for each of a few hundred evaluations, n the
  ///   number of arms pulled.
  mutating func observe(_ reward: Double, of arm: Int) {
    rewards.add(reward, at: arm)
    observed += 1
    guard let fit, observed % refit == 0, let best = fit.fitted(to: rewards, on: points, from: kernel) else {
      return posterior.observe(reward, at: arm, noiseVariance: noiseVariance)
    }
    kernel = best.kernel
    mean = best.mean
    posterior = GridPosterior(
      means: Array(repeating: mean, count: count), covariances: kernel.matrix(of: points))
    for arm in rewards.points {
      posterior.observe(
        rewards.means[arm], at: arm, noiseVariance: noiseVariance / Double(rewards.counts[arm]))
    }
  }

  /// The posterior standard deviation of an arm's mean.
  @inline(__always)
  func sd(_ arm: Int) -> Double { posterior.variance(arm).squareRoot() }

  /// The largest posterior mean among the arms that were pulled; among all, where none was.
  var incumbent: Double {
    var highest = -Double.infinity
    if rewards.points.isEmpty { return posterior.means.max() ?? mean }
    for arm in rewards.points { highest = max(highest, posterior.means[arm]) }
    return highest
  }

  /// The arm with the largest posterior mean among those that were pulled; the lowest on ties, `nil` where none was.
  var recommendation: Int? {
    var best: Int?
    for arm in 0..<count where rewards.counts[arm] > 0 {
      if best.map({ posterior.means[arm] > posterior.means[$0] }) ?? true { best = arm }
    }
    return best
  }

  /// The arm with the largest posterior mean of all; the lowest on ties.
  var inferredArm: Int {
    var best = 0
    for arm in 1..<max(1, count) where posterior.means[arm] > posterior.means[best] { best = arm }
    return best
  }

  /// The arm with the largest value: of equal ones that with the larger posterior mean, then the lowest.
  @inline(__always)
  func best(_ value: (_ arm: Int) -> Double) -> Int {
    var (best, highest) = (0, value(0))
    for arm in 1..<max(1, count) {
      let other = value(arm)
      if other > highest || other == highest && posterior.means[arm] > posterior.means[best] {
        (best, highest) = (arm, other)
      }
    }
    return best
  }
}
