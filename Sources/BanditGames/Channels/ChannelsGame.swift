import BanditStreams

/// A learner that steers channels.
public struct ChannelsGame<Environment: ChannelsEnvironment, Policy: ChannelsPolicy>: Game {
  @usableFromInline var environment: Environment
  @usableFromInline package var policy: Policy
  @usableFromInline var levers: [ChannelLever]
  @usableFromInline var feedback: [ChannelFeedback]

  /// Creates the game of one replication.
  @inlinable
  public init(environment: Environment, policy: Policy) {
    self.environment = environment
    self.policy = policy
    levers = Array(repeating: .closed, count: environment.channelCount)
    feedback = Array(repeating: ChannelFeedback(value: 0, spend: 0), count: environment.channelCount)
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> ChannelsLedger {
    ChannelsLedger(truth: environment.truth, metrics: metrics)
  }

  /// Plays one period.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout ChannelsLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    policy.setLevers(&levers, at: round, noise: &learnerNoise)
    for channel in levers.indices {
      environmentNoise.move(to: channel, occurrence: round)
      let response = environment.respond(on: channel, to: levers[channel], at: round, noise: &environmentNoise)
      feedback[channel] = response.feedback
      account.record(channel, levers[channel], response)
    }
    account.closePeriod()
    policy.observe(feedback, at: round)
  }

  /// The value of a metric of the policy, the environment or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: ChannelsLedger) -> Double? {
    if metric == .dualBound, let policy = policy as? any MultiplierPolicy {
      return environment.truth.dualBound(
        returnMultiplier: policy.returnMultiplier, budgetMultiplier: policy.budgetMultiplier)
    }
    return (policy as? any Reporting)?.measure(metric)
      ?? (environment as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round)
  }
}
