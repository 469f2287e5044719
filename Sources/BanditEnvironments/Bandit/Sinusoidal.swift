import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The environment `sinusoidal` of scenario files: `PiecewiseBandit` with a segment for each round.
public struct SinusoidalModel: EnvironmentModel {
  /// `means`, `arms`, `prior` and `preset` of scenario files: around which the means swing.
  public static let means = ArmMeans.Parameters(
    range: ScalarLaw.values, priors: [ScalarLaw.gaussian, ScalarLaw.uniform(in: ScalarLaw.values), ScalarLaw.beta],
    presets: [ArmMeans.oneGoodArm, ArmMeans.linearGaps])
  /// `amplitude` of scenario files.
  public static let amplitude = ArmValues.parameter(
    "amplitude",
    "How far an arm's mean swings to each side: a number, or one for each arm.", .closed(0...1e100), unit: "reward")
  /// `period` of scenario files.
  public static let period = ArmValues.parameter(
    "period", "The rounds of one swing there and back: a number, or one for each arm.", .closed(2...1e15),
    unit: "rounds")
  /// `phase` of scenario files; `nil` where it is left out.
  public static let phase = ArmValues.parameter(
    "phase",
    "Where in its period an arm begins, as a share of it: a number, or one for each arm.", .unit,
    absent: "a / K for arm a of K: arms follow one another")
  /// `rewards` of scenario files.
  public static let rewards = MovingRewards.parameter
  /// `sd` of scenario files; `nil` where it is left out.
  public static let sd = MovingRewards.sd

  public static let card = EnvironmentCard(
    id: "sinusoidal", family: .bandit,
    summary: "K arms whose means swing.",
    dynamics: """
      Pulling arm a in round t pays X ~ N(mu_t(a), sd(a)^2), or 1 with probability mu_t(a), else 0, with mu_t(a) = \
      mean(a) + amplitude(a) sin(2 pi ((t - 1) / period(a) + phase(a))).
      """,
    feedback: "The reward of the arm pulled.",
    truth: "The means of every round.",
    comparators: """
      dynamic: the arm with the highest mean of each round. pseudo and realized: the arm with the largest sum of means \
      through the checkpoint. simple is missing.
      """,
    parameters: means.list + [amplitude, period, phase, rewards, sd],
    example: ["means": [0.5, 0.5], "amplitude": 0.4, "period": 500, "rewards": "bernoulli"],
    swift: """
      try SinusoidalModel(means: .list([0.5, 0.5]), amplitude: 0.4, period: 500, rewards: .bernoulli, \
      horizon: 1000)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: false, remembers: false, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, not stationary, independent of the history. Policies are told that rewards are 0 or 1, or the largest \
      standard deviation around the means.
      """,
    reference: """
      Means of this form: O. Besbes, Y. Gur and A. Zeevi, Stochastic multi-armed-bandit problem with non-stationary \
      rewards, NeurIPS 2014, section 5 of the longer version.
      """)

  private let arms: ArmDraw
  private let swings: [Swing]
  private let payoffs: PiecewiseBandit.Payoffs
  public let problem: BanditProblem

  /// How an arm swings.
  private struct Swing {
    let amplitude: Double
    let period: Double
    let phase: Double

    func mean(around centre: Double, at round: Int) -> Double {
      // Whole periods are left out first, so that late rounds lose no digits of the angle.
      let turns = Double(round - 1).truncatingRemainder(dividingBy: period) / period + phase
      return centre + amplitude * .sin(2 * .pi * turns)
    }
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: Self.means.value(of: settings), bestArm: settings[ArmMeans.bestArm], amplitude: settings[Self.amplitude],
      period: settings[Self.period], phase: settings[Self.phase], rewards: settings[Self.rewards],
      sd: settings[Self.sd], horizon: horizon)
  }

  /// Creates the model: `SinusoidalModel(means: .list([0, 1]), amplitude: 1, period: 500, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, there is not one number for
  ///   each arm, coins leave [0, 1], or the path does not fit into memory.
  public init(
    means: ArmMeans, bestArm: ArmOrder = ArmMeans.bestArm.default, amplitude: ArmValues, period: ArmValues,
    phase: ArmValues? = Self.phase.default, rewards: MovingRewards = Self.rewards.default,
    sd: ArmValues? = Self.sd.default, horizon: Int
  ) throws(InvalidSettings) {
    arms = try Self.means.draw(of: means, bestArm, horizon: horizon)
    let count = arms.armCount
    try Self.amplitude.check(amplitude)
    try Self.period.check(period)
    try Self.phase.check(phase)
    let amplitudes = try amplitude.values(for: count, at: Self.amplitude.name)
    let periods = try period.values(for: count, at: Self.period.name)
    let phases =
      try phase?.values(for: count, at: Self.phase.name) ?? (0..<count).map { Double($0) / Double(count) }
    swings = (0..<count).map { Swing(amplitude: amplitudes[$0], period: periods[$0], phase: phases[$0]) }
    try MeanPaths.check(armCount: count, horizon: horizon)
    payoffs = try rewards.payoffs(sd: sd, armCount: count)
    if rewards == .bernoulli {
      let centres: [ClosedRange<Double>?] =
        switch arms.source {
        case .fixed(let list): list.map { $0...$0 }
        case .prior(let law): Array(repeating: law.range, count: count)
        }
      for (arm, range) in centres.enumerated() {
        let stays = range.map { $0.lowerBound - amplitudes[arm] >= 0 && $0.upperBound + amplitudes[arm] <= 1 }
        guard stays ?? false else {
          throw InvalidSettings(
            "amplitude",
            "the mean of arm \(arm) can leave [0, 1], for rewards that are 0 or 1; accepted: a smaller amplitude")
        }
      }
    }
    problem = BanditProblem(
      armCount: count, horizon: horizon, rewardRange: PiecewiseBandit.range(of: [payoffs]),
      noiseScale: PiecewiseBandit.noiseScale(of: [payoffs]))
  }

  /// The means of all rounds.
  public var replicationBytes: Int { MeanPaths.bytes(armCount: problem.armCount, horizon: problem.horizon) }

  /// The arms of a replication; each keeps its swing when they are shuffled.
  public func instance(of replication: Int, from stream: inout RandomStream) -> PiecewiseBandit {
    let (centres, places) = arms.draw(from: &stream)
    let isCoin = if case .coins = payoffs { true } else { false }
    let segments = (1...max(1, problem.horizon)).map { round in
      let means = zip(centres, places).map { centre, place in
        let mean = swings[place].mean(around: centre, at: round)
        // What rounding adds at the end of a swing.
        return isCoin ? min(1, max(0, mean)) : mean
      }
      return BanditTruth.Segment(firstRound: round, means: means)
    }
    return PiecewiseBandit(segments: segments, payoffs: [payoffs.shuffled(by: places)])
  }
}
