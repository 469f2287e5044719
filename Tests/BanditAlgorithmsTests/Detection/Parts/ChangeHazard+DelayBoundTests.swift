import BanditAlgorithms
import Testing

struct ChangeHazardDelayBoundTests {
  /// A coin of .9 that becomes one of .1 after 300 tosses, delta .05, evaluated with 30 digits
  /// (Tests/Reference/change_detection.py).
  @Test(arguments: [
    (ChangeHazard.inverseRunLength, 91), (.constant(0.001), 96), (.theorem(delta: 0.05, alpha: 1.1), 162),
  ])
  func coins(hazard: ChangeHazard, bound: Int) {
    #expect(hazard.delayBound(gaps: [0.8, 0.8], after: 300, delta: 0.05) == bound)
    // A symbol that does not change makes the problem no easier.
    #expect(hazard.delayBound(gaps: [0.8, 0.8, 0], after: 300, delta: 0.05) ?? 0 >= bound)
  }

  @Test func smallChangesMayNeverBeSure() {
    #expect(ChangeHazard.constant(0.001).delayBound(gaps: [0.01, 0.01], after: 300, delta: 0.05) == nil)
    #expect(ChangeHazard.constant(0.001).delayBound(gaps: [0, 0], after: 300, delta: 0.05) == nil)
    #expect(ChangeHazard.constant(0.001).delayBound(gaps: [0.8, 0.8], after: 300, delta: 0.05, limit: 95) == nil)
  }
}
