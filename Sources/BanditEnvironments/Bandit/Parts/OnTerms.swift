import BanditCards
import BanditGames
import BanditStreams

/// Any model of bandits whose arms do not remember, played on terms (`BanditTerms`): `delay`, `pullCosts`,
/// `switchingCosts` and `available` of scenario files.
public struct OnTerms<Base: EnvironmentModel>: BanditTermsModel
where Base.Problem == BanditProblem, Base.Instance: BanditEnvironment {
  /// That of the bandit, with the parameters of terms.
  public static var card: EnvironmentCard { Base.card.adding(BanditTerms.parameters) }

  private let base: Base
  public let terms: BanditTerms
  public let problem: BanditProblem

  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    try Base.rowCount(settings: BanditTerms.others(settings))
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    let base = try Base(settings: BanditTerms.others(settings), horizon: horizon)
    try self.init(base, terms: try BanditTerms(settings, armCount: base.problem.armCount))
  }

  /// Puts a model on terms: `OnTerms(try BernoulliModel(...), terms: BanditTerms(delays: [.fixed(10), .fixed(10)]))`.
  ///
  /// - Throws: `InvalidSettings` if there is not one delay or cost for each arm, or one is out of the range that the card
  ///   states.
  public init(_ base: Base, terms: BanditTerms) throws(InvalidSettings) {
    try terms.check(armCount: base.problem.armCount, horizon: base.problem.horizon)
    self.base = base
    self.terms = terms
    let own = base.problem
    var range = own.rewardRange
    if let costs = terms.pullCosts, let most = costs.max(), let least = costs.min() {
      range = range.map { $0.lowerBound - most...$0.upperBound - least }
    }
    var switchingCost = own.switchingCost
    if case .each(let cost) = terms.switchingCosts { switchingCost = cost }
    // Priors speak of coins, which rewards less costs are not, and processes of means without costs.
    problem = BanditProblem(
      armCount: own.armCount, horizon: own.horizon, rewardRange: range, noiseScale: own.noiseScale,
      switchingCost: switchingCost, space: own.space, priors: terms.pullCosts == nil ? own.priors : nil,
      process: terms.pullCosts == nil ? own.process : nil)
  }

  /// The bandit of a replication, on the terms.
  public func instance(of replication: Int, from stream: inout RandomStream) -> BanditOnTerms {
    BanditOnTerms(base.instance(of: replication, from: &stream), terms: terms)
  }

  public var commonInstance: BanditOnTerms? { base.commonInstance.map { BanditOnTerms($0, terms: terms) } }

  public var modelBytes: Int { base.modelBytes + (terms.bytes) }

  /// Those of the bandit, and of the rewards on their way.
  public var replicationBytes: Int {
    base.replicationBytes + 32 * min(problem.horizon, terms.longestWait) + 64 * problem.armCount
  }

  public var changePoints: [Int] { base.changePoints }

  public var facts: [String] { base.facts }

  public func absence(of notion: Notion) -> String? {
    notion == .switching && terms.switchingCosts != nil ? base.absence(of: .pseudo) : base.absence(of: notion)
  }

  /// Nobody knows, where pulls cost something.
  public var largestGap: Double? { terms.pullCosts == nil ? base.largestGap : nil }
}

extension BanditTerms {
  private static let costs = NumberRange.closed(-1e100...1e100)
  private static let charges = NumberRange.closed(0...1e100)

  private static let delayKind = ParameterKind.either([
    .whole(0...1_000_000_000),
    .variant(
      tag: "law",
      [
        ParameterKind.Variant(
          "geometric",
          [
            AnyParameter(
              "mean", "The mean number of rounds.", .number(.closed(0...1e9)), default: .required, unit: "rounds")
          ])
      ]),
  ])

  /// `delay` of scenario files; `nil` where it is left out.
  static let delayKey = Parameter<[Delay]?>(
    AnyParameter(
      "delay",
      """
      How many rounds later a learner is told a reward, and of which round it is: a number (0 is at the end of the round \
      itself), a geometric law on 0, 1, 2, ... that is drawn for each pull, or a list of these, one for each arm. Learners \
      that do not accept delays are refused.
      """, .either([delayKind, .list(of: delayKind, count: 1...ArmMeans.maximumArmCount)]),
      default: .absent("rewards are told at once"), unit: "rounds"),
    read: { setting in
      guard let setting else { return nil }
      if case .list(let list) = setting { return list.compactMap { Delay($0) } }
      return Delay(setting).map { [$0] }
    },
    write: { $0.map { .list($0.map(\.setting)) } })

  /// `pullCosts` of scenario files; `nil` where it is left out.
  static let pullCostsKey = ArmValues.parameter(
    "pullCosts",
    """
    What a pull costs: a number, or one for each arm. Rewards and means, and what learners are told, are what is left \
    after it; the column `cost` has what was paid.
    """, costs, absent: "pulls cost nothing", unit: "reward")

  /// `switchingCosts` of scenario files; `nil` where it is left out.
  static let switchingCostsKey = Parameter<SwitchingCosts?>(
    AnyParameter(
      "switchingCosts",
      """
      What a change of arm costs: a number, or a row for each arm with what changes to each other one cost, 0 to itself. \
      They are no part of rewards: the notion `switching` and the column `cost` have them.
      """,
      .either([
        .number(charges),
        .list(
          of: .list(of: .number(charges), count: 1...10_000), count: 1...10_000),
      ]), default: .absent("changes cost nothing"), unit: "reward"),
    read: { setting in
      if case .list(let rows)? = setting { return .pairs(rows.compactMap(\.asNumbers)) }
      return setting?.asNumber.map { .each($0) }
    },
    write: { costs in
      switch costs {
      case nil: nil
      case .each(let cost): .number(cost)
      case .pairs(let rows): .list(rows.map { .list($0.map { .number($0) }) })
      }
    })

  /// `available` of scenario files; `nil` where it is left out.
  static let availableKey = Parameter<[ClosedRange<Int>]?>(
    AnyParameter(
      "available",
      """
      The rounds in which arms are there, one object for each arm: an arm arrives in the round `from` and leaves after the \
      round `to`. In every round some arm has to be there. Learners that do not accept absence are refused.
      """,
      .list(
        of: .object([
          AnyParameter("from", "Its first round.", .whole(from: 1), default: .value(.whole(1)), unit: "rounds"),
          AnyParameter("to", "Its last round.", .whole(from: 1), default: .absent("the horizon"), unit: "rounds"),
        ]), count: 1...ArmMeans.maximumArmCount), default: .absent("all arms are there in every round")),
    read: { (setting) throws(InvalidSettings) in
      guard case .list(let list)? = setting else { return nil }
      var rounds: [ClosedRange<Int>] = []
      for (arm, element) in list.enumerated() {
        guard case .object(let object) = element else { continue }
        let (from, to) = (object.whole("from"), object["to"]?.asWhole ?? Int.max)
        guard from <= to else {
          throw InvalidSettings("available[\(arm)].to", "found \(to); accepted: \(from), the first round, or later")
        }
        rounds.append(from...to)
      }
      return rounds
    },
    write: { rounds in
      guard let rounds else { return nil }
      return .list(
        rounds.map { range in
          let end = range.upperBound < Int.max ? [Settings.Entry("to", .whole(range.upperBound))] : []
          return .object(Settings([Settings.Entry("from", .whole(range.lowerBound))] + end))
        })
    })

  /// The parameters of terms.
  static let parameters: [AnyParameter] = [
    delayKey.description, pullCostsKey.description, switchingCostsKey.description, availableKey.description,
  ]

  /// Settings without those of terms.
  static func others(_ settings: Settings) -> Settings {
    Settings(settings.entries.filter { entry in !parameters.contains { $0.name == entry.name } })
  }

  /// Whether settings ask for terms.
  package static func areGiven(in settings: Settings) -> Bool { parameters.contains { settings.has($0.name) } }

  /// The terms of settings that the card accepts.
  ///
  /// - Throws: `InvalidSettings` if there is not one entry for each arm.
  fileprivate init(_ settings: Settings, armCount: Int) throws(InvalidSettings) {
    var delays = try settings[Self.delayKey]
    if case .list? = settings["delay"] {
      // One for each arm, which `check` sees to.
    } else if let all = delays?.first {
      delays = Array(repeating: all, count: armCount)
    }
    let costs = try settings[Self.pullCostsKey]
    self.init(
      delays: delays, pullCosts: try costs?.values(for: armCount, at: Self.pullCostsKey.name, "cost"),
      switchingCosts: try settings[Self.switchingCostsKey], available: try settings[Self.availableKey])
  }

  /// Refuses terms that do not fit the arms.
  fileprivate func check(armCount: Int, horizon: Int) throws(InvalidSettings) {
    try Self.availableKey.check(available)
    if let available { try Self.check(available, armCount: armCount, horizon: horizon) }
    try Self.delayKey.check(delays)
    try Self.pullCostsKey.check(pullCosts.map { ArmValues.each($0) })
    try Self.switchingCostsKey.check(switchingCosts)
    if let delays, delays.count != armCount {
      throw InvalidSettings(
        "delay", "\(counted: delays.count, "delay") for \(counted: armCount, "arm"); give one or one for each arm")
    }
    if let pullCosts, pullCosts.count != armCount {
      throw InvalidSettings(
        "pullCosts",
        "\(counted: pullCosts.count, "cost") for \(counted: armCount, "arm"); give one number or one for each arm")
    }
    guard case .pairs(let rows) = switchingCosts else { return }
    guard rows.count == armCount else {
      throw InvalidSettings(
        "switchingCosts", "\(counted: rows.count, "row") for \(counted: armCount, "arm"); give one for each arm")
    }
    for (arm, row) in rows.enumerated() {
      guard row.count == armCount else {
        throw InvalidSettings(
          "switchingCosts[\(arm)]",
          "\(counted: row.count, "cost") for \(counted: armCount, "arm"); give one for each arm")
      }
      guard row[arm] == 0 else {
        throw InvalidSettings(
          "switchingCosts[\(arm)][\(arm)]", "found \(row[arm]), but staying with an arm is no change; accepted: 0")
      }
    }
  }

  /// In every round some arm is there.
  private static func check(
    _ available: [ClosedRange<Int>], armCount: Int, horizon: Int
  ) throws(InvalidSettings) {
    guard available.count == armCount else {
      throw InvalidSettings(
        "available",
        "\(counted: available.count, "entry", "entries") for \(counted: armCount, "arm"); give one for each arm"
      )
    }
    // The first round that no arm seen so far is known to be there in.
    var uncovered = 1
    for range in available.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound <= uncovered {
      if range.upperBound >= uncovered { uncovered = range.upperBound == Int.max ? Int.max : range.upperBound + 1 }
    }
    if uncovered <= horizon {
      throw InvalidSettings("available", "no arm is there in round \(uncovered); accepted: some arm in every round")
    }
  }

  /// About the largest number of rewards on their way.
  fileprivate var longestWait: Int {
    (delays ?? []).map { delay in
      switch delay {
      case .fixed(let rounds): rounds + 1
      // The waits of a queue of a geometric law have about this number in it.
      case .geometric(let mean): Int(2 * mean) + 64
      }
    }.max() ?? 1
  }

  fileprivate var bytes: Int {
    guard case .pairs(let rows) = switchingCosts else { return 0 }
    return 8 * rows.count * rows.count
  }
}

extension BanditTerms.Delay {
  fileprivate init?(_ setting: Setting) {
    if case .object(let law) = setting {
      self = .geometric(mean: law.number("mean"))
    } else if let rounds = setting.asWhole {
      self = .fixed(rounds)
    } else {
      return nil
    }
  }

  fileprivate var setting: Setting {
    switch self {
    case .fixed(let rounds): .whole(rounds)
    case .geometric(let mean): .object(["law": "geometric", "mean": .number(mean)])
    }
  }
}
