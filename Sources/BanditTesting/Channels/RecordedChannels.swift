import BanditComparators
import BanditGames
import BanditStreams

/// What a learner did with its channels in a run and what they reported, period by period.
public struct RecordedChannels<Learner: ChannelsLearner>: Sendable {
  /// The levers of every period.
  public let levers: [[ChannelLever]]
  /// The reports of every period.
  public let feedback: [[ChannelFeedback]]
  /// The learner after the last period.
  public let learner: Learner
  /// The accounts.
  public let account: ChannelsLedger

  /// Plays a learner against channels, for all periods of their horizon.
  ///
  /// - Parameters:
  ///   - learner: a copy of it is played.
  ///   - environment: a copy of it is played.
  ///   - key: the noise of the run, split by purpose as in experiments.
  public init<Environment: ChannelsEnvironment>(
    learner: Learner, environment: Environment, key: StreamKey = StreamKey(seed: 0)
  ) {
    var game = ChannelsGame(
      environment: environment, learner: Recorder(learner: learner),
      problem: ChannelsProblem(
        laws: environment.truth.laws, horizon: environment.truth.horizon, budget: environment.truth.budget,
        targetReturn: environment.truth.targetReturn), coupling: .rounds)
    var account = game.openAccount(for: ChannelsLedger.notions, metrics: ChannelsLedger.metrics)
    var environmentNoise = RandomStream(key: key.child(purpose: .rewards), itemCount: environment.channelCount)
    var learnerNoise = RandomStream(key: key.child(purpose: .learner))
    for round in 1...environment.truth.horizon {
      game.play(round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
    }
    levers = game.learner.levers
    feedback = game.learner.feedback
    self.learner = game.learner.learner
    self.account = account
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

/// A learner that notes what another one does and is told.
private struct Recorder<Learner: ChannelsLearner>: ChannelsLearner {
  var learner: Learner
  var levers: [[ChannelLever]] = []
  var feedback: [[ChannelFeedback]] = []

  mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    learner.setLevers(&levers, at: round, noise: &noise)
    self.levers.append(levers)
  }

  mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {
    learner.observe(feedback, at: round)
    self.feedback.append(feedback)
  }
}
