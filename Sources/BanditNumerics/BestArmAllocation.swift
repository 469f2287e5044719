/// In which shares the arms of a bandit are best pulled to tell the best one from the others, and how many pulls that takes.
///
/// For means mu with a single best arm * and shares w, the cost of taking arm a for better than * is C_a(w) = w_* d(mu_*, m) +
/// w_a d(mu_a, m) with m = (w_* mu_* + w_a mu_a) / (w_* + w_a). The shares maximise the smallest C_a, and the time is T* = 1 /
/// max_w min_a C_a(w): a learner that is wrong with probability at most delta needs T* ln(1/(2.4 delta)) pulls or more on
/// average (A. Garivier and E. Kaufmann, Optimal best arm identification with fixed confidence, COLT 2016, theorems 1 and 5).
public struct BestArmAllocation: Hashable, Sendable {
  /// The share of each arm, adding up to 1.
  public let weights: [Double]
  /// T*, in pulls.
  public let time: Double

  /// The allocation for normal rewards of one known variance; `nil` where there is no single best arm, or only one arm.
  ///
  /// With g_a = (mu_* - mu_a)^2 / (2 variance) and x_a = y / (g_a - y), the y in (0, min g) with sum x_a^2 = 1.
  ///
  /// - Precondition: `variance > 0`.
  /// - Complexity: O(K) for each of about six of Newton's steps.
  public static func gaussian(means: [Double], variance: Double) -> BestArmAllocation? {
    guard let best = single(means) else { return nil }
    let gaps = means.map { means[best] - $0 }
    guard let smallest = gaps.filter({ $0 > 0 }).min(), smallest.isFinite else { return nil }
    // In units of the smallest g.
    let costs = gaps.map { ($0 / smallest) * ($0 / smallest) }
    // A single arm reaches 1 at 1/2, so that the root is not above it; the sum is convex, so that Newton's steps from
    // above decrease to the root.
    var y = 0.5
    while true {
      var (excess, slope) = (-1.0, 0.0)
      for (arm, cost) in costs.enumerated() where arm != best {
        let share = y / (cost - y)
        excess += share * share
        slope += 2 * share * share * cost / (y * (cost - y))
      }
      let next = y - excess / slope
      if !(next < y) { break }
      y = next
    }
    let shares = costs.indices.map { $0 == best ? 1 : y / (costs[$0] - y) }
    return BestArmAllocation(shares: shares, best: best, cost: y * smallest * smallest / (2 * variance))
  }

  /// The allocation for coins; `nil` where there is no single best arm, or only one arm.
  ///
  /// With G_a(x) = d(mu_*, m) + x d(mu_a, m), m = (mu_* + x mu_a) / (1 + x), and x_a the root of G_a(x) = y, the y with sum
  /// over a of d(mu_*, m(x_a)) / d(mu_a, m(x_a)) = 1.
  ///
  /// - Precondition: means in [0, 1].
  /// - Complexity: O(K) for each of some ten steps of the secant rule, with a few of Newton's steps for each arm.
  public static func bernoulli(means: [Double]) -> BestArmAllocation? {
    guard let best = single(means) else { return nil }
    let top = means[best]
    let rivals = means.indices.filter { $0 != best }
    guard let hardest = rivals.map({ means[$0] }).max() else { return nil }
    // The coin that both are equally far from: there the hardest rival alone reaches 1.
    let middle = equidistant(top, hardest)
    let share = (top - middle) / (middle - hardest)
    let ceiling = Coins(top: top, rival: hardest).cost(share)
    if rivals.count == 1 {
      return BestArmAllocation(shares: means.indices.map { $0 == best ? 1 : share }, best: best, cost: ceiling)
    }

    var shares = Array(repeating: 0.0, count: means.count)
    func excess(at cost: Double) -> Double {
      var sum = -1.0
      for arm in rivals {
        let coins = Coins(top: top, rival: means[arm])
        // The root grows with the cost: the former one is a start where that was lower.
        shares[arm] = coins.share(ofCost: cost, from: coins.cost(shares[arm]) <= cost ? shares[arm] : 0)
        sum += coins.ratio(shares[arm])
      }
      return sum
    }
    var (low, high) = (0.0, ceiling)
    var (below, above) = (-1.0, excess(at: ceiling))
    // The secant rule that halves the value at an end that stays (Illinois); at the end bisection would take over.
    var side = 0
    for _ in 0..<200 where high - low > 1e-15 * high && above > 0 {
      let cost = min(max((low * above - high * below) / (above - below), low), high)
      let value = excess(at: cost)
      if value == 0 || cost == low || cost == high {
        high = cost
        break
      }
      if value < 0 {
        (low, below) = (cost, value)
        if side < 0 { above /= 2 }
        side = -1
      } else {
        (high, above) = (cost, value)
        if side > 0 { below /= 2 }
        side = 1
      }
    }
    _ = excess(at: high)
    shares[best] = 1
    return BestArmAllocation(shares: shares, best: best, cost: high)
  }

  /// The coin m with d(p, m) = d(q, m), p > q: its logit is the difference of negative entropies over that of the means.
  private static func equidistant(_ p: Double, _ q: Double) -> Double {
    // Of nearly equal coins the difference is all rounding, and half way is as good.
    if p - q < 1e-5 { return (p + q) / 2 }
    let logit = (DivergenceBound.negativeEntropy(p) - DivergenceBound.negativeEntropy(q)) / (p - q)
    return 1 / (1 + .exp(-logit))
  }

  /// The place of the largest mean, if it is the only one.
  private static func single(_ means: [Double]) -> Int? {
    guard means.count >= 2, let best = means.max(), let place = means.firstIndex(of: best),
      !means[(place + 1)...].contains(best)
    else { return nil }
    return place
  }

  /// - Parameters:
  ///   - shares: of each arm, 1 for the best one.
  ///   - cost: that of each rival, in these units.
  private init?(shares: [Double], best: Int, cost: Double) {
    let sum = shares.reduce(0, +)
    weights = shares.map { $0 / sum }
    time = sum / cost
    guard time.isFinite, time > 0 else { return nil }
  }

  /// The best coin and a rival, pulled in the ratio of 1 to x.
  private struct Coins {
    let top: Double
    let rival: Double

    private func middle(_ x: Double) -> Double { (top + x * rival) / (1 + x) }

    func cost(_ x: Double) -> Double {
      let middle = middle(x)
      return BernoulliDivergence.value(top, middle) + (x == 0 ? 0 : x * BernoulliDivergence.value(rival, middle))
    }

    func ratio(_ x: Double) -> Double {
      if x == 0 { return 0 }
      let middle = middle(x)
      return BernoulliDivergence.value(top, middle) / BernoulliDivergence.value(rival, middle)
    }

    /// The x of a cost: Newton's steps from below increase to it, as the cost is concave with the slope d(rival, m).
    func share(ofCost cost: Double, from start: Double) -> Double {
      var x = start
      // From a coin that always falls on one side the slope is infinite.
      if x == 0 && top >= 1 {
        x = 1
        while self.cost(x) > cost { x /= 2 }
      }
      for _ in 0..<200 {
        let next = x + (cost - self.cost(x)) / BernoulliDivergence.value(rival, middle(x))
        if !(next > x) || !next.isFinite { break }
        if next - x <= 1e-15 * next { return next }
        x = next
      }
      return x
    }
  }
}
