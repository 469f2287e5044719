import BanditNumerics
import BanditStreams

/// The arm with the highest index of means, variances and ln t / n: what policies share that weigh the spread of
/// rewards.
struct MomentIndices: Sendable {
  private let ties: TieBreaking
  private var moments: ArmMoments
  private var indices: [Double]

  /// Nothing known of any arm.
  init(armCount: Int, ties: TieBreaking) {
    self.ties = ties
    moments = ArmMoments(armCount: armCount)
    indices = Array(repeating: 0, count: armCount)
  }

  /// The lowest arm that was never pulled, if any; else one with the highest index.
  ///
  /// - Parameter index: the index of an arm, from the mean and the variance of its rewards and `ratio` = ln t / n, with
  ///   t the round about to be played.
  @inline(__always)
  mutating func selectArm(
    at round: Int, noise: inout RoundNoise, index: (_ mean: Double, _ variance: Double, _ ratio: Double) -> Double
  ) -> Int {
    if let arm = moments.nextUnpulledArm() { return arm }
    let logarithm = Double.log(Double(round))
    for arm in indices.indices {
      let ratio = logarithm / Double(moments.arms.pulls[arm])
      indices[arm] = index(moments.arms.means[arm], moments.variances[arm], ratio)
    }
    return ties.argmax(indices, noise: &noise)
  }

  /// Updates the mean and the variance of the arm.
  mutating func observe(_ reward: Double, of arm: Int) { moments.observe(reward, of: arm) }
}
