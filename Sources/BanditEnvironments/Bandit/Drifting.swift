import BanditCards
import BanditGames
import BanditStreams

/// How the mean of an arm moves from a round to the next.
public struct MeanDrift: Hashable, Sendable {
  /// The standard deviation of a step.
  public let sd: Double
  /// The share of the distance to `level` that a step goes back, 0 for a random walk.
  public let rate: Double
  /// Where it is drawn to; `nil` is the arm's first mean.
  public let level: Double?
  /// Where it is reflected from below; `nil` is nowhere.
  public let lower: Double?
  /// Where it is reflected from above; `nil` is nowhere.
  public let upper: Double?

  /// A random walk.
  public static func randomWalk(sd: Double = 0.01, lower: Double? = nil, upper: Double? = nil) -> MeanDrift {
    MeanDrift(sd: sd, rate: 0, level: nil, lower: lower, upper: upper)
  }

  /// A walk that is drawn back to a level.
  public static func meanReverting(
    sd: Double = 0.01, rate: Double, level: Double? = nil, lower: Double? = nil, upper: Double? = nil
  ) -> MeanDrift {
    MeanDrift(sd: sd, rate: rate, level: level, lower: lower, upper: upper)
  }

  /// The mean in the next round, from a standard normal number.
  func next(_ mean: Double, from first: Double, normal: Double) -> Double {
    folded(mean + rate * ((level ?? first) - mean) + sd * normal)
  }

  /// A number reflected at the ends until it lies between them.
  func folded(_ number: Double) -> Double {
    switch (lower, upper) {
    case (nil, nil): return number
    case (let lower?, nil): return number < lower ? lower + (lower - number) : number
    case (nil, let upper?): return number > upper ? upper - (number - upper) : number
    case (let lower?, let upper?):
      if number >= lower && number <= upper { return number }
      guard lower < upper else { return lower }
      let width = upper - lower
      // In the period of a path there and back.
      var place = (number - lower).truncatingRemainder(dividingBy: 2 * width)
      if place < 0 { place += 2 * width }
      return min(upper, max(lower, place <= width ? lower + place : upper - (place - width)))
    }
  }

  // MARK: Settings

  private static let ends = [
    AnyParameter(
      "lower", "Where the mean is reflected from below.", .number(ScalarLaw.values), default: .absent("nowhere"),
      unit: "reward"),
    AnyParameter(
      "upper", "Where the mean is reflected from above.", .number(ScalarLaw.values), default: .absent("nowhere"),
      unit: "reward"),
  ]
  private static let step = AnyParameter(
    "sd", "The standard deviation of a round's step; 0: no noise.", .number(.closed(0...1e100)),
    default: .value(.number(0.01)), unit: "reward", why: "exercise 2.5 of the textbook")

  /// A drift.
  static let kind = ParameterKind.variant(
    tag: "law",
    [
      ParameterKind.Variant("random-walk", [step] + ends),
      ParameterKind.Variant(
        "mean-reverting",
        [
          step,
          AnyParameter(
            "rate", "The share of the distance to the level that each round goes back.",
            .number(NumberRange(lower: .excluded(0), upper: .included(1))), default: .required, unit: "1/round"),
          AnyParameter(
            "level", "Where the mean is drawn to.", .number(ScalarLaw.values),
            default: .absent("the arm's first mean"), unit: "reward"),
        ] + ends),
    ])

  /// Reads a setting of `kind`.
  init?(_ setting: Setting?) {
    guard case .object(let drift)? = setting else { return nil }
    self.init(
      sd: drift.number("sd"), rate: drift["rate"]?.asNumber ?? 0, level: drift["level"]?.asNumber,
      lower: drift["lower"]?.asNumber, upper: drift["upper"]?.asNumber)
  }

  private init(sd: Double, rate: Double, level: Double?, lower: Double?, upper: Double?) {
    self.sd = sd
    self.rate = rate
    self.level = level
    self.lower = lower
    self.upper = upper
  }

  /// What `init(_:)` reads.
  var setting: Setting {
    let law = rate == 0 ? "random-walk" : "mean-reverting"
    let numbers = [("sd", sd), ("rate", rate == 0 ? nil : rate), ("level", level), ("lower", lower), ("upper", upper)]
    return .object(
      Settings(
        [Settings.Entry("law", .text(law))]
          + numbers.compactMap { name, number in number.map { Settings.Entry(name, .number($0)) } }))
  }
}

/// The environment `drifting` of scenario files: `PiecewiseBandit` with a segment for each round.
public struct DriftingModel: EnvironmentModel {
  /// Drifts of all arms, or of each.
  public enum Drifts: Hashable, Sendable {
    /// One law for all; each arm moves by itself.
    case all(MeanDrift)
    /// One for each.
    case each([MeanDrift])
  }

  /// `means`, `arms`, `prior` and `preset` of scenario files: of round 1.
  public static let means = ArmMeans.Parameters(
    range: ScalarLaw.values, priors: [ScalarLaw.gaussian, ScalarLaw.uniform(in: ScalarLaw.values), ScalarLaw.beta],
    presets: [ArmMeans.oneGoodArm, ArmMeans.linearGaps])
  /// `drift` of scenario files.
  public static let drift = Parameter<Drifts>(
    AnyParameter(
      "drift", "How means move from a round to the next, independently for each arm; one law for all, or one for each.",
      .either([MeanDrift.kind, .list(of: MeanDrift.kind, count: 1...ArmMeans.maximumArmCount)]),
      default: .value(MeanDrift.randomWalk().setting), why: "exercise 2.5 of the textbook"),
    read: { setting in
      if case .list(let list)? = setting { return .each(list.compactMap { MeanDrift($0) }) }
      return .all(MeanDrift(setting) ?? .randomWalk())
    },
    write: { drifts in
      switch drifts {
      case .all(let drift): drift.setting
      case .each(let list): .list(list.map(\.setting))
      }
    })
  /// `rewards` of scenario files.
  public static let rewards = MovingRewards.parameter
  /// `sd` of scenario files.
  public static let sd = MovingRewards.sd

  public static let card = EnvironmentCard(
    id: "drifting", family: .bandit,
    summary: "K arms whose means move at random, a little in every round.",
    dynamics: """
      Pulling arm a in round t pays X ~ N(mu_t(a), sd(a)^2), or 1 with probability mu_t(a), else 0. mu_1 is given or \
      drawn; mu_(t+1)(a) = mu_t(a) + rate (level - mu_t(a)) + Z with Z ~ N(0, sd^2), rate 0 for a random walk, all \
      numbers those of the arm's drift, reflected at `lower` and `upper` until it lies between them (a first mean that \
      is drawn is, too). Arms move whether they are pulled or not.
      """,
    feedback: "The reward of the arm pulled.",
    truth: "The means of every round.",
    comparators: """
      dynamic: the arm with the highest mean of each round. pseudo and realized: the arm with the largest sum of means \
      through the checkpoint. simple is missing.
      """,
    parameters: means.list + [drift, rewards, sd],
    example: ["means": [0, 0, 0], "drift": ["law": "random-walk", "sd": 0.01]],
    swift: "try DriftingModel(means: .list([0, 0, 0]), drift: .all(.randomWalk(sd: 0.01)), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: false, remembers: false, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, not stationary, independent of the history. Every replication draws its own path, one step an arm and \
      round, in this order, before it is played; a longer horizon has the same path for longer. Policies are told that \
      rewards are 0 or 1, or the largest standard deviation around the means.
      """,
    reference: """
      R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2018, exercise 2.5; reflected walks: A. \
      Slivkins and E. Upfal, Adapting to a changing environment: the Brownian restless bandits, COLT 2008.
      """)

  private static let standardNormal = try! Gaussian()

  private let arms: ArmDraw
  private let drifts: [MeanDrift]
  private let payoffs: PiecewiseBandit.Payoffs
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: Self.means.value(of: settings), bestArm: settings[ArmMeans.bestArm], drift: settings[Self.drift],
      rewards: settings[Self.rewards], sd: settings[Self.sd], horizon: horizon)
  }

  /// Creates the model: `DriftingModel(means: .list([0, 0]), drift: .all(.randomWalk(sd: 0.1)), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, there is not one drift or
  ///   deviation for each arm, a mean lies outside the ends of its drift, coins can leave [0, 1], or the path does not fit
  ///   into memory.
  public init(
    means: ArmMeans, bestArm: ArmOrder = ArmMeans.bestArm.default, drift: Drifts = Self.drift.default,
    rewards: MovingRewards = Self.rewards.default, sd: ArmValues? = Self.sd.default, horizon: Int
  ) throws(InvalidSettings) {
    arms = try Self.means.draw(of: means, bestArm, horizon: horizon)
    let count = arms.armCount
    try Self.drift.check(drift)
    switch drift {
    case .all(let drift): drifts = Array(repeating: drift, count: count)
    case .each(let list):
      guard list.count == count else {
        throw InvalidSettings(
          "drift", "\(counted: list.count, "drift") for \(counted: count, "arm"); give one or one for each arm")
      }
      drifts = list
    }
    try MeanPaths.check(armCount: count, horizon: horizon)
    payoffs = try rewards.payoffs(sd: sd, armCount: count)
    for arm in 0..<count {
      let isOwn = if case .each = drift { true } else { false }
      try drifts[arm].check(rewards, at: isOwn ? "drift[\(arm)]" : "drift")
      if case .fixed(let list) = arms.source, drifts[arm].folded(list[arm]) != list[arm] {
        throw InvalidSettings(
          "means", "arm \(arm) begins at \(list[arm]), beyond an end of its drift; accepted: a mean between the ends")
      }
    }
    problem = BanditProblem(
      armCount: count, horizon: horizon, rewardRange: PiecewiseBandit.range(of: [payoffs]),
      noiseScale: PiecewiseBandit.noiseScale(of: [payoffs]))
  }

  /// The means of all rounds.
  public var replicationBytes: Int { MeanPaths.bytes(armCount: problem.armCount, horizon: problem.horizon) }

  /// The arms of a replication; each keeps its drift when they are shuffled.
  public func instance(of replication: Int, from stream: inout RandomStream) -> PiecewiseBandit {
    let (drawn, places) = arms.draw(from: &stream)
    let drifts = places.map { self.drifts[$0] }
    var means = zip(drawn, drifts).map { $1.folded($0) }
    let first = means
    var segments = [BanditTruth.Segment(firstRound: 1, means: means)]
    segments.reserveCapacity(problem.horizon)
    for round in 2..<max(2, problem.horizon + 1) {
      for arm in means.indices {
        // An arm without noise takes no number.
        let normal = drifts[arm].sd > 0 ? Self.standardNormal.sample(from: &stream) : 0
        means[arm] = drifts[arm].next(means[arm], from: first[arm], normal: normal)
      }
      segments.append(BanditTruth.Segment(firstRound: round, means: means))
    }
    return PiecewiseBandit(segments: segments, payoffs: [payoffs.shuffled(by: places)])
  }
}

extension MeanDrift {
  /// Refuses ends in the wrong order, a level beyond them, and coins that can leave [0, 1].
  fileprivate func check(_ rewards: MovingRewards, at path: String) throws(InvalidSettings) {
    if let lower, let upper, lower > upper {
      throw InvalidSettings("\(path).upper", "found \(upper), below the lower end \(lower); accepted: at least that")
    }
    if let level, folded(level) != level {
      throw InvalidSettings("\(path).level", "found \(level), beyond an end; accepted: a number between the ends")
    }
    let stays = (lower ?? -1) >= 0 && (upper ?? 2) <= 1
    if rewards == .bernoulli && !stays {
      throw InvalidSettings(
        path, "can leave [0, 1], for rewards that are 0 or 1; give \"lower\" and \"upper\" within [0, 1]")
    }
  }
}

extension PiecewiseBandit.Payoffs {
  /// Those of arms in another order.
  func shuffled(by places: [Int]) -> PiecewiseBandit.Payoffs {
    switch self {
    case .coins: self
    case .normal(let sds): .normal(places.map { sds[$0] })
    case .laws(let laws): .laws(places.map { laws[$0] })
    }
  }
}
