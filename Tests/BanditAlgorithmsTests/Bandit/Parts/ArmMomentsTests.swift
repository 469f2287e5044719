import Testing

@testable import BanditAlgorithms

struct ArmMomentsTests {
  @Test func keepsMeansAndVariances() {
    var moments = ArmMoments(armCount: 2)
    for reward in [1.0, 4, 7, 0] { moments.observe(reward, of: 1) }
    #expect(moments.nextUnpulledArm() == 0)
    moments.observe(-3, of: 0)
    #expect(moments.arms.means == [-3, 3])
    // Deviations -2, 1, 4, -3: 30 / 4.
    #expect(moments.variances == [0, 7.5])
  }

  /// The mean of equal rewards may be off by a unit of rounding a reward, 1e-13 in all; their variance must
  /// not fall below 0 by that.
  @Test func equalRewardsHaveNoVariance() {
    var moments = ArmMoments(armCount: 1)
    for _ in 0..<1000 {
      moments.observe(0.7, of: 0)
      #expect(moments.variances[0] >= 0 && moments.variances[0] < 1e-26)
    }
  }
}
