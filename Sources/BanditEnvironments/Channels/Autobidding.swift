import BanditGames
import BanditStreams

/// Advertising channels that buy in auctions on the advertiser's behalf.
///
/// In every period each channel meets the auctions of a support point of its law, drawn independently, and buys the
/// best it can under its budget and target return. Three decisions are worth knowing:
///
/// 1. *Charge.* Under `budget` the advertiser is charged the budget that it set, spent or not, as in the paper's
///    algorithm, which takes budgets to bind; under `spend`, what was spent. They agree as long as no budget exceeds
///    what a channel can spend in any period. A lever with a target return is charged what was spent.
/// 2. *Benchmark.* The optimum is that of fixed budgets, which do not depend on the period's auctions. If purchases may
///    depend on them more is possible: the metric `adaptive_optimum`.
/// 3. *Scale.* Values are those given, not scaled to [0, 1]; `ChannelsProblem.valueBound` bounds them.
public struct Autobidding: ChannelsEnvironment {
  /// What the ledger and oracles may know.
  public let truth: ChannelsTruth
  /// What the advertiser is charged.
  public let charge: Charge
  private let draws: [Categorical]
  /// The latest lever of each channel and its expected value: learners that have settled cost no bisection.
  private var latest: [(lever: ChannelLever, meanValue: Double)]

  /// Creates the channels.
  public init(truth: ChannelsTruth, charge: Charge) {
    self.truth = truth
    self.charge = charge
    // Laws have probabilities that a categorical distribution accepts.
    draws = truth.laws.map { try! Categorical(weights: $0.probabilities) }
    latest = truth.laws.indices.map { (.closed, truth.meanValue(of: $0, under: .closed)) }
  }

  /// The number of channels.
  public var channelCount: Int { truth.laws.count }

  /// Draws the auctions of a channel and lets it buy; one uniform, none if every period is the same.
  ///
  /// - Complexity: O(log m) for m auctions, and O(log N) for N of all support points if the lever has changed.
  public mutating func respond(
    on channel: Int, to lever: ChannelLever, at period: Int, noise: inout RoundNoise
  ) -> ChannelResponse {
    let place = truth.laws[channel].isDeterministic ? 0 : draws[channel].index(from: &noise)
    let spend = truth.laws[channel].points[place].spend(under: lever)
    let value = truth.laws[channel].points[place].value(of: spend)
    if latest[channel].lever != lever {
      latest[channel] = (lever, truth.meanValue(of: channel, under: lever))
    }
    let isChargedBudget = charge == .budget && lever.targetReturn <= 0 && lever.budget.isFinite
    return ChannelResponse(
      feedback: ChannelFeedback(value: value, spend: isChargedBudget ? lever.budget : spend),
      meanValue: latest[channel].meanValue, point: place)
  }
}
