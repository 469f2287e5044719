import BanditComparators
import Testing

/// The exact values of tasks that end at random, to the digits that they are known to.
struct CappedTasksTests {
  private static let fair = [uniformPrior, uniformPrior]
  private static let safe = [ArmPrior.known(0.6), uniformPrior]

  private func tasks(_ priors: [ArmPrior], _ cap: Int, length: Double) -> CappedTasks {
    CappedTasks(priors: priors, cap: cap, survival: 1 - 1 / length)
  }

  private func value(_ priors: [ArmPrior], _ cap: Int, length: Double, discount: Double) -> TaskValue {
    let tasks = tasks(priors, cap, length: length)
    return tasks.value(of: tasks.plan(discount: discount).arms)
  }

  // MARK: The fair case

  struct Row: Sendable {
    let length: Double
    let near: (Double, Double?, Double?)
    let randomTies: Double
    let middle: (Double, Double?, Double?)
    let far: (Double, Double?, Double?)
    let thompson: (Double, Double?, Double?)
  }

  static let rows = [
    Row(
      length: 1, near: (0.5, 0, 0), randomTies: 0.5, middle: (0.5, nil, nil), far: (0.5, 0, 0),
      thompson: (0.5, nil, nil)),
    Row(
      length: 5, near: (0.5845395909, 0, 0.460036), randomTies: 0.5856537149, middle: (0.5868160591, nil, nil),
      far: (0.5868534105, 0.007575, 0.535974), thompson: (0.5573720811, 0.171780, 0.641381)),
    Row(
      length: 20, near: (0.6200580222, 0, 0.603133), randomTies: 0.6217570364,
      middle: (0.6258272735, 0.013692, 0.710002), far: (0.6266258817, 0.028172, 0.756531),
      thompson: (0.6062103909, 0.149489, 0.885980)),
    Row(
      length: 100, near: (0.6352407649, 0, 0.654469), randomTies: 0.6371103426, middle: (0.6447442297, nil, nil),
      far: (0.6486002767, 0.021777, 0.892452), thompson: (0.6374359151, 0.100948, 0.974535)),
  ]

  private func expect(_ found: TaskValue, _ expected: (Double, Double?, Double?), _ what: String) {
    #expect(abs(found.reward - expected.0) < 1e-9, "\(what): \(found.reward)")
    if let share = expected.1 { #expect(abs(found.exploredShare - share) < 6e-7, "\(what): \(found.exploredShare)") }
    if let second = expected.2 {
      #expect(abs(found.secondArmShare - second) < 6e-7, "\(what): \(found.secondArmShare)")
    }
  }

  @Test(arguments: rows) func theFairTable(_ row: Row) {
    let tasks = tasks(Self.fair, 20, length: row.length)
    for (discount, expected) in [(0, row.near), (0.9, row.middle), (1, row.far)] {
      expect(tasks.value(of: tasks.plan(discount: discount).arms), expected, "\(row.length), \(discount)")
    }
    let ties = tasks.value { _, cells, probabilities in
      chooseAmongLargest(cells.indices.map { tasks.means[$0][cells[$0]] }, &probabilities)
    }
    expect(ties, (row.randomTies, 0, nil), "\(row.length), random ties")
  }

  /// Thompson sampling on the counts that are kept: the probability that an arm's beta variable is the largest.
  @Test func thompsonSampling() {
    let rule = gaussLegendre(24)
    let laws = cellCounts(cap: 20).map { BetaAtNodes(a: 1 + $0.successes, b: 1 + $0.failures, rule) }
    let first = laws.map { own in laws.map { probabilitiesToBeLargest([own, $0], rule)[0] } }
    for row in Self.rows {
      let value = tasks(Self.fair, 20, length: row.length).value { _, cells, probabilities in
        probabilities[0] = first[cells[0]][cells[1]]
        probabilities[1] = 1 - probabilities[0]
      }
      expect(value, row.thompson, "\(row.length), Thompson")
    }
  }

  // MARK: Memory

  @Test func memory() {
    let rows: [(cap: Int, near: Double, far: Double, explored: Double?, second: Double?)] = [
      (0, 0.5, 0.5, nil, nil), (1, 0.5791666667, 0.5791666667, nil, nil),
      (3, 0.6037060490, 0.6131461050, 0.008663, 0.696865), (10, 0.6170794641, 0.6251774199, 0.030312, 0.762774),
    ]
    for row in rows {
      expect(value(Self.fair, row.cap, length: 20, discount: 0), (row.near, 0, nil), "cap \(row.cap)")
      expect(
        value(Self.fair, row.cap, length: 20, discount: 1), (row.far, row.explored, row.second), "cap \(row.cap)")
    }
    let three = Array(repeating: uniformPrior, count: 3)
    for (cap, near, far) in [(1, 0.6167708333, 0.6167708333), (3, 0.6466868070, 0.6651266285)] {
      expect(value(three, cap, length: 20, discount: 0), (near, nil, nil), "three arms, cap \(cap)")
      expect(value(three, cap, length: 20, discount: 1), (far, nil, nil), "three arms, cap \(cap)")
    }
  }

  /// One reward of each of two uniform arms: 1/2 + q/12, whatever the discount.
  @Test func oneRewardOfEach() {
    for length in [1, 2, 5, 20, 1000.0] {
      for discount in [0, 0.3, 0.9, 1] {
        let found = value(Self.fair, 1, length: length, discount: discount).reward
        #expect(abs(found - (0.5 + (1 - 1 / length) / 12)) < 1e-12)
      }
    }
    #expect(abs(value(Self.fair, 1, length: 20, discount: 1).reward - 0.5791666667) < 1e-9)
  }

  // MARK: A safe arm

  @Test func safeAndRisky() {
    let rows: [(Double, Double, (Double, Double?, Double?))] = [
      (20, 0, (0.6, 0, 0)), (20, 0.5, (0.6, 0, 0)), (20, 0.8, (0.6467139487, 0.051822, 0.692745)),
      (20, 0.9, (0.6499484315, nil, nil)), (20, 0.95, (0.6505345868, nil, nil)),
      (20, 1, (0.6506501352, 0.072310, 0.623016)), (100, 0, (0.6, 0, 0)), (100, 0.5, (0.6, 0, 0)),
      (100, 0.8, (0.6552512395, nil, nil)), (100, 0.9, (0.6600496736, nil, nil)),
      (100, 0.95, (0.6616303763, nil, nil)), (100, 1, (0.6676358714, 0.036443, 0.605010)),
      (50, 1, (0.6616538945, nil, nil)),
    ]
    for (length, discount, expected) in rows {
      let tasks = tasks(Self.safe, 40, length: length)
      #expect(tasks.stateCount == 861)
      expect(tasks.value(of: tasks.plan(discount: discount).arms), expected, "\(length), \(discount)")
    }
    let good = [ArmPrior.known(0.75), uniformPrior]
    for (discount, expected) in [(0, 0.75), (0.9, 0.75), (0.95, 0.75), (1, 0.7528028740)] {
      #expect(abs(value(good, 40, length: 20, discount: discount).reward - expected) < 1e-9)
    }
  }

  // MARK: One plan

  @Test func actionValues() {
    let tasks = tasks(Self.fair, 5, length: 20)
    let plan = tasks.plan(discount: 1)
    #expect(abs(tasks.value(of: plan.arms).reward - 0.6204217636) < 1e-9)
    func cell(_ successes: Int, _ failures: Int) -> Int { CappedTasks.cell(successes: successes, failures: failures) }
    let rows: [((Int, Int), Double, Double, Int32)] = [
      ((0, 0), 12.4084352713, 12.4084352713, 0), ((1, 0), 14.19774654, 14.07204692, 0),
      ((0, 1), 10.72336234, 10.87264351, 1), ((1, 1), 11.98735590, 12.06468023, 1),
      ((2, 1), 13.00711850, 13.04919530, 1), ((5, 0), 17.14285714, 16.78571429, 0),
    ]
    for (counts, first, second, arm) in rows {
      let cells = [cell(counts.0, counts.1), 0]
      let values = tasks.actionValues(of: plan, discount: 1, in: cells)
      #expect(abs(values[0] - first) < 6e-9 && abs(values[1] - second) < 6e-9, "\(counts): \(values)")
      #expect(plan.arms[tasks.state(of: cells)] == arm)
    }
    // Exploration without a bonus: the arm of the smaller mean.
    #expect(tasks.means[0][cell(2, 1)] == 0.6 && tasks.means[1][0] == 0.5)
  }

  // MARK: Properties

  /// No discount plans better for the long run than 1; more memory never hurts; what is earned lies between the largest
  /// prior mean and the mean of the largest mean.
  @Test func bounds() {
    let worlds: [(priors: [ArmPrior], best: Double)] = [
      (Self.fair, 2.0 / 3), (Self.safe, 0.68), (Array(repeating: uniformPrior, count: 3), 0.75),
      ([.beta(a: 2, b: 1), .beta(a: 1, b: 3), .known(0.4)], 1),
    ]
    for (priors, best) in worlds {
      let prior = priors.map { $0.mean(successes: 0, failures: 0) }.max()!
      for length in [1, 3, 20.0] {
        var last = 0.0
        for cap in 0...3 {
          let far = value(priors, cap, length: length, discount: 1).reward
          for discount in [0, 0.5, 0.9] {
            #expect(value(priors, cap, length: length, discount: discount).reward <= far + 1e-12)
          }
          #expect(far >= last - 1e-12 && far >= prior - 1e-12 && far <= best + 1e-12)
          if cap == 0 || length == 1 { #expect(abs(far - prior) < 1e-12) }
          last = far
        }
      }
    }
  }

  /// Changing the places of arms changes no value.
  @Test func places() {
    let (first, second) = (ArmPrior.beta(a: 2, b: 1), ArmPrior.beta(a: 1, b: 3))
    for discount in [0.5, 0.95, 1] {
      let given = value([first, second, .known(0.55)], 4, length: 15, discount: discount)
      let turned = value([.known(0.55), second, first], 4, length: 15, discount: discount)
      #expect(abs(given.reward - turned.reward) < 1e-12)
      #expect(abs(given.exploredShare - turned.exploredShare) < 1e-12)
      #expect(abs(given.secondArmShare - turned.secondArmShare) < 1e-12)
    }
  }

  /// Against all deterministic policies of a small world, one by one: none earns more than the plan of discount 1.
  @Test func bruteForce() {
    for priors in [Self.fair, [ArmPrior.known(0.55), .beta(a: 1, b: 2)], [.beta(a: 2, b: 1), .beta(a: 1, b: 1)]] {
      let tasks = tasks(priors, 1, length: 6)
      var best = 0.0
      for number in 0..<(1 << tasks.stateCount) {
        best = max(best, tasks.value(of: (0..<tasks.stateCount).map { Int32(number >> $0 & 1) }).reward)
      }
      #expect(abs(tasks.value(of: tasks.plan(discount: 1).arms).reward - best) < 1e-12)
    }
  }

  /// The number of states, also beyond what can be numbered.
  @Test func stateCounts() {
    #expect(CappedTasks.stateCount(Self.fair, cap: 20) == 53361)
    #expect(CappedTasks.stateCount(Self.safe, cap: 40) == 861)
    #expect(CappedTasks.stateCount([.known(0.5), .known(0.2)], cap: 7) == 1)
    #expect(CappedTasks.stateCount(Array(repeating: uniformPrior, count: 1000), cap: 20) == .infinity)
  }
}
