/// Indices of arms: the largest mean reward, per discounted round, that an arm can be stopped with (J. C. Gittins 1979).
public enum GittinsIndex {
  /// The indices of all cells of an arm of which the first C rewards are kept, in the order of `CappedTasks`; of a known
  /// mean, one.
  ///
  /// - Parameter discount: beta, in [0, 1).
  /// - Complexity: O(C^4).
  public static func cells(_ prior: ArmPrior, cap: Int, discount: Double) -> [Double] {
    guard prior.isUnknown else { return [prior.mean(successes: 0, failures: 0)] }
    return (0...cap).flatMap { kept in
      (0...kept).map { index(prior, successes: $0, failures: kept - $0, depth: cap - kept, discount: discount) }
    }
  }

  /// The index of a cell: sup over stopping times tau >= 1 of E sum_(k < tau) beta^k r_k / E sum_(k < tau) beta^k.
  ///
  /// The supremum is found by Dinkelbach's iteration: for a price lambda of a discounted round the best stopping time is
  /// found by one pass over the triangle of cells below, and its ratio is the next price. The prices rise to the index
  /// in a few passes, where a bisection takes fifty.
  ///
  /// - Parameter depth: how many more rewards are kept; after them the arm's mean is what it is.
  /// - Complexity: O(depth^2).
  public static func index(
    _ prior: ArmPrior, successes: Int, failures: Int, depth: Int, discount: Double
  ) -> Double {
    let own = prior.mean(successes: successes, failures: failures)
    guard prior.isUnknown, depth > 0, discount > 0 else { return own }
    var price = own
    var rewards = Array(repeating: 0.0, count: depth + 1)
    var rounds = rewards
    while true {
      // After all rewards that are kept: stop, or play for ever.
      for more in 0...depth {
        let mean = prior.mean(successes: successes + more, failures: failures + depth - more)
        let goesOn = mean > price
        rewards[more] = goesOn ? mean / (1 - discount) : 0
        rounds[more] = goesOn ? 1 / (1 - discount) : 0
      }
      for level in stride(from: depth - 1, through: 0, by: -1) {
        for more in 0...level {
          let mean = prior.mean(successes: successes + more, failures: failures + level - more)
          let reward = mean + discount * (mean * rewards[more + 1] + (1 - mean) * rewards[more])
          let count = 1 + discount * (mean * rounds[more + 1] + (1 - mean) * rounds[more])
          let goesOn = level == 0 || reward > price * count
          rewards[more] = goesOn ? reward : 0
          rounds[more] = goesOn ? count : 0
        }
      }
      let ratio = rewards[0] / rounds[0]
      if ratio <= price { return price }
      price = ratio
    }
  }
}
