import BanditCards
import BanditComparators
import BanditGames

/// Where the law of a channel comes from: given, or generated before the run.
public enum ChannelSource: Hashable, Sendable {
  /// This law.
  case law(ChannelLaw)
  /// One drawn from the model's data seed.
  case generated(ChannelGenerator)
}

extension ChannelSource {
  /// What values and costs may be.
  static let amounts = NumberRange.closed(0...1e12)
  /// Explicit costs are 0 or not smaller than this, so that values for money stay finite.
  private static let smallestCost = ChannelGenerator.smallestCost

  /// The kind of a channel.
  static let kind = ParameterKind.oneKey([support, generate])

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

  // MARK: Reading

  /// The source that a setting of `kind` describes.
  ///
  /// - Parameter path: where problems are.
  init(_ setting: Setting, at path: String) throws(InvalidSettings) {
    guard case .object(let entry) = setting else { throw InvalidSettings(path, "accepted: \(ChannelSource.kind)") }
    if entry.has("generate") {
      self = .generated(ChannelGenerator(entry.object("generate")))
    } else {
      self = .law(try ChannelSource.law(entry.list("support"), "\(path).support"))
    }
  }

  /// The setting that describes it; several slots of one page are written as the auctions that they amount to.
  var setting: Setting {
    switch self {
    case .generated(let generator): .object(["generate": generator.setting])
    case .law(let law):
      .object([
        "support": .list(
          zip(law.probabilities, law.points).map { probability, point in
            .object([
              "p": .number(probability),
              "auctions": .list(point.auctions.map { .list([.number($0.value), .number($0.cost)]) }),
            ])
          })
      ])
    }
  }

  /// Refuses values and costs that scenario files could not give.
  func check(at path: String) throws(InvalidSettings) {
    switch self {
    case .generated(let generator):
      _ = try ChannelSource.generate.kind.checked(generator.setting, at: "\(path).generate")
    case .law(let law):
      guard law.probabilities.allSatisfy(NumberRange.unit.contains) else {
        throw InvalidSettings(
          "\(path).support", "found the probabilities \(law.probabilities); accepted: each \(NumberRange.unit)")
      }
      for (index, point) in law.points.enumerated() {
        for (place, auction) in point.auctions.enumerated() {
          let path = "\(path).support[\(index)].auctions[\(place)]"
          // Prices of slots are sums, which may be rounded up.
          guard max(auction.value, auction.cost) <= 1e12 * (1 + 1e-9) else {
            throw InvalidSettings(path, "found \(auction.value) for \(auction.cost); accepted: numbers up to 1e12")
          }
          try ChannelSource.check(cost: auction.cost, path)
        }
      }
    }
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
        "\(path).bids",
        "\(counted: bids.count, "bid") for \(counted: discounts.count, "slot"); give one for each of the discounts")
    }
    for (name, numbers) in [("discounts", discounts), ("bids", bids)] {
      guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 >= $1 }) else {
        throw InvalidSettings("\(path).\(name)", "found \(numbers); accepted: numbers that do not increase")
      }
    }
    let auction = PositionAuction(
      value: slots.number("value"), discounts: discounts, bids: bids,
      pricing: PositionAuction.Pricing(rawValue: slots.text("pricing")) ?? .vcg)
    for increment in auction.increments { try check(cost: increment.cost, path) }
    return auction.increments
  }

  private static func check(cost: Double, _ path: String) throws(InvalidSettings) {
    guard cost == 0 || cost >= smallestCost else {
      throw InvalidSettings(path, "found the cost \(cost); accepted: 0, or a number from \(smallestCost) on")
    }
  }
}
