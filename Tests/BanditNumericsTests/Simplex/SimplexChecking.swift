@testable import BanditNumerics

/// The weights and the multiplier of a cold start.
func solve<Regularizer: SeparableRegularizer>(
  _ losses: [Double], _ regularizer: Regularizer, total: Double = 1
) -> (weights: [Double], multiplier: Double) {
  var weights = losses
  var depth = Double.nan
  SimplexSolver.solve(losses, regularizer, total: total, depth: &depth, into: &weights)
  return (weights, losses.min()! - depth)
}

/// The largest difference between two lists of the same length.
func distance(_ first: [Double], _ second: [Double]) -> Double {
  first.count == second.count ? zip(first, second).map { abs($0 - $1) }.max()! : .infinity
}

/// The largest relative difference between two lists of the same length.
func relativeDistance(_ first: [Double], _ second: [Double]) -> Double {
  first.count == second.count ? zip(first, second).map { abs($0 / $1 - 1) }.max()! : .infinity
}

/// Losses of the golden numbers of `Tests/Reference/simplex.py`: near the best, far and very far from it.
let referenceLosses: [Double] = [0, 0.25, 3, 40, 1e7]
