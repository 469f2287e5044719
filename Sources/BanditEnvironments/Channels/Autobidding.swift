import BanditCards
import BanditComparators
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

  public var channelCount: Int { truth.laws.count }

  /// Draws the auctions of a channel and lets it buy; one uniform, none if every period is the same.
  ///
  /// - Complexity: O(log m) for m auctions, and O(log N) for N of all support points if the lever has changed.
  public mutating func respond(
    on channel: Int, to lever: ChannelLever, at round: Int, noise: inout RoundNoise
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

/// The environment `autobidding` of scenario files.
public struct AutobiddingModel: EnvironmentModel {
  /// `channels` of scenario files.
  public static let channels = Parameter<[ChannelSource]>(
    AnyParameter(
      "channels",
      """
      The channels. `support`: the auctions of each support point and how likely it is (`p`); `generate`: a law \
      drawn once from `dataSeed`.
      """, .list(of: ChannelSource.kind, count: channelCounts), default: .required),
    read: { setting throws(InvalidSettings) in
      guard case .list(let list)? = setting else { return [] }
      var sources: [ChannelSource] = []
      for (number, channel) in list.enumerated() {
        sources.append(try ChannelSource(channel, at: "channels[\(number)]"))
      }
      return sources
    },
    write: { .list($0.map(\.setting)) })
  /// `budget` of scenario files.
  public static let budget = Parameter.number(
    "budget", "The advertiser's budget per period; for the whole run, times the horizon.", .closed(1e-9...1e12),
    unit: "money")
  /// `targetReturn` of scenario files.
  public static let targetReturn = Parameter.number(
    "targetReturn", "The value that has to come back for each unit of money, over the whole run.",
    ChannelSource.amounts, default: 0, unit: "reward per money", why: "no target")
  /// `charge` of scenario files.
  public static let charge = Parameter.choice(
    "charge", "What the advertiser is charged: the `budget` that it set, or what was spent (`spend`).",
    default: Charge.budget, why: "the accounts of the paper's algorithm")
  /// `dataSeed` of scenario files.
  public static let dataSeed = Parameter.whole(
    "dataSeed", "The seed of generated channels; they are data, the same whatever the scenario's seed.", from: 0,
    default: 0)

  private static let channelCounts = 1...1000
  /// The most auctions of all channels and support points together.
  private static let auctionLimit = 1_000_000

  public static let card = EnvironmentCard(
    id: "autobidding", family: .channels,
    summary: "Advertising channels that buy in auctions for an advertiser with one budget and one target return.",
    dynamics:
      """
      In every period each channel j draws a support point of its law, independently: auctions n with values v_n and \
      costs d_n. Under budget b and target return g it buys shares x in [0, 1] that maximise v.x subject to d.x <= b \
      and v.x >= g d.x: a prefix of the auctions in decreasing order of v_n / d_n with at most one bought in part. \
      Auctions are second-price, [value, cost] with the highest competing bid as the cost, or of several slots: slot l \
      of `discounts` h_l and `bids` d_l is worth h_l v and costs sum over k >= l of (h_k - h_{k+1}) d_k (vcg) or h_l \
      d_l (gsp), and the increments of the upper concave hull of these points are bought like auctions. A first-price \
      channel that knows the competing bids is the same as a second-price one.
      """,
    feedback:
      """
      The value that each channel bought and what it charges: the budget set, or what was spent (`charge`). A channel \
      with a target return or without a budget always charges what it spent. Nothing about auctions or other budgets.
      """,
    truth: "Every channel's law, its expected value as a function of its budget, the best fixed budgets.",
    comparators:
      """
      pseudo and realized: the largest expected value of fixed budgets r_j with sum r_j <= `budget` and expected value \
      at least `targetReturn` times sum r_j, exact by merging the segments of the channels' concave piecewise linear \
      curves (derived here). It is exact for what is charged under `budget`, and under `spend` as long as no channel \
      can be given more than it spends; else a lower bound, as the manifest says. constraint: group budget, spend \
      above `budget` times the horizon; group return, the value missing from `targetReturn` times the spend so far.
      """,
    parameters: [channels, budget, targetReturn, charge, dataSeed],
    example: ["channels": [["generate": ["valueScale": 2]]], "budget": 2, "targetReturn": 1.2],
    swift: """
      try AutobiddingModel(channels: [.generated(ChannelGenerator(valueScale: 2))], budget: 2, horizon: 1000, \
      targetReturn: 1.2)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .bounded, feedback: .semiBandit),
    notes:
      """
      Stochastic, stationary, independent of the history. Values and costs from 0 on, finite support. If purchases \
      could follow the auctions while constraints hold in expectation more would be possible than with fixed budgets: \
      `adaptive_optimum`.
      """,
    reference:
      """
      Y. Deng, N. Golrezaei, P. Jaillet, J. C. N. Liang and V. Mirrokni, Multi-channel autobidding with budget and \
      ROI constraints, ICML 2023 (arXiv 2302.01523). The generator and the exact optimum are this project's.
      """)

  private let charge: Charge
  /// What oracles may know.
  public let truth: ChannelsTruth
  public let problem: ChannelsProblem
  /// Whether the optimum is that of what is charged.
  public let facts: [String]

  /// Creates the model; generated channels are drawn here.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      channels: settings[Self.channels], budget: settings[Self.budget], horizon: horizon,
      targetReturn: settings[Self.targetReturn], charge: settings[Self.charge], dataSeed: settings[Self.dataSeed])
  }

  /// Creates the model, which draws channels that are generated:
  /// `AutobiddingModel(channels: [.generated(ChannelGenerator()), .law(law)], budget: 2, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there are too many
  ///   auctions.
  public init(
    channels: [ChannelSource], budget: Double, horizon: Int, targetReturn: Double = Self.targetReturn.default,
    charge: Charge = Self.charge.default, dataSeed: Int = Self.dataSeed.default
  ) throws(InvalidSettings) {
    guard Self.channelCounts.contains(channels.count) else {
      throw InvalidSettings("channels", "found \(channels.count); accepted: a list (of 1 to 1000)")
    }
    for (number, channel) in channels.enumerated() { try channel.check(at: "channels[\(number)]") }
    try Self.budget.check(budget)
    try Self.targetReturn.check(targetReturn)
    try Self.dataSeed.check(dataSeed)
    self.charge = charge
    let laws = try Self.laws(channels, seed: dataSeed)
    truth = ChannelsTruth(laws: laws, horizon: horizon, budget: budget, targetReturn: targetReturn)
    problem = ChannelsProblem(laws: laws, horizon: horizon, budget: budget, targetReturn: targetReturn)
    facts = AutobiddingModel.facts(laws, budget: budget, charge: charge)
  }

  /// The same channels in every replication; draws nothing.
  public func instance(of replication: Int, from stream: inout RandomStream) -> Autobidding {
    Autobidding(truth: truth, charge: charge)
  }

  /// The channels.
  public var commonInstance: Autobidding? { Autobidding(truth: truth, charge: charge) }

  // MARK: Laws

  /// The laws of channels, those that are generated drawn from a seed.
  private static func laws(_ channels: [ChannelSource], seed: Int) throws(InvalidSettings) -> [ChannelLaw] {
    let key = StreamKey(seed: UInt64(seed)).child(label: card.id)
    var laws: [ChannelLaw] = []
    var auctionCount = 0
    for (number, channel) in channels.enumerated() {
      let path = "channels[\(number)]"
      switch channel {
      case .law(let law): laws.append(law)
      case .generated(let generator):
        try check(auctionCount, adding: generator.auctionCount, generator.pointCount, path)
        var stream = RandomStream(key: key.child(index: number).child(purpose: .instance))
        laws.append(generator.law(from: &stream))
      }
      auctionCount += laws[number].points.reduce(0) { $0 + $1.auctions.count }
      try check(auctionCount, adding: 0, 0, path)
    }
    return laws
  }

  private static func check(
    _ count: Int, adding auctions: Int, _ points: Int, _ path: String
  ) throws(InvalidSettings) {
    let total = count + auctions * points
    guard total <= auctionLimit else {
      throw InvalidSettings(
        path, "up to here there are \(total) auctions at all support points; accepted: at most \(auctionLimit)")
    }
  }

  // MARK: Facts

  private static func facts(_ laws: [ChannelLaw], budget: Double, charge: Charge) -> [String] {
    let slack = laws.indices.filter { laws[$0].bindingBudget < budget }
    guard let channel = slack.first else {
      return [
        "every channel spends every budget up to \(budget): the optimum is exact for charges by budget and by spend"
      ]
    }
    let which =
      "\(slack.count) of \(laws.count) channels cannot always spend a budget of \(budget) (channel \(channel): "
      + "\(laws[channel].bindingBudget) at least)"
    return charge == .budget
      ? ["\(which); what they do not spend is charged all the same, and the optimum is exact for that"]
      : ["\(which), and are charged what they spend: the optimum, which takes budgets to be spent, is a lower bound"]
  }
}
