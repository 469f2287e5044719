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
  public static let card = EnvironmentCard(
    id: "autobidding", family: .channels,
    summary: "Advertising channels that buy in auctions for an advertiser with one budget and one target return.",
    dynamics:
      """
      In every period each channel j draws a support point of its law, independently: auctions n with values v_n and \
      costs d_n. Under budget b and target return g it buys shares x in [0, 1] that maximise v.x subject to d.x <= b \
      and v.x >= g d.x: a prefix of the auctions in decreasing order of v_n / d_n with at most one bought in part. \
      Auctions are second-price, [value, cost] with the highest competing bid as the cost, or of several slots: slot \
      l of `discounts` h_l and `bids` d_l is worth h_l v and costs sum over k >= l of (h_k - h_{k+1}) d_k (vcg) or \
      h_l d_l (gsp), and the increments of the upper concave hull of these points are bought like auctions. A first-price \
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
    parameters: [
      AnyParameter(
        "channels",
        """
        The channels. `support`: the auctions of each support point and how likely it is (`p`); `generate`: a law \
        drawn once from `dataSeed`.
        """,
        .list(of: .oneKey([support, generate]), count: 1...1000), default: .required),
      AnyParameter(
        "budget", "The advertiser's budget per period; for the whole run, times the horizon.",
        .number(.closed(1e-9...1e12)), default: .required, unit: "money"),
      AnyParameter(
        "targetReturn", "The value that has to come back for each unit of money, over the whole run.",
        .number(amounts), default: .value(.number(0)), unit: "reward per money", why: "no target"),
      AnyParameter(
        "charge", "What the advertiser is charged: the `budget` that it set, or what was spent (`spend`).",
        .choice(Charge.allCases.map(\.rawValue)), default: .value(.text(Charge.budget.rawValue)),
        why: "the accounts of the paper's algorithm"),
      AnyParameter(
        "dataSeed", "The seed of generated channels; they are data, the same whatever the scenario's seed.",
        .whole(from: 0), default: .value(.whole(0))),
    ],
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

  private static let amounts = NumberRange.closed(0...1e12)
  /// The most auctions of all channels and support points together.
  private static let auctionLimit = 1_000_000
  /// Explicit costs are 0 or not smaller than this, so that values for money stay finite.
  private static let smallestCost = ChannelGenerator.smallestCost

  private static let support = AnyParameter(
    "support", "The support points.",
    .list(
      of: .object([
        AnyParameter(
          "p", "How likely the support point is; all of them add up to 1.",
          .number(NumberRange(lower: .excluded(0), upper: .included(1))),
          default: .absent("all support points are equally likely")),
        AnyParameter(
          "auctions", "The auctions: `[value, cost]`, or an object for one with several slots.",
          .list(of: .either([.list(of: .number(amounts), count: 2...2), .object(slots)])), default: .required),
      ])), default: .required)

  private static let slots = [
    AnyParameter(
      "value", "The value of a place without discount.", .number(amounts), default: .required, unit: "reward"),
    AnyParameter(
      "discounts", "The share of the value in each slot, from the best slot down.",
      .list(of: .number(.unit), count: 1...1000), default: .required),
    AnyParameter(
      "bids", "The competing bids, from the highest down: the l-th has to be beaten for slot l.",
      .list(of: .number(amounts), count: 1...1000), default: .required, unit: "money"),
    AnyParameter(
      "pricing", "`vcg`: Vickrey, Clarke and Groves; `gsp`: generalised second price.",
      .choice(PositionAuction.Pricing.allCases.map(\.rawValue)), default: .required),
  ]

  private static let generate = AnyParameter(
    "generate", "A law drawn before the run: values `valueScale` U or lognormal, costs `priceScale` U^(1/c).",
    .object([
      AnyParameter("auctions", "Auctions per period.", .whole(1...100_000), default: .value(.whole(20))),
      AnyParameter(
        "supportSize", "Support points, all equally likely.", .whole(1...100_000), default: .value(.whole(8))),
      AnyParameter(
        "competitors", "The c competitors of each auction: a cost is the highest of their uniform bids.",
        .whole(1...1_000_000), default: .value(.whole(4))),
      AnyParameter(
        "values", "The law of values: uniform on [0, `valueScale`), or `valueScale` times a standard lognormal.",
        .choice(ChannelGenerator.Values.allCases.map(\.rawValue)),
        default: .value(.text(ChannelGenerator.Values.uniform.rawValue))),
      AnyParameter("valueScale", "The scale of values.", .number(scales), default: .value(.number(1)), unit: "reward"),
      AnyParameter("priceScale", "The scale of costs.", .number(scales), default: .value(.number(1)), unit: "money"),
    ]), default: .required)

  private static let scales = NumberRange.closed(1e-6...1e6)

  private let charge: Charge
  /// What oracles may know.
  public let truth: ChannelsTruth
  public let problem: ChannelsProblem
  /// Whether the optimum is that of what is charged.
  public let facts: [String]

  /// Creates the model; generated channels are drawn here.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let budget = settings.number("budget")
    let targetReturn = settings.number("targetReturn")
    charge = Charge(rawValue: settings.text("charge"))!
    let laws = try AutobiddingModel.laws(settings)
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

  // MARK: Reading

  private static func laws(_ settings: Settings) throws(InvalidSettings) -> [ChannelLaw] {
    let seed = StreamKey(seed: UInt64(settings.whole("dataSeed"))).child(label: card.id)
    var laws: [ChannelLaw] = []
    var auctionCount = 0
    for (number, channel) in settings.list("channels").enumerated() {
      guard case .object(let entry) = channel else { continue }
      let path = "channels[\(number)]"
      if entry.has("generate") {
        let generator = generator(entry.object("generate"))
        try check(auctionCount, adding: generator.auctionCount, generator.pointCount, path)
        var stream = RandomStream(key: seed.child(index: number).child(purpose: .instance))
        laws.append(generator.law(from: &stream))
      } else {
        laws.append(try law(entry.list("support"), "\(path).support"))
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

  private static func generator(_ settings: Settings) -> ChannelGenerator {
    ChannelGenerator(
      auctionCount: settings.whole("auctions"), pointCount: settings.whole("supportSize"),
      competitors: settings.whole("competitors"),
      values: ChannelGenerator.Values(rawValue: settings.text("values"))!,
      valueScale: settings.number("valueScale"), priceScale: settings.number("priceScale"))
  }

  private static func law(_ support: [Setting], _ path: String) throws(InvalidSettings) -> ChannelLaw {
    var points: [Procurement] = []
    var weights: [Double] = []
    var hasSlots = true
    for (index, setting) in support.enumerated() {
      guard case .object(let point) = setting else { continue }
      if point.has("p") { weights.append(point.number("p")) }
      var auctions: [Auction] = []
      for (place, auction) in point.list("auctions").enumerated() {
        let bought = try Self.auctions(auction, "\(path)[\(index)].auctions[\(place)]")
        if case .object = auction { hasSlots = false }
        auctions += bought
      }
      points.append(Procurement(auctions))
    }
    if weights.isEmpty { weights = points.map { _ in 1 / Double(points.count) } }
    guard weights.count == points.count else {
      throw InvalidSettings(path, "\(weights.count) of \(points.count) support points have a \"p\"; give all or none")
    }
    let sum = weights.reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else {
      throw InvalidSettings(path, "the probabilities \"p\" add up to \(sum); accepted: 1")
    }
    return ChannelLaw(probabilities: weights.map { $0 / sum }, points: points, hasSlots: hasSlots)
  }

  private static func auctions(_ setting: Setting, _ path: String) throws(InvalidSettings) -> [Auction] {
    if let pair = setting.asNumbers {
      try check(cost: pair[1], path)
      return [Auction(value: pair[0], cost: pair[1])]
    }
    guard case .object(let slots) = setting else { return [] }
    let (discounts, bids) = (slots.numbers("discounts"), slots.numbers("bids"))
    guard discounts.count == bids.count else {
      throw InvalidSettings(
        "\(path).bids", "\(bids.count) bids for \(discounts.count) slots; give one for each of the discounts")
    }
    for (name, numbers) in [("discounts", discounts), ("bids", bids)] {
      guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 >= $1 }) else {
        throw InvalidSettings("\(path).\(name)", "found \(numbers); accepted: numbers that do not increase")
      }
    }
    let auction = PositionAuction(
      value: slots.number("value"), discounts: discounts, bids: bids,
      pricing: PositionAuction.Pricing(rawValue: slots.text("pricing"))!)
    for increment in auction.increments { try check(cost: increment.cost, path) }
    return auction.increments
  }

  private static func check(cost: Double, _ path: String) throws(InvalidSettings) {
    guard cost == 0 || cost >= smallestCost else {
      throw InvalidSettings(path, "found the cost \(cost); accepted: 0, or a number from \(smallestCost) on")
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
