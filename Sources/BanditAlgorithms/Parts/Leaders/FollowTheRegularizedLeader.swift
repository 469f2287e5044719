import BanditNumerics

/// Follow-the-regularized-leader and mirror descent over items: cumulative losses, or estimates of them, and
/// the weights that go with them.
///
/// It may be driven by loss vectors (full information) or by estimates (`LossEstimator`); rates are the
/// caller's, a new one every round if it likes. Nothing is allocated after the start.
public struct FollowTheRegularizedLeader: Sendable {
  /// f, at the rate 1.
  public let regularizer: Regularizer
  /// L, up to a constant that all items share; of mirror descent, with each round's losses times its rate.
  public private(set) var losses: [Double]
  /// The latest weights; uniform at the start.
  public private(set) var weights: [Double]
  /// The depth of the multiplier times the rate, which changes least from rate to rate.
  private var scaledDepth = Double.nan
  private var updates = 0
  private var work: [Double]

  /// Uniform weights and no losses.
  ///
  /// - Parameters:
  ///   - regularizer: f.
  ///   - items: their number, at least 1.
  public init(_ regularizer: Regularizer, items: Int) {
    self.regularizer = regularizer
    losses = Array(repeating: 0, count: items)
    weights = Array(repeating: 1 / Double(items), count: items)
    work = losses
  }

  /// Sets the weights to `argmin { <w, L> + sum f(w_i) / rate }`.
  ///
  /// - Complexity: O(K), about five times through the items (once for the entropy).
  public mutating func follow(rate: Double) {
    Self.follow(losses, regularizer, rate: rate, scaledDepth: &scaledDepth, into: &weights)
  }

  /// Sets the weights to `argmin { <w, L + hints> + sum f(w_i) / rate }`.
  public mutating func follow(rate: Double, hints: [Double]) {
    for item in losses.indices { work[item] = losses[item] + hints[item] }
    Self.follow(work, regularizer, rate: rate, scaledDepth: &scaledDepth, into: &weights)
  }

  /// Replaces the weights by `argmin { <w, changes> + D(w, weights) / rate }`, D the Bregman divergence of f.
  ///
  /// f'(w) moves by `-rate changes`, up to a constant that all items share: the step leads to the leader of the losses
  /// times the rates of their rounds, which are kept in place of L. Weights themselves would underflow, and an item
  /// without weight would never come back. Not to be mixed with `add`.
  public mutating func descend(_ changes: [Double], rate: Double) {
    if case .hybrid(let barrier, let floor) = regularizer, floor > 0 {
      // Where a bound is met, more than a constant is lost; and nothing can underflow.
      for item in work.indices { work[item] = changes[item] }
      let bounded = Bounded(TsallisLogBarrier(rate: rate, barrier: barrier), to: floor...1)
      _ = SimplexSolver.step(&work, bounded, updating: &weights)
      return
    }
    for item in losses.indices { losses[item] += rate * changes[item] }
    countUpdate()
    follow(rate: 1)
  }

  /// Adds a loss vector to L.
  public mutating func add(_ changes: [Double]) {
    for item in losses.indices { losses[item] += changes[item] }
    countUpdate()
  }

  /// Adds an estimate of the losses of this round, of which one was seen, to L.
  ///
  /// - Returns: how far the estimate of the arm that was seen is from the estimator's baseline.
  @discardableResult
  mutating func add(_ loss: Double, of arm: Int, by estimator: inout LossEstimator, rate: Double) -> Double {
    let deviation = estimator.add(loss, of: arm, weights: weights, rate: rate, to: &losses)
    countUpdate()
    return deviation
  }

  /// An item, drawn by the weights.
  public func item(at uniform: Double) -> Int { WeightedDraw.item(at: uniform, of: weights) }

  /// Forgets all losses.
  public mutating func restart() {
    for item in losses.indices {
      losses[item] = 0
      weights[item] = 1 / Double(losses.count)
    }
    scaledDepth = .nan
  }

  // Static, so that the arrays are lent and not kept alive by counting references.
  private static func follow(
    _ losses: [Double], _ regularizer: Regularizer, rate: Double, scaledDepth: inout Double,
    into weights: inout [Double]
  ) {
    var depth = scaledDepth / rate
    switch regularizer {
    case .entropy:
      ExponentialWeights.solve(losses, rate: rate, into: &weights)
    case .tsallisHalf:
      SimplexSolver.solveTsallisHalf(losses, rate: rate, depth: &depth, into: &weights)
    case .tsallis(let power):
      SimplexSolver.solve(losses, TsallisEntropy(power: power, rate: rate), depth: &depth, into: &weights)
    case .logBarrier:
      SimplexSolver.solve(losses, LogBarrier(rate: rate), depth: &depth, into: &weights)
    case .hybrid(let barrier, let floor):
      let hybrid = TsallisLogBarrier(rate: rate, barrier: barrier)
      if floor > 0 {
        SimplexSolver.solve(losses, Bounded(hybrid, to: floor...1), depth: &depth, into: &weights)
      } else {
        SimplexSolver.solve(losses, hybrid, depth: &depth, into: &weights)
      }
    }
    scaledDepth = depth * rate
  }

  /// Only differences of losses matter: now and then the smallest becomes 0 again, so that 10^9 rounds
  /// leave them their digits.
  private mutating func countUpdate() {
    updates += 1
    guard updates.isMultiple(of: 4096), let smallest = losses.min() else { return }
    for item in losses.indices { losses[item] -= smallest }
  }
}
