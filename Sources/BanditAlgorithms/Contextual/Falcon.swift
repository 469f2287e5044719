import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Inverse gap weighting in epochs: predictions are made anew between them.
public struct Falcon: ContextualLearner, Configurable, GapWeighting, ProbabilityTelling, ContextualFailing {
  /// When epochs end.
  public enum Epochs: String, Sendable, CaseIterable {
    /// After 2^m rounds.
    case doubling
    /// After ceil(2 T^(1 - 2^-m)) rounds.
    case knownHorizon = "known-horizon"
  }

  /// What an epoch's predictions are made from.
  public enum Rewards: String, Sendable, CaseIterable {
    /// The epoch before.
    case epoch
    /// All epochs before.
    case all
  }

  /// `epochs` of scenario files.
  public static let epochs = Parameter.choice(
    "epochs", "`doubling`: epoch m ends after 2^m rounds; `known-horizon`: after ceil(2 T^(1 - 2^-m)).",
    default: Epochs.doubling, why: "needs no horizon")
  /// `scale` of scenario files.
  public static let scale = Parameter.number(
    "scale", "The factor of gamma.", NumberRange(lower: .excluded(0), upper: .included(1e100)), default: 0.5,
    why: "as in the public code")
  /// `delta` of scenario files.
  public static let delta = LinearKnowledge.delta
  /// `lambda` of scenario files.
  public static let lambda = ArmRegressions.lambda
  /// `data` of scenario files.
  public static let data = Parameter.choice(
    "data", "What predictions are made from: `epoch`: the epoch before; `all`: all epochs before.",
    default: Rewards.epoch, why: "as in the paper")

  public static let card = AlgorithmCard(
    id: "falcon", family: .contextual,
    summary: "Inverse gap weighting with predictions that change between epochs only.",
    setting: "Mean rewards that are linear in the features of an arm, within the range of means that is told.",
    rewards: .settings("Range: predictions are clipped to the environment's range of means and mapped to [0, 1]."),
    rule: [
      "Epoch m ends after tau_m rounds; in epoch 1 arms are uniform;",
      "in epoch m arms are drawn by inverse gap weighting, as by square-cb, on the ridge estimate of epoch m - 1,",
      "gamma_m = scale sqrt(K n / (d + ln(2 m^2 / delta))), n = tau_{m-1} - tau_{m-2}.",
    ],
    parameters: [ArmModel.parameter, epochs, scale, delta, lambda, data],
    example: ["data": "all"],
    swift: "try Falcon(problem, data: .all)",
    guarantee: "That of the paper is for its own oracle and constants; none is stated for these.",
    complexity: "O(K d) per round to play and O(d^2) to learn.", randomness: "One uniform number per round.",
    numerics: "As square-cb.",
    deviations: "The oracle is ridge regression and the rate of its error (d + ln(1/delta')) / n.",
    guide: "To see what few updates cost: the regression is asked O(log T) times. square-cb learns from every reward.",
    reference:
      """
      D. Simchi-Levi and Y. Xu, Bypassing the monster: a faster and simpler optimal algorithm for contextual bandits \
      under realizability, Mathematics of Operations Research 47, 2022 (arXiv 2003.12699).
      """,
    isAnytime: false, metrics: [.gapWeightingSlack, oracleCalls])

  /// `oracle_calls`.
  public static let oracleCalls = Metric(
    "oracle_calls", "The number of epochs begun.", unit: "epochs", isCumulative: true)

  private let horizon: Int
  private let epochs: Epochs
  private let scale: Double
  private let delta: Double
  private let data: Rewards
  public let meanRange: ClosedRange<Double>
  private let fresh: ArmRegressions
  private var learning: ArmRegressions
  private var playing: ArmRegressions
  private var epoch = 1
  private var ends: (old: Int, last: Int, next: Int)
  private var gamma = 1.0
  private var predictions: [Double]
  public private(set) var probabilities: [Double]
  private var probability = 1.0

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, model: settings[ArmModel.parameter], epochs: settings[Self.epochs], scale: settings[Self.scale],
      delta: settings[Self.delta], lambda: settings[Self.lambda], data: settings[Self.data])
  }

  /// Creates the learner: `Falcon(problem, data: .all)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: ContextualProblem, model: ArmModel = ArmModel.parameter.default, epochs: Epochs = .doubling,
    scale: Double = Self.scale.default, delta: Double = Self.delta.default, lambda: Double = Self.lambda.default,
    data: Rewards = .epoch
  ) throws(InvalidSettings) {
    try Self.scale.check(scale)
    try Self.delta.check(delta)
    try Self.lambda.check(lambda)
    horizon = problem.horizon
    self.epochs = epochs
    self.scale = scale
    self.delta = delta
    self.data = data
    meanRange = problem.meanRange
    fresh = try ArmRegressions(problem, model: model, lambda: lambda)
    learning = fresh
    playing = fresh
    predictions = Array(repeating: 0, count: problem.armCount)
    probabilities = predictions
    ends = (0, 0, Falcon.end(ofEpoch: 1, epochs, horizon: problem.horizon))
  }

  /// Three sets of matrices.
  public func historyBytes(problem: ContextualProblem) -> Int { 3 * ArmRegressions.bytes(problem) }

  /// The last round of an epoch; at least one more than that of the epoch before.
  static func end(ofEpoch epoch: Int, _ epochs: Epochs, horizon: Int) -> Int {
    switch epochs {
    case .doubling: return epoch < 62 ? 1 << epoch : Int.max
    case .knownHorizon:
      let end = 2 * Double.pow(Double(horizon), 1 - .pow(2, -Double(epoch)))
      return end < 9e18 ? Int(end.rounded(.up)) : Int.max
    }
  }

  /// gamma of an epoch after the first, for n rounds in the epoch before.
  static func gamma(epoch: Int, rounds: Int, arms: Int, dimension: Int, delta: Double, scale: Double) -> Double {
    let level = Double(dimension) + .log(2 * Double(epoch) * Double(epoch) / delta)
    return scale * (Double(arms) * Double(rounds) / level).squareRoot()
  }

  /// gamma of an epoch for a class of finitely many regression functions:
  /// (1/30) sqrt(K tau_{m-1} / ln(|F| ln(tau_{m-1}) m / delta)), and 1 in the first.
  public static func gamma(ofFiniteClass count: Int, epoch: Int, previousEnd: Int, arms: Int, delta: Double) -> Double {
    if epoch <= 1 { return 1 }
    let logarithm = Double.log(Double(count) * .log(Double(previousEnd)) * Double(epoch) / delta)
    return (Double(arms) * Double(previousEnd) / logarithm).squareRoot() / 30
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    if round > ends.next { begin() }
    for arm in predictions.indices {
      predictions[arm] =
        epoch == 1 ? 0 : GapWeights.scaled(playing.prediction(of: arm, in: view), in: meanRange)
    }
    GapWeights.write(into: &probabilities, of: predictions, gamma: gamma)
    let arm = GapWeights.arm(of: probabilities, at: noise.uniform())
    probability = probabilities[arm]
    return arm
  }

  private mutating func begin() {
    epoch += 1
    let end = Falcon.end(ofEpoch: epoch, epochs, horizon: horizon)
    ends = (ends.last, ends.next, max(ends.next + 1, end))
    gamma = Falcon.gamma(
      epoch: epoch, rounds: ends.last - ends.old, arms: predictions.count, dimension: fresh.dimension, delta: delta,
      scale: scale)
    playing = learning
    if data == .epoch { learning = fresh }
  }

  /// Updates the regression of the next epoch.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    learning.add(reward: reward, of: arm, in: view)
  }

  public var propensity: Double? { probability }

  public var weighting: (probabilities: [Double], predictions: [Double], gamma: Double) {
    (probabilities, predictions, gamma)
  }

  public var failure: String? { learning.failure }
}

extension Falcon: Reporting {
  public func measure(_ metric: Metric) -> Double? { metric == Falcon.oracleCalls ? Double(epoch) : nil }
}
