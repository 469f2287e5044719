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
      segments.allSatisfy { $0.means.allSatisfy { $0 >= 0 && $0 <= 1 } }, "means are probabilities")
    truth = BanditTruth(segments: segments)
    enter(0)
  }

  public var armCount: Int { means.count }

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
    parameters: [
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
      AnyParameter(
        "arms", "The number of arms, with `changes`.", .whole(1...ArmMeans.maximumArmCount),
        default: .absent("`segments` is given")),
      AnyParameter(
        "changes", "How often each clock changes: exactly with fixed gaps, on average with geometric ones.",
        .whole(from: 0), default: .absent("`segments` is given")),
      AnyParameter(
        "gaps", "The rounds between changes: equal (`fixed`), or `geometric` and drawn for each replication.",
        .choice(["fixed", "geometric"]), default: .absent("fixed, where `arms` is given")),
      AnyParameter(
        "clock", "`shared`: all arms change together; `per-arm`: each arm changes on a clock of its own.",
        .choice(["shared", "per-arm"]), default: .absent("shared, where `arms` is given")),
      AnyParameter(
        "prior", "The law that means are drawn from, independently for each arm at each of its changes.",
        .variant(tag: "law", [ScalarLaw.beta, ScalarLaw.uniform(in: .unit)]),
        default: .absent("uniform on [0, 1], where `arms` is given")),
    ],
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
    case drawn(ChangingMeans)
  }

  private let source: Source
  public let problem: BanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let armCount: Int
    if settings.has("segments") {
      if let key = ["arms", "changes", "gaps", "clock", "prior"].first(where: { settings.has($0) }) {
        throw InvalidSettings(key, "`\(key)` does not go with `segments`; keep one of them")
      }
      let segments = try PiecewiseModel.segments(settings.list("segments"), horizon: horizon)
      armCount = segments[0].means.count
      source = .given(segments)
    } else {
      guard settings.has("arms"), settings.has("changes") else {
        throw InvalidSettings("", "give `segments`, or `arms` and `changes`")
      }
      let means = try ChangingMeans(settings: settings, horizon: horizon)
      armCount = means.armCount
      source = .drawn(means)
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

  /// The segments of a list of lengths and means, up to the horizon.
  static func segments(_ list: [Setting], horizon: Int) throws(InvalidSettings) -> [BanditTruth.Segment] {
    var segments: [BanditTruth.Segment] = []
    var remaining = horizon
    for (index, element) in list.enumerated() {
      guard case .object(let segment) = element else { preconditionFailure("segments are objects") }
      let means = segment.numbers("means")
      if let first = segments.first, first.means.count != means.count {
        throw InvalidSettings(
          "segments[\(index)].means",
          "\(means.count) means, but the first segment has \(first.means.count); give one for each arm")
      }
      if remaining > 0 { segments.append(BanditTruth.Segment(firstRound: horizon - remaining + 1, means: means)) }
      remaining -= min(segment.whole("length"), remaining)
    }
    return segments
  }
}
