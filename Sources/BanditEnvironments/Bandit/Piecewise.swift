import BanditCards
import BanditGames
import BanditStreams

/// K coins whose probabilities change at certain rounds and are constant in between.
///
/// The reward is `u < mean` for one uniform `u`, as for `BernoulliBandit`.
public struct PiecewiseBandit: BanditEnvironment {
  /// The segments.
  public let truth: BanditTruth
  private var segment = 0
  private var nextChange = 1
  private var means: [Double] = []
  private var bestMean = 0.0

  /// Creates the coins.
  ///
  /// - Precondition: segments as for `BanditTruth.init(segments:)`; each mean in [0, 1].
  public init(segments: [BanditTruth.Segment]) {
    precondition(
      segments.allSatisfy { $0.means.allSatisfy { $0 >= 0 && $0 <= 1 } }, "means must be in [0, 1]")
    truth = BanditTruth(segments: segments)
    enter(0)
  }

  public var armCount: Int { means.count }

  public var rewardRange: ClosedRange<Double>? { 0...1 }

  /// Pulls an arm; one uniform.
  ///
  /// - Precondition: rounds do not go back.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    while round >= nextChange { enter(segment + 1) }
    let mean = means[arm]
    return ArmOutcome(reward: noise.uniform() < mean ? 1 : 0, mean: mean, bestMean: bestMean)
  }

  private mutating func enter(_ index: Int) {
    let segments = truth.segments
    segment = index
    means = segments[index].means
    bestMean = segments[index].bestMean
    nextChange = index + 1 < segments.count ? segments[index + 1].firstRound : Int.max
  }
}

/// The environment `piecewise` of scenario files.
public struct PiecewiseModel: EnvironmentModel {
  /// `segments` of scenario files.
  public static let segments = Parameter<[ChangingMeans.Segment]?>(
    AnyParameter(
      "segments",
      """
      Lengths and means, in their order; the last one lasts to the horizon, what would begin after it is left out. \
      Or give `arms` and `changes`.
      """,
      .list(
        of: .object([
          AnyParameter("length", "How long it lasts.", .whole(from: 1), default: .required, unit: "rounds"),
          AnyParameter(
            "means", "The mean reward of each arm.", .list(of: .number(.unit), count: 1...ArmMeans.maximumArmCount),
            default: .required, unit: "reward"),
        ]), count: 1...1_000_000),
      default: .absent("`arms` is given")),
    read: { if case .list(let list)? = $0 { list.compactMap(ChangingMeans.Segment.init) } else { nil } },
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
    [ScalarLaw.beta, ScalarLaw.uniform(in: .unit)], absent: "uniform on [0, 1], where `arms` is given")

  public static let card = EnvironmentCard(
    id: "piecewise", family: .bandit,
    summary: "K arms that pay 1 with a probability that changes now and then, else 0.",
    dynamics: """
      In round t pulling arm a pays X ~ Bernoulli(mu_t(a)), drawn as u < mu_t(a) from one uniform u; mu_t is constant \
      between change points. Change points and means are given by `segments`, or made: of each clock M = `changes` \
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
    parameters: [segments, arms, changes, gaps, clock, prior],
    example: ["arms": 3, "changes": 4],
    swift: "try PiecewiseModel(means: .drawn(arms: 3, changes: 4), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: false, remembers: false, rewards: .unit, feedback: .bandit),
    notes: """
      Stochastic, not stationary, independent of the history; rewards 0 or 1. Change points that are the same in every \
      replication are checkpoints by default, as are the rounds before them.
      """,
    reference: """
      A. Garivier and E. Moulines, On Upper-Confidence Bound Policies for Switching Bandit Problems, ALT 2011; \
      geometric gaps and clocks per arm: J. Mellor and J. Shapiro, Thompson Sampling in Switching Environments with \
      Bayesian Online Change Point Detection, AISTATS 2013.
      """)

  private enum Source {
    case given([BanditTruth.Segment])
    case drawn(MeanClocks)
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
      try self.init(means: .segments(segments), horizon: horizon)
    } else if let arms = try settings[Self.arms], let changes = try settings[Self.changes] {
      try self.init(
        means: .drawn(
          arms: arms, changes: changes, gaps: settings[Self.gaps] ?? .fixed, clock: settings[Self.clock] ?? .shared,
          prior: settings[Self.prior]), horizon: horizon)
    } else {
      throw InvalidSettings("", "give `segments`, or `arms` and `changes`")
    }
  }

  /// Creates the model: `PiecewiseModel(means: .drawn(arms: 3, changes: 4), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the changes do not fit
  ///   into the run or into memory.
  public init(means: ChangingMeans, horizon: Int) throws(InvalidSettings) {
    let armCount: Int
    switch means {
    case .segments(let list):
      try Self.segments.check(list)
      let segments = try ChangingMeans.segments(of: list, horizon: horizon)
      armCount = segments[0].means.count
      source = .given(segments)
    case .drawn(let arms, let changes, let gaps, let clock, let prior):
      armCount = arms
      source = .drawn(
        try MeanClocks(arms: arms, changes: changes, gaps: gaps, clock: clock, prior: prior, horizon: horizon))
    }
    problem = BanditProblem(armCount: armCount, horizon: horizon, rewardRange: 0...1)
  }

  /// The first rounds of all segments but the first, where every replication has the same.
  public var changePoints: [Int] {
    switch source {
    case .given(let segments): segments.dropFirst().map(\.firstRound)
    case .drawn(let means): means.fixedChangePoints
    }
  }

  /// The coins of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> PiecewiseBandit {
    switch source {
    case .given(let segments): PiecewiseBandit(segments: segments)
    case .drawn(let means): PiecewiseBandit(segments: means.draw(from: &stream))
    }
  }
}
