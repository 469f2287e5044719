import BanditComparators
import Foundation
import Testing

/// The exact values of tasks of a fixed length.
struct FixedTasksTests {
  struct Row: Sendable {
    let arms: Int
    let length: Int
    let optimal: Double
    let greedy: Double
    let randomTies: Double
    let thompson: Double
    let ucb1: Double
  }

  static let rows = [
    Row(
      arms: 2, length: 2, optimal: 1.0833333333, greedy: 1.0833333333, randomTies: 1.0833333333,
      thompson: 1.0277777778, ucb1: 1),
    Row(
      arms: 2, length: 5, optimal: 2.8888888889, greedy: 2.8805555556, randomTies: 2.8847222222,
      thompson: 2.7163796296, ucb1: 2.7277777778),
    Row(
      arms: 2, length: 20, optimal: 12.4312649059, greedy: 12.3310935310, randomTies: 12.3653518893,
      thompson: 11.9317915135, ucb1: 11.5237452258),
    Row(
      arms: 3, length: 5, optimal: 3.0069444444, greedy: 2.9930555556, randomTies: 3.0009259259,
      thompson: 2.7412477660, ucb1: 2.7291666667),
    Row(
      arms: 3, length: 10, optimal: 6.4096428571, greedy: 6.3507828283, randomTies: 6.3831160276,
      thompson: 5.8631049530, ucb1: 5.6030191799),
  ]

  @Test(arguments: rows) func theTable(_ row: Row) {
    let priors = Array(repeating: uniformPrior, count: row.arms)
    let tasks = FixedTasks(priors: priors, length: row.length)
    func means(_ counts: [Int]) -> [Double] { priors.indices.map { tasks.mean(of: $0, counts) } }
    let greedy = tasks.value { counts, _, probabilities in chooseLowestLargest(means(counts), &probabilities) }
    let ties = tasks.value { counts, _, probabilities in chooseAmongLargest(means(counts), &probabilities) }
    let rule = gaussLegendre(16)
    let laws = (0...row.length).map { kept in
      (0...kept).map { BetaAtNodes(a: 1 + $0, b: 1 + kept - $0, rule) }
    }
    let thompson = tasks.value { counts, _, probabilities in
      probabilities = probabilitiesToBeLargest(
        priors.indices.map { laws[counts[2 * $0] + counts[2 * $0 + 1]][counts[2 * $0]] }, rule)
    }
    let ucb1 = tasks.value { counts, played, probabilities in
      let indices = priors.indices.map { arm -> Double in
        let pulls = Double(counts[2 * arm] + counts[2 * arm + 1])
        if pulls == 0 { return .infinity }
        return Double(counts[2 * arm]) / pulls + (2 * log(Double(played + 1)) / pulls).squareRoot()
      }
      chooseLowestLargest(indices, &probabilities)
    }
    let optimal = tasks.value(of: tasks.plan(discount: 1))
    for (found, expected) in [
      (optimal, row.optimal), (greedy, row.greedy), (ties, row.randomTies), (thompson, row.thompson),
      (ucb1, row.ucb1),
    ] {
      #expect(abs(found - expected) < 1e-9, "\(row.arms) arms, \(row.length) rounds: \(found), not \(expected)")
    }
    // Greedy is the plan of discount 0.
    #expect(abs(tasks.value(of: tasks.plan(discount: 0)) - row.greedy) < 1e-9)
  }

  /// Every state has a number of its own, and the last one is C(n + D, D) - 1.
  @Test func numbers() {
    let tasks = FixedTasks(priors: [uniformPrior, .known(0.4)], length: 4)
    #expect(tasks.stateCount == 35 && tasks.countCount == 3 && tasks.places == [0, 2])
    var seen: Set<Int> = []
    for first in 0...4 {
      for second in 0...(4 - first) {
        for third in 0...(4 - first - second) { seen.insert(tasks.state(of: [first, second, third])) }
      }
    }
    #expect(seen == Set(0..<35))
    #expect(FixedTasks.stateCount([uniformPrior, uniformPrior], length: 20) == 10626)
    #expect(FixedTasks.stateCount(Array(repeating: uniformPrior, count: 500), length: 1000) > 1e300)
  }

  /// A safe arm of known mean v in two rounds: try the uniform arm first exactly if 1/2 + (2/3 + v)/2 > 2 v.
  @Test func aSafeArm() {
    for (mean, tries) in [(0.7, true), (0.77, true), (0.78, false), (0.9, false)] {
      let tasks = FixedTasks(priors: [.known(mean), uniformPrior], length: 2)
      let plan = tasks.plan(discount: 1)
      let trying = 0.5 + 0.5 * max(2.0 / 3, mean) + 0.5 * max(1.0 / 3, mean)
      #expect(abs(tasks.value(of: plan) - max(2 * mean, trying)) < 1e-12)
      #expect((plan[0] == 1) == (trying > 2 * mean))
      _ = tries
    }
  }
}
