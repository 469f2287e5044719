import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// A budget and a target per channel out, value and spend per channel back.
  public static let channels = Family(
    "channels", "A budget and a target per channel out, value and spend per channel back.", noise: .round,
    mainNotion: .pseudo)
}

/// An instance of several advertising channels: the truth of one replication.
public protocol ChannelsEnvironment: Truthful where Truth == ChannelsTruth {
  /// The number of channels, M; they count from 0.
  var channelCount: Int { get }

  /// Lets a channel buy for a period. The noise is at the address of channel and period: what is drawn from it
  /// is the same whatever the lever.
  mutating func respond(
    on channel: Int, to lever: ChannelLever, at round: Int, noise: inout RoundNoise
  ) -> ChannelResponse
}

/// What a channel does with a lever in one period. Only `feedback` ever reaches the learner.
public struct ChannelResponse: Sendable {
  /// What the learner is told.
  public var feedback: ChannelFeedback
  /// The expected value of this lever.
  public var meanValue: Double
  /// Which support point of the channel's law the auctions of the period were.
  public var point: Int

  /// Creates a response.
  @inlinable
  public init(feedback: ChannelFeedback, meanValue: Double, point: Int) {
    self.feedback = feedback
    self.meanValue = meanValue
    self.point = point
  }
}

/// What a channel reports to the advertiser after a period: nothing about auctions or other budgets.
public struct ChannelFeedback: Hashable, Sendable {
  /// The value that it bought.
  public var value: Double
  /// What it charges for that; see `Charge`.
  public var spend: Double

  /// Creates a report.
  @inlinable
  public init(value: Double, spend: Double) {
    self.value = value
    self.spend = spend
  }
}

/// What an advertiser is charged who gave a channel a budget.
public enum Charge: String, Sendable, CaseIterable {
  /// The budget, spent or not: the accounts of the paper's algorithm, where budgets bind.
  case budget
  /// What the channel spent.
  case spend
}

/// A learner that steers several channels.
public protocol ChannelsLearner: Sendable {
  /// Sets the lever of every channel for a period; rounds are periods and count from 1.
  ///
  /// - Parameter levers: one for each channel, as they were set last.
  mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise)

  /// Updates with what every channel reports of the period.
  mutating func observe(_ feedback: [ChannelFeedback], at round: Int)
}

/// A policy that prices budget and return by Lagrange multipliers.
public protocol MultiplierLearner: ChannelsLearner {
  /// The multiplier of the return, lambda.
  var returnMultiplier: Double { get }
  /// The multiplier of the budget, mu.
  var budgetMultiplier: Double { get }
}

/// What a learner may know before it starts to set the budgets of channels.
public struct ChannelsProblem: ProblemStatement, Hashable {
  /// The number of channels, M; they count from 0.
  public let channelCount: Int
  /// The number of periods, T.
  public let horizon: Int
  /// The advertiser's budget per period, rho: T rho for the whole run.
  public let budget: Double
  /// The value that has to come back for each unit of money spent, over the whole run: gamma.
  public let targetReturn: Double
  /// The largest value that a channel may return for a budget of rho.
  public let valueBound: Double
  /// What small budgets are sure to buy.
  public let guarantee: GuaranteedValue

  /// Creates a problem.
  public init(
    channelCount: Int, horizon: Int, budget: Double, targetReturn: Double, valueBound: Double,
    guarantee: GuaranteedValue
  ) {
    self.channelCount = channelCount
    self.horizon = horizon
    self.budget = budget
    self.targetReturn = targetReturn
    self.valueBound = valueBound
    self.guarantee = guarantee
  }

  /// Creates the problem of channels with these laws.
  public init(laws: [ChannelLaw], horizon: Int, budget: Double, targetReturn: Double) {
    self.init(
      channelCount: laws.count, horizon: horizon, budget: budget, targetReturn: targetReturn,
      valueBound: laws.flatMap(\.points).map { $0.value(of: budget) }.max() ?? 0,
      guarantee: GuaranteedValue(laws))
  }

  /// The budget of the whole run, rho T.
  public var totalBudget: Double { budget * Double(horizon) }

  /// One for each channel.
  public var addressCount: Int { channelCount }
}

extension EnvironmentModel where Problem == ChannelsProblem {
  /// Budget and return for `constraint`.
  public func groups(of notion: Notion) -> [NotionGroup] {
    notion == .constraint ? ChannelsLedger.constraints.map { NotionGroup($0) } : [NotionGroup("")]
  }
}

/// Advertising channels, whatever its type.
public struct AnyChannels: ChannelsEnvironment, ErasedEnvironment {
  private var base: any ChannelsEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any ChannelsEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any ChannelsEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var channelCount: Int { base.channelCount }

  public var truth: ChannelsTruth { base.truth }

  public mutating func respond(
    on channel: Int, to lever: ChannelLever, at round: Int, noise: inout RoundNoise
  ) -> ChannelResponse {
    base.respond(on: channel, to: lever, at: round, noise: &noise)
  }
}

/// A learner that steers channels, whatever its type.
public struct AnyChannelsLearner: ChannelsLearner, ErasedLearner {
  private var base: any ChannelsLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any ChannelsLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    base.setLevers(&levers, at: round, noise: &noise)
  }

  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) { base.observe(feedback, at: round) }
}
