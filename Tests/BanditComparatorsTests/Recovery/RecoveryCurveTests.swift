import BanditComparators
import Testing

struct RecoveryCurveTests {
  @Test func staysAtItsLastMean() {
    let curve = RecoveryCurve([0.1, 0.4])
    #expect([curve[1], curve[2], curve[3], curve[1000]] == [0.1, 0.4, 0.4, 0.4])
    #expect(curve.depth == 2)
  }

  @Test func knowsWhetherItEverFalls() {
    #expect(RecoveryCurve([0.1, 0.1, 0.4]).isNondecreasing)
    #expect(!RecoveryCurve([0.1, 0.4, 0.3]).isNondecreasing)
    #expect(RecoveryCurve([7]).isNondecreasing)
  }

  /// The smallest of what is still to come, not the largest of what was.
  @Test func minorantLooksAhead() {
    #expect(RecoveryCurve([0.5, 0.2, 0.9, 0.4]).minorant.means == [0.2, 0.2, 0.4, 0.4])
    #expect(RecoveryCurve([0.1, 0.2]).minorant.means == [0.1, 0.2])
  }
}
