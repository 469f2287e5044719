/// What a policy that weighs the spread of rewards remembers of its arms: counts, means and variances.
public struct ArmMoments: Sendable {
  /// Counts and means.
  public private(set) var arms: ArmStatistics
  /// The empirical variance of each arm's rewards, with n in the denominator; 0 before the second pull.
  public private(set) var variances: [Double]
  private var squares: [Double]

  /// Nothing known of any arm.
  public init(armCount: Int) {
    arms = ArmStatistics(armCount: armCount)
    variances = Array(repeating: 0, count: armCount)
    squares = variances
  }

  /// The lowest arm that was never pulled, if any.
  public mutating func nextUnpulledArm() -> Int? { arms.nextUnpulledArm() }

  /// Updates the arm with a reward (Welford 1962).
  public mutating func observe(_ reward: Double, of arm: Int) {
    let before = arms.means[arm]
    arms.observe(reward, of: arm)
    // Rounding may leave equal rewards a sum just below 0.
    squares[arm] = max(0, squares[arm] + (reward - before) * (reward - arms.means[arm]))
    variances[arm] = squares[arm] / Double(arms.pulls[arm])
  }
}
