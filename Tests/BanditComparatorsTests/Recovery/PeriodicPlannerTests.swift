import BanditStreams
import Foundation
import BanditTesting
import Testing

@testable import BanditComparators

struct PeriodicPlannerTests {
  /// The guaranteed shares for K = 1, 2, 3, 4, 5, 10, 20, 50, 100, to three digits; each also as the plain maximum.
  @Test func guaranteedShares() {
    let expected = [
      1: 0.25, 2: 0.333, 3: 0.4, 4: 0.444, 5: 0.476, 10: 0.577, 20: 0.667, 50: 0.768, 100: 0.826,
    ]
    for (capacity, share) in expected {
      #expect(abs(PeriodicPlanner.guaranteedShare(capacity: capacity) - share) < 0.0005)
    }
    for capacity in 1...300 {
      let k = Double(capacity)
      let plain = (1...capacity + 1).map { (whole: Int) -> Double in
        let refinement = Double(whole)
        return refinement / (refinement + 1) * k / (k + refinement)
      }.max()!
      #expect(PeriodicPlanner.guaranteedShare(capacity: capacity) == plain)
    }
  }

  /// J = 1 rounds to powers of two, J = 2 to {1, 2, 3, 4, 6, 8, 12, 16, ...}, J = 3 adds 5, 10, 20, ...
  @Test func roundedPeriods() {
    func rounded(_ period: Int, _ refinements: ClosedRange<Int>) -> [Int] {
      refinements.map { PeriodicPlanner.rounded(period, refinement: $0) }
    }
    #expect(rounded(7, 1...4) == [8, 8, 8, 7])
    #expect(rounded(9, 1...5) == [16, 12, 10, 10, 9])
    #expect(rounded(13, 1...4) == [16, 16, 16, 14])
    #expect(
      (1...17).map { PeriodicPlanner.rounded($0, refinement: 2) } == [
        1, 2, 3, 4, 6, 6, 8, 8, 12, 12, 12, 12, 16, 16, 16, 16, 24,
      ])
    #expect(PeriodicPlanner.rounded(1 << 60, refinement: 1) == 1 << 60)
  }

  private func residues(odd: Int, periods: [Int]) -> [Int] {
    var slot = PeriodicPlanner.Slot(odd: odd)
    slot.items = periods.enumerated().map { (arm: $0.offset, period: $0.element) }
    return PeriodicPlanner.schedule(slot).map(\.residue)
  }

  @Test func workedSchedules() {
    #expect(residues(odd: 1, periods: [2, 4, 8, 8]) == [0, 1, 3, 7])
    #expect(residues(odd: 1, periods: [4, 4, 8]) == [0, 2, 1])
    #expect(residues(odd: 5, periods: [5, 10, 10, 20]) == [0, 1, 6, 2])
    #expect(residues(odd: 3, periods: [6, 6, 6, 12]) == [0, 3, 1, 4])
  }

  /// Exact fractions worked out by hand.
  @Test func workedPlans() {
    let first = PeriodicPlanner.plan(for: [RecoveryCurve([0, 1]), RecoveryCurve([0.4])], capacity: 1)
    #expect(abs(first.value - 0.7) < 1e-12)
    #expect(first.turns == [.init(arm: 0, period: 2, residue: 0), .init(arm: 1, period: 2, residue: 1)])

    let second = PeriodicPlanner.plan(for: [RecoveryCurve([0.6]), RecoveryCurve([0.1, 0.7, 1.4])], capacity: 1)
    #expect(abs(second.value - 13.0 / 20) < 1e-12)
    #expect(second.turns.map(\.period) == [2, 4])

    let third = PeriodicPlanner.plan(
      for: [RecoveryCurve([0.2, 0.5, 0.6]), RecoveryCurve([0.1, 0.3, 0.9]), RecoveryCurve([0.4])], capacity: 1)
    #expect(abs(third.value - 19.0 / 30) < 1e-12)
    #expect(third.candidate == .share && third.refinement == 2)
    #expect(third.turns == (0...2).map { .init(arm: $0, period: 3, residue: $0) })
  }

  /// V = 1793/2400, the lower kink and J = 2 win.
  @Test func referenceInstance() {
    let plan = PeriodicPlanner.plan(for: rec5, capacity: 2)
    #expect(abs(plan.value - 1793.0 / 2400) < 1e-12)
    #expect(plan.candidate == .lower && plan.refinement == 2)
    #expect(
      plan.turns == [
        .init(arm: 0, period: 4, residue: 1), .init(arm: 1, period: 6, residue: 0),
        .init(arm: 2, period: 6, residue: 3),
        .init(arm: 3, period: 2, residue: 0), .init(arm: 4, period: 8, residue: 3),
      ])
  }

  struct Case: Sendable {
    let capacity: Int
    let tables: [[Double]]
    let bound: Double
    let value: Double
    let refinement: Int
    let candidate: PeriodicSchedule.Candidate
    let periods: [Int]

    init(
      _ capacity: Int, _ tables: [[Double]], _ bound: (Int, Int), _ value: (Int, Int), _ refinement: Int,
      _ candidate: PeriodicSchedule.Candidate, _ periods: [Int]
    ) {
      self.capacity = capacity
      self.tables = tables
      self.bound = Double(bound.0) / Double(bound.1)
      self.value = Double(value.0) / Double(value.1)
      self.refinement = refinement
      self.candidate = candidate
      self.periods = periods
    }
  }

  /// The definition in exact fractions, in Python (Tests/Reference/recovering.py).
  @Test func agreesWithExactFractions() {
    let cases: [Case] = [
      Case(
        3,
        [
          [35, 650, 899, 996], [65, 78, 276, 303, 320, 485, 486, 588], [54, 168, 849], [689, 733],
          [52, 116, 204, 301, 478, 547, 616, 696, 846],
        ],
        (7423, 5000), (8881, 6000), 2, .lower, [2, 3, 3, 1, 6]),
      Case(
        4,
        [
          [345, 381, 539, 684, 819], [115, 225, 248, 453, 475, 481, 710], [555, 663], [289, 474, 484, 924],
          [5, 20, 286], [174, 199, 234, 252, 773, 774, 830, 850, 906], [266, 376, 436, 595, 671, 710, 841],
        ],
        (316171, 180000), (211, 125), 1, .upper, [1, 4, 1, 4, 4, 8, 1]),
      Case(
        3, [[87, 179], [140, 225, 439, 592, 645, 714, 953, 985]],
        (19, 80), (19, 80), 1, .lower, [2, 4]),
      Case(
        3,
        [
          [138, 181, 437, 631, 646, 709, 861], [11, 110, 291, 354, 462, 574, 949, 957], [76, 114, 361, 518, 646],
          [335, 443], [739, 923],
        ],
        (41911, 28000), (11847, 8000), 1, .lower, [4, 8, 4, 1, 1]),
      Case(
        2, [[81, 118, 140, 162, 210, 373, 810], [350]],
        (163, 350), (361, 800), 1, .lower, [8, 1]),
      Case(
        3,
        [
          [26, 47, 281, 573, 740, 771, 918, 946, 988], [39, 113, 182, 425, 596, 703, 755, 755, 951], [427],
          [36, 408, 490, 521, 615, 983], [244, 259, 526, 558, 613, 975], [184, 341, 442, 603, 807],
          [67, 172, 328, 384, 542, 548],
        ],
        (207583, 150000), (253, 200), 2, .lower, [6, 6, 1, 2, 6, 6, 6]),
      Case(
        2, [[618], [152, 229, 344, 471, 516, 599, 657, 679], [50, 166, 191, 289, 349, 520, 568, 881, 995]],
        (11819, 13500), (12767, 16000), 1, .lower, [1, 4, 16]),
      Case(
        3, [[14, 283, 378, 710], [205], [80, 171, 310, 420, 492, 526, 584]],
        (39, 80), (39, 80), 1, .lower, [4, 1, 4]),
      Case(
        2, [[116, 471, 739, 767, 880, 946], [273, 339, 964]],
        (1703, 3000), (1703, 3000), 2, .lower, [3, 3]),
      Case(
        4, [[231, 691, 759, 773, 871], [43, 288, 305, 460, 478, 506, 686, 796, 997]],
        (979, 2000), (979, 2000), 1, .lower, [2, 2]),
      Case(
        4,
        [
          [440, 540, 680, 723, 903], [14, 137, 261, 398, 415, 549, 554, 726, 845], [233, 257, 277, 375, 611], [871],
          [256, 385, 579, 762, 777],
        ],
        (50873, 27000), (9, 5), 1, .upper, [1, 0, 1, 1, 1]),
      Case(
        1, [[776], [285, 412, 526, 756]],
        (97, 125), (97, 125), 1, .lower, [1, 0]),
      Case(
        2,
        [
          [86, 129, 236, 568, 591, 598, 651, 823], [277, 486, 581, 770, 833],
          [281, 419, 493, 719, 790, 795, 803, 838, 928], [513, 740], [137, 874, 944], [337, 862, 993],
          [178, 216, 353, 471, 752, 808],
        ],
        (404329, 240000), (193, 125), 2, .upper, [0, 6, 6, 2, 2, 3, 6]),
      Case(
        1,
        [
          [157, 546, 954], [368, 702, 822, 926], [156, 231, 478, 480, 736, 853], [23, 139, 858],
          [6, 6, 178, 225, 452, 495, 842, 962],
        ],
        (23, 25), (3219, 4000), 1, .upper, [4, 4, 0, 4, 8]),
    ]
    for (place, expected) in cases.enumerated() {
      let curves = thousandths(expected.tables)
      let plan = PeriodicPlanner.plan(for: curves, capacity: expected.capacity)
      let periods = curves.indices.map { arm in plan.turns.first { $0.arm == arm }?.period ?? 0 }
      #expect(abs(plan.value - expected.value) < 1e-12, "case \(place)")
      #expect(plan.candidate == expected.candidate && plan.refinement == expected.refinement, "case \(place)")
      #expect(periods == expected.periods, "case \(place)")
      let bound = EnvelopeBound(curves: curves, capacity: expected.capacity).value
      #expect(abs(bound - expected.bound) < 1e-12, "case \(place)")
    }
  }

  /// On 1000 random instances: the value is at least gamma_K UB and at most UB, no period has more than K arms, and the
  /// schedule earns what it promises, up to R(D) for each arm's first pull.
  @Test func keepsItsPromises() {
    var stream = RandomStream(key: StreamKey(seed: 32))
    for _ in 0..<1000 {
      let curves = randomCurves(1 + stream.integer(below: 10), depth: 12, from: &stream)
      let capacity = 1 + stream.integer(below: 6)
      let bound = EnvelopeBound(curves: curves, capacity: capacity).value
      let plan = PeriodicPlanner.plan(for: curves, capacity: capacity)
      #expect(plan.value >= PeriodicPlanner.guaranteedShare(capacity: capacity) * bound - 1e-9)
      #expect(plan.value <= bound + 1e-9)
      #expect(abs(plan.value(on: curves) - plan.value) < 1e-9)
      let cycle = plan.turns.reduce(1) { $0 / gcd($0, $1.period) * $1.period }
      // Two arms in one slot must never meet: checked over a whole cycle, or 2000 periods of a long one.
      for period in 0..<min(cycle, 2000) {
        #expect(plan.turns.count { period % $0.period == $0.residue } <= capacity)
      }
      #expect(
        abs(total(of: plan, on: curves, periods: 960) - 960 * plan.value) <= curves.reduce(0) { $0 + $1.means.last! })
    }
  }

  /// The same with a single refinement, which may not give more than the best of all.
  @Test func aSingleRefinementIsNoBetter() {
    var stream = RandomStream(key: StreamKey(seed: 33))
    for _ in 0..<100 {
      let curves = randomCurves(1 + stream.integer(below: 8), depth: 12, from: &stream)
      let capacity = 1 + stream.integer(below: 4)
      let best = PeriodicPlanner.plan(for: curves, capacity: capacity)
      let values = (1...capacity + 1).map {
        PeriodicPlanner.plan(for: curves, capacity: capacity, refinement: $0).value
      }
      #expect(abs(values.max()! - best.value) < 1e-9)
    }
  }

  @Test func nothingToPullGivesAnEmptyPlan() {
    let plan = PeriodicPlanner.plan(for: [RecoveryCurve([0, 0]), RecoveryCurve([-1])], capacity: 2)
    #expect(plan.turns.isEmpty && plan.value == 0)
    #expect(PeriodicPlanner.plan(for: [], capacity: 1).turns.isEmpty)
  }

  /// The sum of means over the first periods from `zero`, by definition.
  private func total(of plan: PeriodicSchedule, on curves: [RecoveryCurve], periods: Int) -> Double {
    plan.turns.reduce(0) { sum, turn in
      var (latest, earned) = (0, 0.0)
      for period in 1...periods where period % turn.period == turn.residue {
        earned += curves[turn.arm][period - latest]
        latest = period
      }
      return sum + earned
    }
  }

  private func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}
