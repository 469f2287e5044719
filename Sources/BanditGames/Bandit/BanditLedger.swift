import BanditNumerics

/// The accounts of a K-armed bandit.
///
/// Sums are compensated (Neumaier), so that the regret of a run of 10^9 rounds is not rounding noise;
/// an optimal policy has a regret of exactly 0, because benchmark and value are added up alike (up to the
/// last bits for a best fixed arm whose means change and for sequences of arms, which are solved for at checkpoints).
///
/// Where means depend on the arms pulled before, there is no best fixed action given the history of another one:
/// `pseudo`, `realized`, `dynamic` and what speaks of best arms are missing, and the `policy` notions take their place.
public struct BanditLedger: Ledger {
  /// `pseudo`, `realized`, `dynamic` and `simple`, the last for stationary bandits only; the notions of policy regret,
  /// for environments that remember only.
  public static let notions: [Notion] = [
    .pseudo, .realized, .dynamic, .simple, .policy, .policyLower, .policyConstant,
  ]

  /// Metrics of what the learner did (A. Krishnamurthy et al., Can large language models explore in-context?,
  /// NeurIPS 2024, section 3.1).
  public static let metrics: [Metric] = [
    .bestArmShare, .greedyFraction, .medianReward, .minFraction, .suffixFailure,
  ]

  /// The sum over rounds of the mean of the best arm of that round.
  @usableFromInline var benchmark = CompensatedSum()
  @usableFromInline var value = CompensatedSum()
  @usableFromInline var reward = CompensatedSum()
  @usableFromInline var switches = 0
  @usableFromInline var latestArm = -1
  /// What happened arm by arm; `nil` unless something asked for needs it.
  @usableFromInline var arms: ArmRecord?
  let truth: BanditTruth

  /// Opens the accounts of a run; only what the notions and metrics need is kept.
  public init(truth: BanditTruth, notions: [Notion], metrics: [Metric]) {
    self.truth = truth
    let needsArms =
      notions.contains(.simple) && truth.isStationary || metrics.contains(where: BanditLedger.metrics.contains)
    arms = needsArms ? ArmRecord(armCount: truth.armCount, tracksGreed: metrics.contains(.greedyFraction)) : nil
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
    arms?.record(arm, outcome)
  }

  /// The state of a notion after a round.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(
      rounds: Double(round), reward: collected(through: round), switches: Double(switches))
    if let sequences = truth.sequences, let benchmark = sequences.benchmark(of: notion, through: round) {
      entry.benchmark = benchmark
      entry.value = value.value
      return entry
    }
    if truth.dependsOnHistory { return entry }
    switch notion {
    case .pseudo:
      entry.benchmark = bestFixedTotal(through: round)
      entry.value = value.value
      if let constant = truth.laiRobbins {
        entry.lowerBound = constant * Logarithm.natural(Double(round))
      }
    case .realized:
      entry.benchmark = bestFixedTotal(through: round)
      entry.value = entry.reward
    case .dynamic:
      entry.benchmark = benchmark.value
      entry.value = value.value
    case .simple where truth.isStationary:
      entry.benchmark = truth.bestMean
      if let arm = arms?.leader { entry.value = truth.means[arm] }
    default:
      break
    }
    return entry
  }

  /// `Metric.boundHolds`: 1 if the regret is at most a bound, else 0; `nil` where there is no such regret. Environments
  /// that remember are held to `policyLower`, all others to `pseudo`.
  func keeps(within bound: Double, after round: Int) -> Double? {
    let regret = entry(for: truth.sequences == nil ? .pseudo : .policyLower, group: "", after: round).regret
    return regret.isNaN ? nil : regret <= bound ? 1 : 0
  }

  /// The value of a metric after a round.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    guard let arms, !truth.dependsOnHistory || metric == .greedyFraction || metric == .minFraction else { return nil }
    switch metric {
    case .bestArmShare: return arms.bestArmShare
    case .greedyFraction: return arms.greedyFraction
    case .medianReward: return averageOnScaleOfMeans(after: round)
    case .minFraction: return arms.minFraction
    case .suffixFailure: return arms.suffixFailure
    default: return nil
    }
  }

  /// The reward really collected.
  private func collected(through round: Int) -> Double {
    truth.rewardOffset == 0 ? reward.value : reward.value - truth.rewardOffset * Double(round)
  }

  /// The benchmark of the best fixed arm in hindsight, by means.
  private func bestFixedTotal(through round: Int) -> Double {
    truth.isStationary ? benchmark.value : truth.bestFixedTotal(through: round)
  }

  private func averageOnScaleOfMeans(after round: Int) -> Double? {
    let worst = truth.means.min()!
    guard truth.isStationary, truth.bestMean > worst else { return nil }
    return (collected(through: round) / Double(round) - worst) / (truth.bestMean - worst)
  }
}
