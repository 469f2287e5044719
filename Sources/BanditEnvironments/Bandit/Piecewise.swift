import BanditCards
import BanditGames
import BanditStreams

/// K arms whose laws change at certain rounds and are constant in between.
///
/// Coins pay `u < mean` for one uniform `u`, as `BernoulliBandit`; normal rewards are those of `GaussianBandit`, others
/// those of `ArmsBandit`, to the bit.
public struct PiecewiseBandit: BanditEnvironment {
  /// What arms pay around their means.
  public enum Payoffs: Sendable {
    /// 1 with the probability that is the mean, else 0.
    case coins
    /// Normal rewards with these standard deviations, one for each arm.
    case normal([Double])
    /// A law for each arm, whose mean is the arm's.
    case laws([ScalarLaw])
  }

  /// The segments.
  public let truth: BanditTruth
  public let rewardRange: ClosedRange<Double>?
  public let noiseScale: Double?
  /// One for all segments, or one for each.
  private let payoffs: [Payoffs]
  private var segment = 0
  private var nextChange = 1
  private var means: [Double] = []
  private var bestMean = 0.0
  private var payoff = Payoffs.coins

  private static let standardNormal = try! Gaussian()

  /// Creates the coins.
  ///
  /// - Precondition: segments as for `BanditTruth.init(segments:)`; each mean in [0, 1].
  public init(segments: [BanditTruth.Segment]) { self.init(segments: segments, payoffs: [.coins]) }

  /// Creates arms.
  ///
  /// - Parameter payoffs: one for all segments, or one for each.
  /// - Precondition: segments as for `BanditTruth.init(segments:)`; means of coins in [0, 1], those of laws the laws' own;
  ///   as many deviations or laws as arms.
  public init(segments: [BanditTruth.Segment], payoffs: [Payoffs]) {
    precondition(payoffs.count == 1 || payoffs.count == segments.count, "give one law for all segments or one for each")
    for (index, segment) in segments.enumerated() {
      let isRight =
        switch payoffs[payoffs.count == 1 ? 0 : index] {
        case .coins: segment.means.allSatisfy { $0 >= 0 && $0 <= 1 }
        case .normal(let sds): sds.count == segment.means.count
        case .laws(let laws): laws.count == segment.means.count
        }
      precondition(isRight, "means of coins must be in [0, 1], and others need a law for each arm")
    }
    truth = BanditTruth(segments: segments)
    self.payoffs = payoffs
    rewardRange = Self.range(of: payoffs)
    noiseScale = Self.noiseScale(of: payoffs)
    enter(0)
  }

  public var armCount: Int { means.count }

  /// Pulls an arm; one uniform, or as many draws as its law takes.
  ///
  /// - Precondition: rounds do not go back.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    while round >= nextChange { enter(segment + 1) }
    let mean = means[arm]
    let reward =
      switch payoff {
      case .coins: noise.uniform() < mean ? 1.0 : 0
      case .normal(let sds): mean + sds[arm] * Self.standardNormal.sample(from: &noise)
      case .laws(let laws): laws[arm].sample(from: &noise)
      }
    return ArmOutcome(reward: reward, mean: mean, bestMean: bestMean)
  }

  private mutating func enter(_ index: Int) {
    let segments = truth.segments
    segment = index
    means = segments[index].means
    bestMean = segments[index].bestMean
    if index == 0 || payoffs.count > 1 { payoff = payoffs[payoffs.count > 1 ? index : 0] }
    nextChange = index + 1 < segments.count ? segments[index + 1].firstRound : Int.max
  }

  /// The smallest interval that holds all rewards; `nil` if there is none.
  static func range(of payoffs: [Payoffs]) -> ClosedRange<Double>? {
    var all: ClosedRange<Double>?
    for payoff in payoffs {
      let range: ClosedRange<Double>? =
        switch payoff {
        case .coins: 0...1
        case .normal: nil
        case .laws(let laws): ArmsModel.range(of: laws)
        }
      guard let range else { return nil }
      all = all.map { min($0.lowerBound, range.lowerBound)...max($0.upperBound, range.upperBound) } ?? range
    }
    return all
  }

  /// The largest scale of rewards around their means; `nil` where nothing is known apart from the range.
  static func noiseScale(of payoffs: [Payoffs]) -> Double? {
    var largest: Double?
    for payoff in payoffs {
      let scale: Double? =
        switch payoff {
        case .coins: range(of: payoffs) == 0...1 ? nil : 0.5
        case .normal(let sds): sds.max()
        case .laws(let laws): ArmsModel.noiseScale(of: laws)
        }
      guard let scale else { return nil }
      largest = max(largest ?? 0, scale)
    }
    return largest
  }
}

/// The environment `piecewise` of scenario files.
public struct PiecewiseModel: EnvironmentModel {
  /// `segments` of scenario files.
  public static let segments = Parameter<[ChangingMeans.Segment]?>(
    AnyParameter(
      "segments",
      """
      Lengths and what arms pay, in their order; the last one lasts to the horizon, what would begin after it is left \
      out. Or give `arms` and `changes`.
      """,
      .list(of: .object(ChangingMeans.Segment.keys), count: 1...1_000_000), default: .absent("`arms` is given")),
    read: { (setting) throws(InvalidSettings) in
      guard case .list(let list)? = setting else { return nil }
      var segments: [ChangingMeans.Segment] = []
      for (index, element) in list.enumerated() {
        segments.append(try ChangingMeans.Segment(element, at: "segments[\(index)]"))
      }
      return segments
    },
    write: { $0.map { .list($0.map(\.setting)) } })
  /// `arms` of scenario files.
  public static let arms = Parameter<Int?>.whole(
    "arms", "The number of arms, with `changes`.", 1...ArmMeans.maximumArmCount, absent: "`segments` is given")
  /// `changes` of scenario files.
  public static let changes = Parameter<Int?>.whole(
    "changes", "How often each clock changes: exactly with fixed gaps, on average with geometric ones.", 0...Int.max,
    absent: "`segments` is given")
  /// `gaps` of scenario files.
  public static let gaps = Parameter<ChangingMeans.Gaps?>.choice(
    "gaps", "The rounds between changes: equal (`fixed`), or `geometric` and drawn for each replication.",
    absent: "fixed, where `arms` is given")
  /// `clock` of scenario files.
  public static let clock = Parameter<ChangingMeans.Clock?>.choice(
    "clock", "`shared`: all arms change together; `per-arm`: each arm changes on a clock of its own.",
    absent: "shared, where `arms` is given")
  /// `prior` of scenario files.
  public static let prior = Parameter<ScalarLaw?>.law(
    "prior", "The law that means are drawn from, independently for each arm at each of its changes.",
    [ScalarLaw.beta, ScalarLaw.uniform(in: ScalarLaw.values), ScalarLaw.gaussian],
    absent: "uniform on [0, 1], where `arms` is given")
  /// `sd` of scenario files.
  public static let sd = ArmMeans.deviations(
    "The standard deviation of normal rewards around means: a number, or one for each arm.",
    absent: "arms are coins, which pay 1 with the probability that is their mean, else 0")

  public static let card = EnvironmentCard(
    id: "piecewise", family: .bandit,
    summary: "K arms whose laws change now and then: coins, normal rewards, or any other law.",
    dynamics: """
      In round t pulling arm a pays X ~ Bernoulli(mu_t(a)), drawn as u < mu_t(a) from one uniform u; with `sd`, X ~ \
      N(mu_t(a), sd_t(a)^2); with a list of laws, X ~ law_t(a). Laws are constant between change points. Change points and means are given by `segments`, or made: of each clock M = `changes` \
      with fixed gaps (clock c of C makes its k-th change after floor((k - c/C) T / (M + 1)) rounds), or as many as \
      come with geometric gaps (in each round but the first a change has probability M / (T - 1)), drawn for each \
      replication; at a change, the arms of the clock draw new means from the prior.
      """,
    feedback: "The reward of the arm pulled; not when the means change.",
    truth: "The first round and the means of every segment.",
    comparators: """
      dynamic: the arm with the highest mean of each round. pseudo and realized: the arm with the largest sum of means \
      through the checkpoint. simple is missing.
      """,
    parameters: [segments, arms, changes, gaps, clock, prior, sd],
    example: ["arms": 3, "changes": 4],
    swift: "try PiecewiseModel(means: .drawn(arms: 3, changes: 4), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: false, remembers: false, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, not stationary, independent of the history; rewards 0 or 1, or by the laws. Policies are told the \
      smallest interval that holds the rewards of all segments, or the largest scale of their noise. Change points that are the same in every \
      replication are checkpoints by default, as are the rounds before them.
      """,
    reference: """
      A. Garivier and E. Moulines, On Upper-Confidence Bound Policies for Switching Bandit Problems, ALT 2011; \
      geometric gaps and clocks per arm: J. Mellor and J. Shapiro, Thompson Sampling in Switching Environments with \
      Bayesian Online Change Point Detection, AISTATS 2013.
      """)

  private enum Source {
    case given([BanditTruth.Segment], [PiecewiseBandit.Payoffs])
    case drawn(MeanClocks, PiecewiseBandit.Payoffs)
  }

  private let source: Source
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    if let segments = try settings[Self.segments] {
      let others = [Self.arms.name, Self.changes.name, Self.gaps.name, Self.clock.name, Self.prior.name]
      if let key = others.first(where: { settings.has($0) }) {
        throw InvalidSettings(key, "`\(key)` does not go with `segments`; keep one of them")
      }
      try self.init(means: .segments(segments), sd: settings[Self.sd], horizon: horizon)
    } else if let arms = try settings[Self.arms], let changes = try settings[Self.changes] {
      try self.init(
        means: .drawn(
          arms: arms, changes: changes, gaps: settings[Self.gaps] ?? .fixed, clock: settings[Self.clock] ?? .shared,
          prior: settings[Self.prior]), sd: settings[Self.sd], horizon: horizon)
    } else {
      throw InvalidSettings("", "give `segments`, or `arms` and `changes`")
    }
  }

  /// Creates the model: `PiecewiseModel(means: .drawn(arms: 3, changes: 4), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, coins have means outside
  ///   [0, 1], or the changes do not fit into the run or into memory.
  public init(
    means: ChangingMeans, sd: ArmValues? = Self.sd.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.sd.check(sd)
    let armCount: Int
    let payoffs: [PiecewiseBandit.Payoffs]
    switch means {
    case .segments(let list):
      try Self.segments.check(list)
      let (segments, paid) = try ChangingMeans.segments(of: list, sd: sd, horizon: horizon)
      armCount = segments[0].means.count
      payoffs = paid
      source = .given(segments, paid)
    case .drawn(let arms, let changes, let gaps, let clock, let prior):
      armCount = arms
      let means = try MeanClocks(
        arms: arms, changes: changes, gaps: gaps, clock: clock, prior: prior, areCoins: sd == nil, horizon: horizon)
      var paid = PiecewiseBandit.Payoffs.coins
      if let sd { paid = .normal(try sd.values(for: arms, at: Self.sd.name, "standard deviation")) }
      payoffs = [paid]
      source = .drawn(means, paid)
    }
    problem = BanditProblem(
      armCount: armCount, horizon: horizon, rewardRange: PiecewiseBandit.range(of: payoffs),
      noiseScale: PiecewiseBandit.noiseScale(of: payoffs))
  }

  /// The first rounds of all segments but the first, where every replication has the same.
  public var changePoints: [Int] {
    switch source {
    case .given(let segments, _): segments.dropFirst().map(\.firstRound)
    case .drawn(let means, _): means.fixedChangePoints
    }
  }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> PiecewiseBandit {
    switch source {
    case .given(let segments, let payoffs): PiecewiseBandit(segments: segments, payoffs: payoffs)
    case .drawn(let means, let payoffs): PiecewiseBandit(segments: means.draw(from: &stream), payoffs: [payoffs])
    }
  }
}
