/// What is true of an instance of a semi-bandit with recovering arms, for ledgers and oracles.
public struct SemiBanditTruth: Sendable {
  /// What each arm pays, by its idle time.
  public let curves: [RecoveryCurve]
  /// How many arms can be pulled in a period, K.
  public let capacity: Int
  /// How rested the arms are before the first period.
  public let start: RecoveryStart
  /// How many periods the comparator of `lookahead_regret` looks ahead.
  public let lookahead: Int
  /// OPT_0, ..., OPT_T, shared by all replications; `nil` where it takes too long.
  public let optimum: Deferred<[Double]>?
  // Copies share them: an instance that is the same in all replications is solved once.
  private let bound: Deferred<Double>
  private let schedule: Deferred<PeriodicPlan>

  /// Creates the truth of an instance.
  ///
  /// - Precondition: there is an arm, `capacity >= 1`, `lookahead >= 1`.
  public init(
    curves: [RecoveryCurve], capacity: Int, start: RecoveryStart = .zero, lookahead: Int = 1,
    optimum: Deferred<[Double]>? = nil
  ) {
    precondition(!curves.isEmpty && capacity >= 1 && lookahead >= 1, "an instance has arms, a capacity and a depth")
    self.curves = curves
    self.capacity = capacity
    self.start = start
    self.lookahead = lookahead
    self.optimum = optimum
    bound = Deferred { EnvelopeBound(curves: curves, capacity: capacity).value }
    schedule = Deferred { PeriodicPlanner.plan(for: curves.map(\.minorant), capacity: capacity) }
  }

  /// The idle times before the first period.
  public var idleTimes: IdleTimes { IdleTimes(depths: curves.map(\.depth), start: start) }

  /// The concave upper bound, UB.
  public var upperBound: Double { bound.value }

  /// The planner's schedule, made for the nondecreasing minorants of the curves.
  public var plan: PeriodicPlan { schedule.value }

  /// The mean of the best fixed set, where arms need no rest: the K largest positive means; `nil` elsewhere.
  public var bestFixedMean: Double? {
    guard curves.allSatisfy({ $0.depth == 1 }) else { return nil }
    return curves.map { max(0, $0[1]) }.sorted(by: >).prefix(capacity).reduce(0, +)
  }
}
