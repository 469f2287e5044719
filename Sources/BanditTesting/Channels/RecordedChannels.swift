import BanditComparators
import BanditGames
import BanditStreams

/// What a learner did with its channels in a run and what they reported, period by period.
public struct RecordedChannels<Learner: ChannelsLearner>: Sendable {
  /// The levers of every period. A learner that sets impossible ones ends the run.
  public let levers: [[ChannelLever]]
  /// The reports of every period.
  public let feedback: [[ChannelFeedback]]
  /// The learner after the last period.
  public let learner: Learner
  /// The accounts.
  public let account: ChannelsLedger

  /// Plays copies of a learner and of channels, for all periods of their horizon.
  ///
  /// The noise is split by purpose as in experiments.
  public init<Environment: ChannelsEnvironment>(
    learner: Learner, environment: Environment, key: StreamKey = StreamKey(seed: 0)
  ) {
    let truth = environment.truth
    let played = PlayedGame(
      ChannelsGame(
        environment: environment,
        learner: Recorder<Learner, ChannelsPeriod>(learner, choices: environment.channelCount),
        problem: ChannelsProblem(
          laws: truth.laws, horizon: truth.horizon, budget: truth.budget, targetReturn: truth.targetReturn)),
      rounds: truth.horizon, addressCount: environment.channelCount, key: key, notions: ChannelsLedger.notions,
      metrics: ChannelsLedger.metrics)
    levers = played.game.learner.entries.map(\.levers)
    feedback = played.game.learner.entries.map(\.feedback)
    self.learner = played.game.learner.base
    account = played.account
  }

  /// The budgets of a period.
  public func budgets(at round: Int) -> [Double] { levers[round - 1].map(\.budget) }

  /// The mean budget of each channel.
  public var meanBudgets: [Double] {
    levers[0].indices.map { channel in
      levers.reduce(0) { $0 + $1[channel].budget } / Double(levers.count)
    }
  }

  /// All value reported.
  public var totalValue: Double { feedback.joined().reduce(0) { $0 + $1.value } }

  /// All that was charged.
  public var totalSpend: Double { feedback.joined().reduce(0) { $0 + $1.spend } }
}

/// The levers of a period, and what the channels reported.
public struct ChannelsPeriod: Hashable, Sendable {
  let levers: [ChannelLever]
  var feedback: [ChannelFeedback] = []
}

extension Recorder: ChannelsLearner where Base: ChannelsLearner, Entry == ChannelsPeriod {
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    base.setLevers(&levers, at: round, noise: &noise)
    entries.append(ChannelsPeriod(levers: levers))
    let arePossible = levers.allSatisfy { $0.budget >= 0 && $0.targetReturn >= 0 && $0.targetReturn.isFinite }
    if arePossible && levers.count == choices { return }
    fault = arePossible ? "\(levers.count) levers for \(choices) channels" : "a budget or target is no number from 0 on"
    levers = Array(repeating: .closed, count: choices)
  }

  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {
    if fault != nil { return }
    entries[entries.count - 1].feedback = feedback
    base.observe(feedback, at: round)
  }
}
