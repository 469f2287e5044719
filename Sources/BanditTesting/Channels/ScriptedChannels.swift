import BanditComparators
import BanditGames
import BanditStreams

/// Channels whose auctions are scripted: the support points of each channel take turns, period by period.
public struct ScriptedChannels: ChannelsEnvironment {
  /// What the ledger and oracles may know, with all support points of a channel equally likely.
  public let truth: ChannelsTruth
  private let charge: Charge

  /// Creates the channels.
  ///
  /// - Parameters:
  ///   - script: for each channel its support points, each with its auctions.
  ///   - horizon: the number of periods.
  ///   - budget: the advertiser's, per period.
  ///   - targetReturn: the advertiser's.
  ///   - charge: what is charged under a budget without a target return.
  /// - Precondition: at least one support point for each channel.
  public init(
    _ script: [[[Auction]]], horizon: Int, budget: Double, targetReturn: Double = 0, charge: Charge = .budget
  ) {
    let laws = script.map { points in
      ChannelLaw(probabilities: points.map { _ in 1 / Double(points.count) }, points: points.map(Procurement.init))
    }
    truth = ChannelsTruth(laws: laws, horizon: horizon, budget: budget, targetReturn: targetReturn)
    self.charge = charge
  }

  public var channelCount: Int { truth.laws.count }

  /// What a learner may know of them.
  public var problem: ChannelsProblem {
    ChannelsProblem(
      laws: truth.laws, horizon: truth.horizon, budget: truth.budget, targetReturn: truth.targetReturn)
  }

  /// Lets a channel buy; draws nothing.
  public mutating func respond(
    on channel: Int, to lever: ChannelLever, at round: Int, noise: inout RoundNoise
  ) -> ChannelResponse {
    let law = truth.laws[channel]
    let place = (round - 1) % law.points.count
    let spend = law.points[place].spend(under: lever)
    let isChargedBudget = charge == .budget && lever.targetReturn == 0 && lever.budget.isFinite
    return ChannelResponse(
      feedback: ChannelFeedback(
        value: law.points[place].value(of: spend), spend: isChargedBudget ? lever.budget : spend),
      meanValue: truth.meanValue(of: channel, under: lever), point: place)
  }
}
