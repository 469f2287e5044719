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

  /// What is known after earlier pulls; their squares are those of the rewards, not of deviations.
  init(_ earlier: EarlierPulls) {
    arms = ArmStatistics(pulls: earlier.pulls, sums: earlier.sums)
    squares = earlier.pulls.indices.map { arm in
      guard earlier.pulls[arm] > 0, let square = earlier.squares?[arm] else { return 0 }
      return max(0, square - earlier.sums[arm] * earlier.sums[arm] / Double(earlier.pulls[arm]))
    }
    variances = zip(squares, earlier.pulls).map { $0 / Double(max(1, $1)) }
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
