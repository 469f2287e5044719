import Testing

@testable import BanditExperiments

struct HolmTests {
  /// `Tests/Reference/result_statistics.py`; by hand 6 x 0.005, 5 x 0.01, 4 x 0.03, then 3 x 0.03 and
  /// 2 x 0.04 raised to it.
  @Test func goldenAdjustment() {
    let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005, 0.6, 0.03])
    #expect(adjusted == [0.05, 0.12, 0.12, 0.03, 0.6, 0.12])
  }

  @Test func adjustedValuesStopAtOne() {
    #expect(Holm.adjusted([0.5, 0.9, 0.4]) == [1, 1, 1])
  }

  @Test func testsThatWereNotMadeAreNotCounted() {
    let adjusted = Holm.adjusted([.nan, 0.25, .nan, 0.125])
    #expect(adjusted[0].isNaN && adjusted[2].isNaN)
    #expect((adjusted[1], adjusted[3]) == (0.25, 0.25))
    #expect(Holm.adjusted([]) == [])
  }
}
