import BanditComparators
import BanditStreams
import BanditTesting
import Testing

struct LookaheadSearchTests {
  @Test func countsSequences() {
    func count(_ arms: Int, _ capacity: Int, _ steps: Int, _ repeats: Bool = true) -> Int? {
      LookaheadSearch.sequenceCount(armCount: arms, capacity: capacity, steps: steps, allowsRepetition: repeats)
    }
    #expect(count(10, 1, 3) == 1000 && count(10, 1, 3, false) == 720)
    #expect(count(5, 2, 2) == 100 && count(5, 2, 2, false) == 30 && count(5, 2, 3, false) == 0)
    #expect(count(2, 9, 20) == 1)
    #expect(count(10, 1, 6) == 1_000_000 && count(10, 1, 7) == nil && count(60, 30, 1) == nil)
  }

  /// There are as many ways to leave k arms out as to choose k; but large sets take room, and time to try.
  @Test func countsSequencesOfLargeSets() {
    func count(_ arms: Int, _ capacity: Int, _ steps: Int, _ repeats: Bool = true) -> Int? {
      LookaheadSearch.sequenceCount(armCount: arms, capacity: capacity, steps: steps, allowsRepetition: repeats)
    }
    #expect(count(30, 28, 1) == 435 && count(30, 28, 2) == 435 * 435 && count(30, 28, 2, false) == 0)
    #expect(count(40, 39, 3) == 64_000 && count(19, 16, 2) == 969 * 969)
    #expect(count(10_000, 10_000, 20) == 1)
    #expect(count(10_000, 9_999, 1) == nil && count(1000, 998, 1) == nil)
  }

  /// Every sequence in lexicographic order, plainly; K = 1.
  @Test func agreesWithPlainEnumeration() {
    var stream = RandomStream(key: StreamKey(seed: 36))
    for _ in 0..<60 {
      let curves = roughCurves(3, depth: 4, from: &stream)
      let repeats = stream.integer(below: 2) == 0
      var times = IdleTimes(depths: curves.map(\.depth), start: .zero)
      times.pull(stream.integer(below: 3), at: 2)
      var best = (total: -Double.infinity, arms: [Int]())
      for code in 0..<27 {
        let arms = [code / 9, code / 3 % 3, code % 3]
        if !repeats, Set(arms).count < 3 { continue }
        var (state, total) = (times, 0.0)
        for (step, arm) in arms.enumerated() {
          total += curves[arm][state.idleTime(of: arm, at: 5 + step)]
          state.pull(arm, at: 5 + step)
        }
        if total > best.total + 1e-9 { best = (total, arms) }
      }
      var search = LookaheadSearch(curves: curves, capacity: 1, steps: 3, allowsRepetition: repeats)
      search.search(from: times, at: 5)
      #expect(search.arms == best.arms && abs(search.total - best.total) < 1e-12)
    }
  }

  /// Looking T periods ahead from the start with full sets is the optimum where no mean is negative and every period is
  /// filled by the optimum too, as with K = 1 and positive means.
  @Test func lookingToTheEndIsOptimal() {
    var stream = RandomStream(key: StreamKey(seed: 37))
    for _ in 0..<30 {
      let curves = randomCurves(3, depth: 4, from: &stream)
      for capacity in 1...2 {
        var search = LookaheadSearch(curves: curves, capacity: capacity, steps: 5)
        search.search(from: IdleTimes(depths: curves.map(\.depth), start: .recovered), at: 1)
        let optimum = RecoveringOptimum(curves: curves, capacity: capacity).totals(from: .recovered, periods: 5)[5]
        // Full sets may cost something against the optimum's right to leave a place empty.
        #expect(search.total <= optimum + 1e-12)
        if capacity == 1 && curves.allSatisfy({ $0.depth == 1 }) { #expect(abs(search.total - optimum) < 1e-12) }
      }
    }
    var search = LookaheadSearch(
      curves: [RecoveryCurve([0.6]), RecoveryCurve([0.1, 0.7, 1.4])], capacity: 1, steps: 6)
    search.search(from: IdleTimes(depths: [1, 3], start: .zero), at: 1)
    #expect(search.arms == [0, 0, 1, 0, 0, 1] && abs(search.total - 5.2) < 1e-12)
  }
}
