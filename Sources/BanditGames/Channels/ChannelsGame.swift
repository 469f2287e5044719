import BanditCards
import BanditComparators
import BanditStreams

/// A learner that steers channels.
public struct ChannelsGame<Environment: ChannelsEnvironment, Learner: ChannelsLearner>: Game {
  /// A budget and a target per channel out, value and spend per channel back.
  public static var family: Family { .channels }

  /// The channels.
  public var environment: Environment
  /// Who steers them.
  public var learner: Learner
  @usableFromInline var levers: [ChannelLever]
  @usableFromInline var feedback: [ChannelFeedback]

  @inlinable
  public init(environment: Environment, learner: Learner, problem: ChannelsProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
    levers = Array(repeating: .closed, count: environment.channelCount)
    feedback = Array(repeating: ChannelFeedback(value: 0, spend: 0), count: environment.channelCount)
  }

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
    learner.setLevers(&levers, at: round, noise: &learnerNoise)
    for channel in levers.indices {
      environmentNoise.move(to: channel, occurrence: round)
      let response = environment.respond(on: channel, to: levers[channel], at: round, noise: &environmentNoise)
      feedback[channel] = response.feedback
      account.record(channel, levers[channel], response)
    }
    account.closePeriod()
    learner.observe(feedback, at: round)
  }

  /// The budget of each channel, `inf` for none, with a slash and the target return where there is one; the value of the
  /// period.
  public func latestRound(_ account: ChannelsLedger) -> PlayedRound {
    PlayedRound(
      actions: levers.map { $0.targetReturn > 0 ? "\($0.budget)/\($0.targetReturn)" : "\($0.budget)" },
      reward: feedback.reduce(0) { $0 + $1.value })
  }

  /// The dual bound: the truth at the learner's multipliers.
  public func measureTogether(_ metric: Metric, after round: Int, account: ChannelsLedger) -> Double? {
    guard metric == .dualBound, let learner = learnerItself as? any MultiplierLearner else { return nil }
    return environment.truth.dualBound(
      returnMultiplier: learner.returnMultiplier, budgetMultiplier: learner.budgetMultiplier)
  }
}
