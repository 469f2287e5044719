import BanditComparators
import BanditStreams
import BanditTesting
import Testing

struct EnvelopeBoundTests {
  private func bound(_ tables: [[Double]], _ capacity: Int = 1) -> EnvelopeBound {
    EnvelopeBound(curves: tables.map { RecoveryCurve($0) }, capacity: capacity)
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 }

  /// Exact fractions worked out by hand.
  @Test func workedExamples() {
    let first = bound([[0, 1], [0.4]])
    #expect(close(first.value, 7.0 / 10) && first.periods == [2, 0])
    #expect(zip(first.shares, [0.5, 0.5]).allSatisfy(close))
    #expect(first.partial?.arm == 1 && first.partial?.nextPeriod == 1)

    #expect(close(bound([[0.6], [0.1, 0.7, 1.4]]).value, 13.0 / 15))

    let third = bound([[0.2, 0.5, 0.6], [0.1, 0.3, 0.9], [0.4]])
    #expect(close(third.value, 19.0 / 30) && third.periods == [3, 3, 0])
    #expect(third.shares.count == 3)
    for share in third.shares { #expect(close(share, 1.0 / 3)) }
    #expect(third.partial?.arm == 2)

    #expect(close(bound([[0.5, 0.8], [0.5, 0.8]]).value, 0.8))
    #expect(bound([[0.5, 0.8], [0.5, 0.8]]).partial == nil)
  }

  /// Where the capacity does not bind, every arm sits at the largest R(d)/d.
  @Test func ampleCapacityLetsEveryArmHaveItsBestPeriod() {
    let ample = bound([[0.5, 0.8], [0.1, 0.3, 0.9]], 2)
    #expect(ample.periods == [1, 3] && ample.partial == nil)
    #expect(close(ample.value, 0.5 + 0.3))
    #expect(close(bound([[0.5, 0.8]], 5).value, 0.5))
  }

  /// UB = 349/450, shares 1/4, 1/5, 1/6, 1/2, 53/60, the last between periods 7 and 1.
  @Test func referenceInstance() {
    let bound = EnvelopeBound(curves: rec5, capacity: 2)
    #expect(close(bound.value, 349.0 / 450))
    let shares: [Double] = [0.25, 0.2, 1.0 / 6, 0.5, 53.0 / 60]
    #expect(zip(bound.shares, shares).allSatisfy(close))
    #expect(bound.periods == [4, 5, 6, 2, 7])
    #expect(bound.partial?.arm == 4 && bound.partial?.nextPeriod == 1)
  }

  /// Exact fractions, checked against SciPy's linear programme (Tests/Reference/recovering.py): curves that fall and
  /// negative means.
  @Test func roughCurvesAgreeWithTheLinearProgramme() {
    let cases: [(Int, [[Double]], Double)] = [
      (3, [[408, 347, 903, 871, 939, 508, -290], [-83, -2], [-357, 314, -273, 866]], 1249.0 / 2000),
      (2, [[210, 89, 768], [582, 385, 21, -131, 490], [630]], 637.0 / 500),
      (2, [[877, 83, 619], [647, 221, -116, 111, 694, -290, 947, -369]], 381.0 / 250),
      (
        1,
        [
          [-231, 926, 752, 242, -105, 93], [-128, -313, 557, -187, 143], [504, -160, 802, -266, 639, -305, 335],
          [826, 976, -177, 711],
        ], 951.0 / 1000
      ),
      (2, [[-379, 118, 205, 339, 30, 671, 799], [-239, 830, 994, 637]], 463.0 / 875),
    ]
    for (place, (capacity, tables, expected)) in cases.enumerated() {
      #expect(close(EnvelopeBound(curves: thousandths(tables), capacity: capacity).value, expected), "case \(place)")
    }
  }

  /// No sequence of sets earns more than T UB from `zero`, nor more than that plus the sum of R(D) from `recovered`.
  @Test func boundsTheExactOptimum() {
    var stream = RandomStream(key: StreamKey(seed: 31))
    for _ in 0..<150 {
      let curves = roughCurves(1 + stream.integer(below: 3), depth: 4, from: &stream)
      let capacity = 1 + stream.integer(below: 2)
      let value = EnvelopeBound(curves: curves, capacity: capacity).value
      let programme = RecoveringOptimum(curves: curves, capacity: capacity)
      let surplus = curves.reduce(0) { $0 + max(0, $1.means.max()!) }
      for (start, extra) in [(RecoveryStart.zero, 0), (.recovered, surplus)] {
        for (period, total) in programme.totals(from: start, periods: 15).enumerated() {
          #expect(total <= Double(period) * value + extra + 1e-9)
        }
      }
    }
  }
}
