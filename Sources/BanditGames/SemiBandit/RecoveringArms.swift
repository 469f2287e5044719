import BanditCards
import BanditComparators
import BanditNumerics

/// The comparators of arms that recover: upper bound, planner, exact optimum. Each is solved when it is first asked for,
/// and once for all copies.
public struct RecoveringArms: SemiBanditComparator {
  /// What each arm pays, by its idle time.
  public let curves: [RecoveryCurve]
  /// How many arms can be pulled in a round, K.
  public let capacity: Int
  /// How rested the arms are before the first round.
  public let start: RecoveryStart
  /// How many rounds the comparator of `lookahead_regret` looks ahead.
  public let lookahead: Int
  /// OPT_0, ..., OPT_T, shared by all replications; `nil` where it takes too long.
  public let optimum: Once<[Double]>?
  // Copies share them: an instance that is the same in all replications is solved once.
  private let bound: Once<Double>
  private let schedule: Once<PeriodicSchedule>
  private let planned: Once<Double>

  /// Creates the comparators of an instance.
  ///
  /// - Precondition: at least one arm, `capacity >= 1`, `lookahead >= 1`.
  public init(
    curves: [RecoveryCurve], capacity: Int, start: RecoveryStart = .zero, lookahead: Int = 1,
    optimum: Once<[Double]>? = nil
  ) {
    precondition(
      !curves.isEmpty && capacity >= 1 && lookahead >= 1,
      "an instance needs at least one arm, and a capacity and a lookahead of at least 1")
    self.curves = curves
    self.capacity = capacity
    self.start = start
    self.lookahead = lookahead
    self.optimum = optimum
    bound = Once { EnvelopeBound(curves: curves, capacity: capacity).value }
    let schedule = Once { PeriodicPlanner.plan(for: curves.map(\.minorant), capacity: capacity) }
    self.schedule = schedule
    planned = Once { schedule.value.value(on: curves) }
  }

  public func benchmark(of notion: Notion, through round: Int) -> Double? {
    let rounds = Double(round)
    switch notion {
    case .upperBound: return rounds * upperBound
    case .planner: return rounds * planned.value
    case .gamma: return rounds * (PeriodicPlanner.guaranteedShare(capacity: capacity) * upperBound)
    case .policy:
      guard let optimum = optimum?.value, round < optimum.count else { return .nan }
      return optimum[round]
    case .pseudo, .realized: return bestFixedMean.map { $0 * rounds } ?? .nan
    default: return nil
    }
  }

  /// The idle times before the first round.
  public var idleTimes: IdleTimes { IdleTimes(depths: curves.map(\.depth), start: start) }

  /// The concave upper bound, UB.
  public var upperBound: Double { bound.value }

  /// The planner's schedule, made for the nondecreasing minorants of the curves.
  public var plan: PeriodicSchedule { schedule.value }

  /// The mean of the best fixed set, where arms need no rest: the K largest positive means; `nil` elsewhere.
  public var bestFixedMean: Double? {
    guard curves.allSatisfy({ $0.depth == 1 }) else { return nil }
    return StationaryItems(means: curves.map { $0[1] }, capacity: capacity).bestSetMean
  }
}
