import BanditStreams

/// A policy against a semi-bandit with recovering arms.
public struct SemiBanditGame<Environment: SemiBanditEnvironment, Policy: SemiBanditPolicy>: Game {
  @usableFromInline var environment: Environment
  @usableFromInline package var policy: Policy
  @usableFromInline let truth: SemiBanditTruth
  @usableFromInline let addressesRounds: Bool
  @usableFromInline var pulls: [Int]
  @usableFromInline var selection: ArmSelection
  @usableFromInline var rewards: [Double] = []

  /// Creates the game of one replication.
  @inlinable
  public init(environment: Environment, policy: Policy, coupling: Coupling) {
    self.environment = environment
    self.policy = policy
    truth = environment.truth
    addressesRounds = coupling == .rounds
    pulls = Array(repeating: 0, count: truth.curves.count)
    selection = ArmSelection(armCount: truth.curves.count, capacity: truth.capacity)
    rewards.reserveCapacity(pulls.count)
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> SemiBanditLedger {
    SemiBanditLedger(truth: truth, notions: notions, metrics: metrics)
  }

  /// Plays one period.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout SemiBanditLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    selection.open()
    policy.selectArms(into: &selection, at: round, noise: &learnerNoise)
    account.open(round, isChange: selection.close(at: round))
    rewards.removeAll(keepingCapacity: true)
    for arm in selection.arms {
      let pull = pulls[arm]
      pulls[arm] = pull + 1
      environmentNoise.move(to: arm, occurrence: addressesRounds ? round : pull)
      let outcome = environment.pull(arm, at: round, noise: &environmentNoise)
      rewards.append(outcome.reward)
      account.record(arm, outcome, at: round)
    }
    policy.observe(rewards: rewards, of: selection.arms, at: round)
  }

  /// The value of a metric of the policy, the environment or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: SemiBanditLedger) -> Double? {
    (policy as? any Reporting)?.measure(metric)
      ?? (environment as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round)
  }
}
