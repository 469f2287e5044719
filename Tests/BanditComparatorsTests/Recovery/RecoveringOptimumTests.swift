import BanditComparators
import BanditStreams
import BanditTesting
import Testing

struct RecoveringOptimumTests {
  private func totals(
    _ tables: [[Double]], _ capacity: Int = 1, from start: RecoveryStart = .zero, periods: Int
  ) -> [Double] {
    RecoveringOptimum(curves: tables.map { RecoveryCurve($0) }, capacity: capacity)
      .totals(from: start, periods: periods)
  }

  /// Exact fractions worked out by hand.
  @Test func workedExamples() {
    func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 }
    #expect(close(totals([[0, 1], [0.4]], periods: 6)[6], 4.2))
    let second = totals([[0.6], [0.1, 0.7, 1.4]], periods: 30)
    #expect(close(second[6], 5.2) && close(second[30], 26))
    let third = [[0.2, 0.5, 0.6], [0.1, 0.3, 0.9], [0.4]]
    let zero = totals(third, periods: 12)
    #expect(zip([1, 2, 3, 6, 12], [0.4, 0.9, 1.8, 3.7, 7.5]).allSatisfy { close(zero[$0], $1) })
    let recovered = totals(third, from: .recovered, periods: 12)
    #expect(close(recovered[6], 3.9) && close(recovered[12], 7.7))
  }

  /// Every sequence of sets, tried in exact fractions in Python (Tests/Reference/recovering.py).
  @Test func agreesWithExactFractions() {
    let cases: [(Int, [[Double]], Int, Double, Double)] = [
      (2, [[87]], 6, 0.522, 0.522), (2, [[-102, -78], [183], [907, 526, 235]], 5, 5.45, 4.778),
      (1, [[685], [708, 557, 789], [578, -109]], 6, 4.318, 4.364), (1, [[294], [-92], [-87]], 6, 1.764, 1.764),
      (2, [[814]], 6, 4.884, 4.884), (1, [[980, 520, 55], [45, 97]], 6, 5.88, 4.955),
      (1, [[195, -143, 347], [5], [948, 843]], 6, 5.688, 5.583), (2, [[454, -8]], 6, 2.724, 2.262),
      (2, [[302, 922, 78], [759, 896], [-98, -179, 719]], 5, 6.66, 6.672),
      (2, [[834, -41], [47, -9], [717, 364]], 5, 7.755, 6.527), (1, [[995, 345, 812]], 6, 5.97, 5.787),
      (1, [[992, -36, 11], [888, 210, 550]], 6, 5.952, 4.99),
    ]
    for (capacity, tables, horizon, zero, recovered) in cases {
      let programme = RecoveringOptimum(curves: thousandths(tables), capacity: capacity)
      #expect(abs(programme.totals(from: .zero, periods: horizon)[horizon] - zero) < 1e-12)
      #expect(abs(programme.totals(from: .recovered, periods: horizon)[horizon] - recovered) < 1e-12)
    }
  }

  /// An arm worth .1 always, and one worth .7 in every other period; plain sums would be off by 1e-7.
  @Test func sumsAreCompensated() {
    let programme = RecoveringOptimum(curves: [RecoveryCurve([0.1]), RecoveryCurve([0.1, 0.7])], capacity: 1)
    let totals = programme.totals(from: .recovered, periods: 200_000)
    #expect(abs(totals[200_000] - 80_000) < 2e-11)
  }

  /// Hundreds of small instances, every sequence of sets tried.
  @Test func agreesWithBruteForce() {
    var stream = RandomStream(key: StreamKey(seed: 34))
    for _ in 0..<300 {
      let curves = roughCurves(1 + stream.integer(below: 3), depth: 4, from: &stream)
      let capacity = 1 + stream.integer(below: 3)
      let horizon = curves.count == 3 ? 4 : 5
      let start = RecoveryStart.allCases[stream.integer(below: 2)]
      let programme = RecoveringOptimum(curves: curves, capacity: capacity).totals(from: start, periods: horizon)
      let latest = curves.map { start == .zero ? 0 : 1 - $0.depth }
      #expect(abs(programme[horizon] - best(curves, capacity, latest, 1, horizon)) < 1e-12)
    }
  }

  private func best(_ curves: [RecoveryCurve], _ capacity: Int, _ latest: [Int], _ period: Int, _ horizon: Int)
    -> Double
  {
    guard period <= horizon else { return 0 }
    return (0..<1 << curves.count).filter { $0.nonzeroBitCount <= capacity }.map { set in
      var (after, gain) = (latest, 0.0)
      for arm in curves.indices where set >> arm & 1 == 1 {
        gain += curves[arm][period - latest[arm]]
        after[arm] = period
      }
      return gain + best(curves, capacity, after, period + 1, horizon)
    }.max()!
  }

  /// Example 2 repeats 1, 1, 2 forever: 2.6 in 3 periods. Elsewhere OPT_T / T approaches the average from the side
  /// that the start allows.
  @Test func longRunAverages() {
    let second = RecoveringOptimum(curves: [RecoveryCurve([0.6]), RecoveryCurve([0.1, 0.7, 1.4])], capacity: 1)
    #expect(abs(second.longRunAverage() - 13.0 / 15) < 1e-12)
    var stream = RandomStream(key: StreamKey(seed: 35))
    for _ in 0..<40 {
      let curves = randomCurves(1 + stream.integer(below: 3), depth: 4, from: &stream)
      let capacity = 1 + stream.integer(below: 2)
      let programme = RecoveringOptimum(curves: curves, capacity: capacity)
      let average = programme.longRunAverage()
      let surplus = curves.reduce(0) { $0 + $1.means.last! }
      // Waiting D periods reaches every cycle; from there on nothing is lost.
      let waiting = Double(curves.map(\.depth).max()! * capacity)
      let total = programme.totals(from: .zero, periods: 200)[200]
      #expect(total <= 200 * average + surplus + 1e-9 && total >= 200 * average - waiting - surplus - 1e-9)
      #expect(average <= EnvelopeBound(curves: curves, capacity: capacity).value + 1e-9)
      #expect(average >= PeriodicPlanner.plan(for: curves, capacity: capacity).value - 1e-9)
    }
  }

  @Test func sizes() {
    // 5 7 7 3 7 states, 1 + 5 + 10 sets.
    #expect(RecoveringOptimum.size(curves: rec5, capacity: 2) == 5145 * 16)
    #expect(RecoveringOptimum.size(curves: [RecoveryCurve([1])], capacity: 9) == 2)
    let many = Array(repeating: RecoveryCurve([0, 1]), count: 40)
    #expect(RecoveringOptimum.size(curves: many, capacity: 20) == nil)
    #expect(RecoveringOptimum.size(curves: Array(repeating: RecoveryCurve([1]), count: 3000), capacity: 2) == 4_501_501)
  }
}
