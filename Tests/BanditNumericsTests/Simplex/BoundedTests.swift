import Testing

@testable import BanditNumerics

struct BoundedTests {
  @Test(
    arguments: [
      (
        0.0001,
        [0.50038096824391175, 0.50037211942264159, 0.5002747978786271, 0.4989681369780546, 3.9774767649645947e-6]
      ),
      (1, [1.0, 0.83383136592252865, 0.16389459326513972, 0.0022740408122916322, 3.9999984478117778e-14]),
      (30, [1.0, 0.99943699957919363, 0.00056019700657552441, 2.8034142308040059e-6, 4.4444446073907233e-17]),
    ] as [(Double, [Double])])
  func setsOfTwo(rate: Double, expected: [Double]) {
    let regularizer = Bounded(TsallisHalf(rate: rate), to: 0...1)
    #expect(relativeDistance(solve(referenceLosses, regularizer, total: 2).weights, expected) < 1e-12)
  }

  @Test(
    arguments: [
      (0.0001, [0.24762062403034837, 0.24761783091236965, 0.2475871103016462, 0.24717443475563578, 0.01]),
      (1, [0.46166897003670084, 0.38973780853569495, 0.12859322142760421, 0.01, 0.01]),
      (30, [0.90822398362181089, 0.061776016378189111, 0.01, 0.01, 0.01]),
    ] as [(Double, [Double])])
  func floors(rate: Double, expected: [Double]) {
    let regularizer = Bounded(TsallisLogBarrier(rate: rate, barrier: 0.3), to: 0.01...1)
    #expect(relativeDistance(solve(referenceLosses, regularizer).weights, expected) < 1e-12)
  }

  @Test func boundsThatDoNotBind() {
    let free = solve(referenceLosses, TsallisHalf(rate: 0.5)).weights
    #expect(distance(solve(referenceLosses, Bounded(TsallisHalf(rate: 0.5), to: 0...1)).weights, free) < 1e-13)
  }
}
