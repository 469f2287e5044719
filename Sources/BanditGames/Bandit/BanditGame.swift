import BanditStreams

/// A policy against a K-armed bandit.
public struct BanditGame<Environment: BanditEnvironment, Policy: BanditPolicy>: Game {
  @usableFromInline var environment: Environment
  @usableFromInline package var policy: Policy
  @usableFromInline let addressesRounds: Bool
  @usableFromInline var pulls: [Int]

  /// Creates the game of one replication.
  @inlinable
  public init(environment: Environment, policy: Policy, coupling: Coupling) {
    self.environment = environment
    self.policy = policy
    addressesRounds = coupling == .rounds
    pulls = Array(repeating: 0, count: environment.armCount)
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> BanditLedger {
    BanditLedger(truth: environment.truth, notions: notions, metrics: metrics)
  }

  /// Plays one round.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout BanditLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    let arm = policy.selectArm(at: round, noise: &learnerNoise)
    let pull = pulls[arm]
    pulls[arm] = pull + 1
    environmentNoise.move(to: arm, occurrence: addressesRounds ? round : pull)
    let outcome = environment.pull(arm, at: round, noise: &environmentNoise)
    policy.observe(reward: outcome.reward, of: arm, at: round)
    account.record(arm, outcome)
  }

  /// The value of a metric of the policy, its restarts, the environment or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: BanditLedger) -> Double? {
    if metric == .boundHolds { return boundHolds(after: round, account: account) }
    return (policy as? any Reporting)?.measure(metric)
      ?? (environment as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round)
      ?? (policy as? any Restarting)?.review(environment.truth.changes, through: round).measure(metric)
  }

  /// Only the accounts know the regret, only the policy its bound.
  private func boundHolds(after round: Int, account: BanditLedger) -> Double? {
    (policy as? any Reporting)?.measure(.bound).flatMap { account.keeps(within: $0, after: round) }
  }
}
