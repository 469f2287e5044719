import BanditNumerics

/// The accounts of a K-armed bandit.
///
/// Sums are compensated (Neumaier), so that the regret of a run of 10^9 rounds is not rounding noise;
/// an optimal policy has a regret of exactly 0, because benchmark and value are added up alike (up to the
/// last bits for a best fixed arm whose means change, which is solved for at checkpoints).
public struct BanditLedger: Ledger {
  /// `pseudo`, `realized`, `dynamic` and `simple`, the last for stationary bandits only.
  public static let notions: [Notion] = [.pseudo, .realized, .dynamic, .simple]

  /// The sum over rounds of the mean of the best arm of that round.
  @usableFromInline var benchmark = CompensatedSum()
  @usableFromInline var value = CompensatedSum()
  @usableFromInline var reward = CompensatedSum()
  @usableFromInline var switches = 0
  @usableFromInline var latestArm = -1
  /// Rewards and pulls by arm; empty unless `simple` is asked for.
  @usableFromInline var armRewards: [Double]
  @usableFromInline var armPulls: [Double]
  let truth: BanditTruth

  /// Opens the accounts of a run; only what the notions need is kept.
  public init(truth: BanditTruth, notions: [Notion], metrics: [Metric]) {
    self.truth = truth
    let arms = notions.contains(.simple) && truth.isStationary ? truth.armCount : 0
    armRewards = Array(repeating: 0, count: arms)
    armPulls = Array(repeating: 0, count: arms)
  }

  /// Books a round.
  @inlinable
  public mutating func record(_ arm: Int, _ outcome: ArmOutcome) {
    benchmark.add(outcome.bestMean)
    value.add(outcome.mean)
    reward.add(outcome.reward)
    // The first action is not a change.
    if arm != latestArm {
      if latestArm >= 0 { switches += 1 }
      latestArm = arm
    }
    if !armPulls.isEmpty {
      armRewards[arm] += outcome.reward
      armPulls[arm] += 1
    }
  }

  /// The state of a notion after a round.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(
      rounds: Double(round), reward: reward.value, switches: Double(switches))
    switch notion {
    case .pseudo:
      entry.benchmark = bestFixedTotal(through: round)
      entry.value = value.value
      if let constant = truth.laiRobbins {
        entry.lowerBound = constant * Logarithm.natural(Double(round))
      }
    case .realized:
      entry.benchmark = bestFixedTotal(through: round)
      entry.value = reward.value
    case .dynamic:
      entry.benchmark = benchmark.value
      entry.value = value.value
    case .simple where truth.isStationary:
      entry.benchmark = truth.bestMean
      if let arm = leader { entry.value = truth.means[arm] }
    default:
      break
    }
    return entry
  }

  /// The benchmark of the best fixed arm in hindsight, by means.
  private func bestFixedTotal(through round: Int) -> Double {
    truth.isStationary ? benchmark.value : truth.bestFixedTotal(through: round)
  }

  /// The arm with the highest empirical mean among those pulled; the lowest index on ties.
  private var leader: Int? {
    var best: (arm: Int, mean: Double)?
    for arm in armPulls.indices where armPulls[arm] > 0 {
      let mean = armRewards[arm] / armPulls[arm]
      if best == nil || mean > best!.mean { best = (arm, mean) }
    }
    return best?.arm
  }
}
