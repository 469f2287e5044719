import BanditComparators
import Testing

struct GittinsIndexTests {
  private func index(_ a: Double, _ b: Double, _ discount: Double, depth: Int) -> Double {
    GittinsIndex.index(.beta(a: a, b: b), successes: 0, failures: 0, depth: depth, discount: discount)
  }

  /// Indices of arms of which all rewards are kept, to eight digits.
  @Test func published() {
    let rows: [(Double, Double, Double, Double, Double)] = [
      (1, 1, 0.70288919, 0.76143363, 0.86985999), (1, 2, 0.50012878, 0.56011066, 0.70054284),
      (2, 1, 0.80005628, 0.83814126, 0.91017674), (2, 2, 0.63463302, 0.68103739, 0.78435873),
      (1, 3, 0.37962834, 0.43340587, 0.56709879),
    ]
    for (a, b, near, middle, far) in rows {
      #expect(abs(index(a, b, 0.9, depth: 130) - near) < 1e-8, "\(a), \(b): \(index(a, b, 0.9, depth: 130))")
      #expect(abs(index(a, b, 0.95, depth: 250) - middle) < 1e-8, "\(a), \(b): \(index(a, b, 0.95, depth: 250))")
      #expect(abs(index(a, b, 0.99, depth: 900) - far) < 1e-8, "\(a), \(b): \(index(a, b, 0.99, depth: 900))")
    }
  }

  /// The discount from which on a uniform arm is tried against a known one.
  @Test func thresholds() {
    for (value, threshold) in [(0.55, 0.44559996), (0.6, 0.68431592), (0.75, 0.94245911)] {
      let depth = threshold > 0.9 ? 220 : 80
      #expect(index(1, 1, threshold - 1e-8, depth: depth) < value)
      #expect(index(1, 1, threshold + 1e-8, depth: depth) > value)
    }
  }

  /// Against a bisection over the right to retire, on arms that are capped.
  @Test func bisection() {
    for (a, b, depth, discount) in [
      (1.0, 1.0, 4, 0.9), (0.3, 2, 6, 0.99), (5, 1, 3, 0.5), (1, 1, 0, 0.9), (2, 3, 5, 0),
    ] {
      let prior = ArmPrior.beta(a: a, b: b)
      func worth(_ price: Double, _ successes: Int, _ failures: Int) -> Double {
        let retired = price / (1 - discount)
        let mean = prior.mean(successes: successes, failures: failures)
        if successes + failures == depth { return max(retired, mean / (1 - discount)) }
        let next =
          mean * worth(price, successes + 1, failures) + (1 - mean) * worth(price, successes, failures + 1)
        return max(retired, mean + discount * next)
      }
      var (low, high) = (0.0, 1.0)
      for _ in 0..<50 {
        let middle = (low + high) / 2
        if worth(middle, 0, 0) > middle / (1 - discount) + 1e-15 { low = middle } else { high = middle }
      }
      #expect(abs(index(a, b, discount, depth: depth) - low) < 1e-10)
    }
  }

  /// The index policy earns what the plan earns.
  @Test func earnsWhatPlansEarn() {
    let worlds: [([ArmPrior], Int)] = [
      ([uniformPrior, uniformPrior], 8), ([.known(0.6), uniformPrior], 12),
      ([.beta(a: 2, b: 1), .beta(a: 1, b: 3), .known(0.5)], 4), ([.beta(a: 0.3, b: 0.3), .beta(a: 4, b: 4)], 6),
      ([uniformPrior, uniformPrior, uniformPrior], 3),
    ]
    for (priors, cap) in worlds {
      for (length, discount) in [(5.0, 1), (20, 1), (20, 0.9), (100, 0.99), (20, 0)] {
        let tasks = CappedTasks(priors: priors, cap: cap, survival: 1 - 1 / length)
        let indices = priors.map { GittinsIndex.cells($0, cap: cap, discount: discount * tasks.survival) }
        let byIndex = tasks.value { _, cells, probabilities in
          let largest = cells.indices.map { indices[$0][cells[$0]] }.max()!
          let arm = cells.indices.first { indices[$0][cells[$0]] >= largest - 1e-9 }!
          for other in probabilities.indices { probabilities[other] = other == arm ? 1 : 0 }
        }
        // In the discount that both plan with.
        let planned = CappedTasks(priors: priors, cap: cap, survival: discount * tasks.survival)
        let plan = planned.plan(discount: 1)
        let same = planned.value { _, cells, probabilities in
          let largest = cells.indices.map { indices[$0][cells[$0]] }.max()!
          let arm = cells.indices.first { indices[$0][cells[$0]] >= largest - 1e-9 }!
          for other in probabilities.indices { probabilities[other] = other == arm ? 1 : 0 }
        }
        #expect(abs(same.reward - planned.value(of: plan.arms).reward) < 1e-9)
        if discount == 1 {
          #expect(abs(byIndex.reward - tasks.value(of: tasks.plan(discount: 1).arms).reward) < 1e-9)
        }
      }
    }
  }
}
