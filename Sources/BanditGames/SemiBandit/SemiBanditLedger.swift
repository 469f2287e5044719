import BanditNumerics

/// The accounts of a semi-bandit with recovering arms.
///
/// The comparators are constants of the instance, solved when the accounts are opened and only where a notion asks.
public struct SemiBanditLedger: Ledger {
  /// Those of recovering rewards, and `pseudo` and `realized` for arms that need no rest.
  public static let notions: [Notion] = [.upperBound, .planner, .gamma, .policy, .pseudo, .realized]

  /// `lookahead_regret` and `arms_per_period`.
  public static let metrics: [Metric] = [.lookaheadRegret, .armsPerPeriod]

  @usableFromInline var value = CompensatedSum()
  @usableFromInline var reward = CompensatedSum()
  @usableFromInline var switches = 0
  @usableFromInline var pulls = 0
  @usableFromInline var rival: LookaheadRival?
  private let upperBound: Double
  private let planned: Double
  private let guaranteedShare: Double
  private let optimum: [Double]
  private let bestFixedMean: Double?

  /// Opens the accounts of a run; only what the notions and metrics need is solved and kept.
  public init(truth: SemiBanditTruth, notions: [Notion], metrics: [Metric]) {
    let needsBound = notions.contains(.upperBound) || notions.contains(.gamma)
    upperBound = needsBound ? truth.upperBound : .nan
    planned = notions.contains(.planner) ? truth.plan.value(on: truth.curves) : .nan
    guaranteedShare = PeriodicPlanner.guaranteedShare(capacity: truth.capacity)
    optimum = notions.contains(.policy) ? truth.optimum?.value ?? [] : []
    bestFixedMean = truth.bestFixedMean
    rival = metrics.contains(.lookaheadRegret) ? LookaheadRival(truth: truth) : nil
  }

  /// Begins a period; the set of its arms is known to have changed or not.
  @inlinable
  public mutating func open(_ round: Int, isChange: Bool) {
    if isChange { switches += 1 }
    rival?.open(round)
  }

  /// Books the pull of one arm of a period.
  @inlinable
  public mutating func record(_ arm: Int, _ outcome: PullOutcome, at round: Int) {
    value.add(outcome.mean)
    reward.add(outcome.reward)
    pulls += 1
    rival?.record(arm, outcome.mean, at: round)
  }

  /// The state of a notion after a period.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(
      rounds: Double(round), value: value.value, reward: reward.value, switches: Double(switches))
    let periods = Double(round)
    switch notion {
    case .upperBound: entry.benchmark = periods * upperBound
    case .planner: entry.benchmark = periods * planned
    case .gamma: entry.benchmark = periods * (guaranteedShare * upperBound)
    case .policy: if round < optimum.count { entry.benchmark = optimum[round] }
    case .pseudo: entry.benchmark = bestFixedMean.map { $0 * periods } ?? .nan
    case .realized:
      entry.benchmark = bestFixedMean.map { $0 * periods } ?? .nan
      entry.value = reward.value
    default: entry.value = .nan
    }
    return entry
  }

  /// The value of a metric after a period.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .lookaheadRegret: rival?.regret
    case .armsPerPeriod: Double(pulls) / Double(round)
    default: nil
    }
  }
}
