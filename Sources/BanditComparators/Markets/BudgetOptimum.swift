/// The best fixed budgets: the largest expected value of a period whose budgets add up to no more than the
/// advertiser's and whose expected value returns the target on them.
///
///     max sum_j V_j(r_j)   subject to   sum_j r_j <= rho,  sum_j V_j(r_j) >= gamma sum_j r_j
///
/// for concave V_j. Exact, by merging the segments of all curves; this project's own derivation, tested against a
/// linear programme.
public struct BudgetOptimum: Hashable, Sendable {
  /// The expected value of a period.
  public let value: Double
  /// The budget of each channel. Where slopes tie across channels others are as good.
  public let budgets: [Double]

  /// Solves for the budgets.
  ///
  /// - Complexity: O(N log N) for N corners of all curves.
  public init(curves: [ResponseCurve], budget: Double, targetReturn: Double) {
    let segments = curves.enumerated().flatMap { channel, curve in
      curve.slopes.indices.map {
        Spending.Segment(
          slope: curve.slopes[$0], length: curve.corners[$0 + 1] - curve.corners[$0], channel: channel)
      }
    }
    var plan = Spending(
      value: curves.reduce(0) { $0 + $1.value(at: 0) }, spends: Array(repeating: 0, count: curves.count))
    plan.buy(Spending.sorted(segments), budget: budget, targetReturn: targetReturn)
    budgets = plan.spends
    // Added up as a learner's means are, so that a learner that plays these budgets has a regret of exactly 0.
    value = zip(curves, plan.spends).reduce(0) { $0 + $1.0.value(at: $1.1) }
  }

  /// An upper bound on the optimum, by Lagrangian duality, for every pair of multipliers that are not negative:
  /// sum_j max_a ((1 + l) V_j(a) - (gamma l + u) a) + u rho.
  ///
  /// - Parameters:
  ///   - returnMultiplier: l, of the return.
  ///   - budgetMultiplier: u, of the budget.
  public static func dualBound(
    curves: [ResponseCurve], budget: Double, targetReturn: Double, returnMultiplier: Double, budgetMultiplier: Double
  ) -> Double {
    let price = targetReturn * returnMultiplier + budgetMultiplier
    return curves.reduce(budgetMultiplier * budget) {
      $0 + $1.largestSurplus(factor: 1 + returnMultiplier, price: price)
    }
  }
}
