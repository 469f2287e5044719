import BanditComparators
import Testing

struct ConstantPathTests {
  @Test func theLastMeanLastsForEver() {
    let arm = ConstantPath(means: [1, 0.5, 0.25])
    #expect([0, 1, 2, 3, 4, 103].map { arm.total(through: $0) } == [0, 1, 1.5, 1.75, 2, 26.75])
    #expect(arm.longRunMean == 0.25)
  }

  @Test func aPeriodRepeats() {
    let arm = ConstantPath(means: [4, 1, 0, 2], period: 3)
    #expect((0...8).map { arm.total(through: $0) } == [0, 4, 5, 5, 7, 8, 8, 10, 11])
    #expect(arm.longRunMean == 1)
  }
}
