import BanditGames
import BanditNumerics

/// How a learner in batches observes, samples, and how many batches and which rate it takes.
struct BatchTuning: Hashable, Sendable {
  typealias Scheme = BatchedOMD.Scheme
  typealias Sampler = BatchedOMD.Sampler

  /// What is seen.
  let scheme: Scheme
  /// How actions are drawn.
  let sampler: Sampler
  /// N.
  let batches: Int
  /// eta.
  let rate: Double
  /// The bound on expected loss regret and switching cost that the tuning is chosen by, as if N divided T.
  let bound: Double
  /// The bound for batches of unequal lengths: ceil(T/N) in place of T/N.
  let exactBound: Double

  /// The tuning of a scheme and a sampler for a problem.
  ///
  /// - Parameters:
  ///   - batches: N; `nil` for the number with the smallest bound that the allowance lets it have.
  ///   - rate: eta; `nil` for sqrt(2 ln K / (v N)).
  /// - Returns: `nil` if the allowance does not last for a batch, or not for those asked for.
  init?(
    scheme: Scheme, sampler: Sampler, problem: ExpertsProblem, batches: Int? = nil, rate: Double? = nil
  ) {
    let actionCount = problem.actionCount
    let rounds = Double(problem.horizon)
    let cost = problem.switchingCost
    let entropy = Double.log(Double(actionCount))
    let variance = scheme.variance(actionCount: actionCount)
    let affordable = BatchTuning.affordable(scheme, problem)
    if let batches {
      guard batches <= affordable else { return nil }
      self.batches = batches
    } else {
      guard affordable >= 1 else { return nil }
      // fresh: the minimum of T sqrt(2 v ln K / N) + c N; else that of T sqrt(2 v ln K / N) + c sqrt(2 N ln K / v).
      let best =
        sampler == .fresh
        ? BatchTuning.bestCount(
          actionCount: actionCount, horizon: problem.horizon, variance: variance, switchingCost: cost)
        : rounds * variance / cost
      // A NaN (no cost, nothing to learn) counts as no limit.
      self.batches = best < Double(affordable) ? max(1, Int(best)) : affordable
    }
    let count = Double(self.batches)
    let tuned = (2 * entropy / (variance * count)).squareRoot()
    // With one action every rate is as good as any.
    let chosen = rate ?? (tuned > 0 ? tuned : 1)
    self.scheme = scheme
    self.sampler = sampler
    self.rate = chosen
    let switches = sampler == .fresh ? count : min(count, chosen * count)
    func bound(longest: Double) -> Double {
      longest * entropy / chosen + chosen * rounds * variance / 2 + cost * switches
    }
    self.bound = bound(longest: rounds / count)
    exactBound = bound(longest: (rounds / count).rounded(.up))
  }

  /// N*, which minimises T sqrt(2 v ln K / N) + c N: (T sqrt(2 v ln K) / (2 c))^(2/3).
  static func bestCount(actionCount: Int, horizon: Int, variance: Double, switchingCost: Double) -> Double {
    let entropy = Double.log(Double(actionCount))
    let ratio = Double(horizon) * (2 * variance * entropy).squareRoot() / (2 * switchingCost)
    return .cbrt(ratio * ratio)
  }

  /// How many batches the allowance lasts for; at most T.
  static func affordable(_ scheme: Scheme, _ problem: ExpertsProblem) -> Int {
    guard let allowance = problem.feedback.allowance else { return problem.horizon }
    let price = scheme.price(actionCount: problem.actionCount, ownLossIsFree: problem.feedback.ownLossIsFree)
    return price == 0 ? problem.horizon : min(problem.horizon, allowance / price)
  }
}

extension BatchedOMD.Scheme {
  /// Whether what is seen does not depend on the action played, given the past. Only then an action may be kept: else
  /// the law of a kept action is not the one that estimates are divided by.
  var isIndependentOfAction: Bool {
    switch self {
    case .full, .decoupled: true
    case .bandit, .advice: false
    }
  }

  /// How many entries it asks for in a batch.
  func entries(actionCount: Int) -> Int {
    switch self {
    case .full: actionCount
    case .decoupled(let count), .advice(let count): count
    case .bandit: 1
    }
  }

  /// How many entries a batch may take from the allowance.
  func price(actionCount: Int, ownLossIsFree: Bool) -> Int {
    let entries = entries(actionCount: actionCount)
    guard ownLossIsFree else { return entries }
    // A set drawn without regard to the action played may miss it, unless it has all actions.
    if case .decoupled(let count) = self, count < actionCount { return count }
    return entries - 1
  }

  /// v: an upper bound on sum_k p_k E[estimate_k^2].
  func variance(actionCount: Int) -> Double {
    switch self {
    case .full: 1
    case .decoupled(let count), .advice(let count): Double(actionCount) / Double(count)
    case .bandit: Double(actionCount)
    }
  }
}
