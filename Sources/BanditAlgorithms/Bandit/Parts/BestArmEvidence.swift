import BanditCards
import BanditGames
import BanditNumerics

/// The law of rewards that the search for the best arm goes by.
public enum BestArmLaw: String, Sendable, CaseIterable {
  /// Coins.
  case bernoulli
  /// Normal rewards of one known variance.
  case gaussian

  /// `law` of scenario files; `nil` for the one that suits the environment.
  public static let parameter = Parameter<BestArmLaw?>.autoChoice(
    "law",
    """
    The law that rewards are taken for: `bernoulli`, coins that pay one end of the environment's range or the other, also \
    right for any rewards between them; `gaussian`, normal with the standard deviation `sigma`, also right for \
    sigma-subgaussian ones; `auto`: coins where rewards are bounded.
    """, why: "the smaller number of pulls where both are right")
}

/// The evidence for the best arm: generalised likelihood ratios, and how pulls are best shared among the arms.
struct BestArmEvidence: Sendable {
  private let law: Law

  private enum Law: Sendable {
    case coins
    case normal(variance: Double)
  }

  /// What rewards are taken to [0, 1] by, where they are taken for coins.
  let rewards: UnitRewards

  /// The law that was named, or else the one that suits the environment.
  ///
  /// - Throws: `InvalidSettings` if coins were named and rewards are not bounded, in the name of the learner with this id.
  init(_ name: BestArmLaw?, _ problem: BanditProblem, _ noise: NoiseScale, for id: String) throws(InvalidSettings) {
    let isBounded = problem.rewardRange?.interval != nil
    if name == .bernoulli && !isBounded {
      throw InvalidSettings(
        "law", "found \"bernoulli\", but the rewards of this environment are not bounded; accepted: \"gaussian\"")
    }
    if name != .gaussian && isBounded {
      law = .coins
      rewards = try UnitRewards(problem, range: nil, for: id)
    } else {
      law = .normal(variance: noise.sigma * noise.sigma)
      rewards = .asTheyAre
    }
  }

  /// Whether rewards are taken for normal.
  var usesScale: Bool {
    if case .normal = law { true } else { false }
  }

  /// In which shares to pull arms with these means; `nil` where two are best.
  func allocation(_ means: [Double]) -> BestArmAllocation? {
    switch law {
    case .coins: .bernoulli(means: means)
    case .normal(let variance): .gaussian(means: means, variance: variance)
    }
  }

  /// The generalised likelihood ratio for arm a against arm b, in nats, where the mean of a is not the smaller one.
  func statistic(_ a: Int, against b: Int, _ arms: ArmStatistics) -> Double {
    let (pullsA, pullsB) = (Double(arms.pulls[a]), Double(arms.pulls[b]))
    let (meanA, meanB) = (arms.means[a], arms.means[b])
    switch law {
    case .normal(let variance):
      let gap = meanA - meanB
      return pullsA * pullsB / (pullsA + pullsB) * gap * gap / (2 * variance)
    case .coins:
      // Sums of rewards in [0, 1] can be above their number by a rounding.
      let (p, q) = (min(1, max(0, meanA)), min(1, max(0, meanB)))
      let pooled = min(1, max(0, (pullsA * p + pullsB * q) / (pullsA + pullsB)))
      return pullsA * BernoulliDivergence.value(p, pooled) + pullsB * BernoulliDivergence.value(q, pooled)
    }
  }
}

/// How much evidence for the best arm is enough to stop.
public enum BestArmThreshold: String, Sendable, CaseIterable {
  /// ln((1 + ln t) / delta).
  case stylized
  /// A larger one with a proof.
  case proven
  /// None.
  case never

  /// `threshold` of scenario files.
  public static let parameter = Parameter.choice(
    "threshold",
    """
    What the evidence for the best arm against each other one must exceed: `stylized`, ln((1 + ln t) / delta), which is \
    what experiments usually take and which nobody has proved; `proven`, a larger one with a proof; `never`: it plays to \
    the horizon.
    """, default: BestArmThreshold.stylized, why: "customary in experiments")

}

/// When a search for the best arm stops: how much evidence it asks for.
struct BestArmStop: Sendable {
  private let name: BestArmThreshold
  private let delta: Double
  /// 2 T(ln((K - 1) / delta) / 2) of the proven one.
  private let constant: Double

  init(_ name: BestArmThreshold, delta: Double, armCount: Int) {
    self.name = name
    self.delta = delta
    constant = 2 * Self.calibrated(.log(Double(max(1, armCount - 1)) / delta) / 2)
  }

  /// The least evidence for an arm against another after t pulls.
  ///
  /// - Parameters:
  ///   - first: the pulls of one of them, at least 1.
  ///   - second: those of the other.
  func value(after t: Int, pulls first: Int, _ second: Int) -> Double {
    switch name {
    case .stylized: .log((1 + .log(Double(t))) / delta)
    case .proven: 3 * .log(1 + .log(Double(first))) + 3 * .log(1 + .log(Double(second))) + constant
    case .never: .infinity
    }
  }

  /// Whether the evidence for an arm is enough against all others.
  func isReached(_ evidence: BestArmEvidence, for best: Int, _ arms: ArmStatistics, after t: Int) -> Bool {
    if name == .never { return false }
    return arms.pulls.indices.allSatisfy { rival in
      rival == best
        || evidence.statistic(best, against: rival, arms) > value(after: t, pulls: arms.pulls[best], arms.pulls[rival])
    }
  }

  /// The function T of E. Kaufmann and W. M. Koolen, Mixture martingales revisited with applications to sequential tests
  /// and confidence intervals, JMLR 22, 2021, equation (13): about x + 4 ln(1 + x + sqrt(2 x)).
  static func calibrated(_ x: Double) -> Double {
    // ln(2 zeta(2)), zeta(2) = pi^2 / 6.
    2 * tilde((inverse(1 + x) + .log(Double.pi * Double.pi / 3)) / 2)
  }

  /// h^-1 of h(u) = u - ln u on u >= 1, for x >= 1, by Newton's steps from above.
  static func inverse(_ x: Double) -> Double {
    // u - ln u >= x at this start, as ln u <= sqrt(2 (x - 1)) + ... along the convex curve.
    var u = x + .log(x + (2 * (x - 1)).squareRoot() + 1) + 1
    while true {
      let next = u - (u - .log(u) - x) / (1 - 1 / u)
      if !(next < u) || next <= 1 { return max(1, min(u, next.isFinite ? max(next, 1) : u)) }
      u = next
    }
  }

  private static func tilde(_ x: Double) -> Double {
    let z = 1.5
    let logarithm = Double.log(z)
    if x >= 1 / logarithm + .log(logarithm) {
      let u = inverse(x)
      return .exp(1 / u) * u
    }
    return z * (x - .log(logarithm))
  }
}
