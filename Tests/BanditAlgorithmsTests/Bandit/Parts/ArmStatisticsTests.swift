import BanditAlgorithms
import Testing

struct ArmStatisticsTests {
  @Test func keepsCountsAndMeans() {
    var arms = ArmStatistics(armCount: 3)
    #expect(arms.nextUnpulledArm() == 0)
    arms.observe(0.5, of: 0)
    arms.observe(1, of: 2)
    #expect(arms.nextUnpulledArm() == 1)
    arms.observe(-2, of: 1)
    arms.observe(1.5, of: 0)
    #expect(arms.nextUnpulledArm() == nil)
    #expect(arms.pulls == [2, 1, 1])
    #expect(arms.means == [1, -2, 1])
  }
}
