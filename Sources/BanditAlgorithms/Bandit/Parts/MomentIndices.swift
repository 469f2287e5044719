import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The arm with the highest index of means, variances and ln t / n: what policies share that weigh the spread of
/// rewards.
struct MomentIndices: Sendable {
  private let ties: TieBreaking
  private var moments: ArmMoments
  private var indices: [Double]
  /// The rounds before the first one.
  private let earlier: Int

  /// Nothing known of any arm.
  init(armCount: Int, ties: TieBreaking) {
    self.ties = ties
    moments = ArmMoments(armCount: armCount)
    indices = Array(repeating: 0, count: armCount)
    earlier = 0
  }

  /// What is known after earlier pulls, with the squares of their rewards.
  init(_ start: EarlierPulls, ties: TieBreaking) {
    self.ties = ties
    moments = ArmMoments(start)
    indices = Array(repeating: 0, count: start.pulls.count)
    earlier = start.total
  }

  /// What a policy for rewards in [0, 1] begins with.
  ///
  /// - Throws: `InvalidSettings` if the earlier pulls do not fit the arms or the rewards.
  init(
    _ problem: BanditProblem, start: EarlierPulls?, rewards: UnitRewards, ties: TieBreaking
  ) throws(InvalidSettings) {
    guard let start else {
      self.init(armCount: problem.armCount, ties: ties)
      return
    }
    try start.check(EarlierPulls.parameterWithSquares, armCount: problem.armCount)
    self.init(try rewards.unit(start), ties: ties)
  }

  /// The lowest arm that was never pulled, if any; else one with the highest index.
  ///
  /// - Parameter index: the index of an arm, from the mean and the variance of its rewards and `ratio` = ln t / n, with
  ///   t the round about to be played, earlier ones included.
  @inline(__always)
  mutating func selectArm(
    at round: Int, noise: inout RoundNoise, index: (_ mean: Double, _ variance: Double, _ ratio: Double) -> Double
  ) -> Int {
    if let arm = moments.nextUnpulledArm() { return arm }
    let logarithm = Double.log(Double(earlier + round))
    for arm in indices.indices {
      let ratio = logarithm / Double(moments.arms.pulls[arm])
      indices[arm] = index(moments.arms.means[arm], moments.variances[arm], ratio)
    }
    return ties.argmax(indices, noise: &noise)
  }

  /// The same of the arms that are there.
  @inline(__always)
  mutating func selectArm(
    at round: Int, among present: PresentArms, noise: inout RoundNoise,
    index: (_ mean: Double, _ variance: Double, _ ratio: Double) -> Double
  ) -> Int {
    if let arm = present.arms.first(where: { moments.arms.pulls[$0] == 0 }) { return arm }
    let logarithm = Double.log(Double(earlier + round))
    return ties.argmax(among: present.arms, noise: &noise) { arm in
      index(moments.arms.means[arm], moments.variances[arm], logarithm / Double(moments.arms.pulls[arm]))
    }
  }

  /// Updates the mean and the variance of the arm.
  mutating func observe(_ reward: Double, of arm: Int) { moments.observe(reward, of: arm) }
}
