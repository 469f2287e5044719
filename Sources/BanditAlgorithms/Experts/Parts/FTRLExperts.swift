import BanditCards
import BanditGames
import BanditStreams

/// Follow-the-regularized-leader with full information: `ftrl` with the estimator `full`.
public struct FTRLExperts: ExpertsLearner, Configurable, RegretBounding {
  /// That of `ftrl`.
  public static let card = FTRL.card

  /// Whether settings of `ftrl` ask for full information.
  public static func isMeant(by settings: Settings) -> Bool {
    settings[FTRL.estimator.name] == FTRL.estimator.setting(of: .full)
  }

  private var leader: FollowTheRegularizedLeader
  private let update: LeaderUpdate
  private var rate: LearningRate
  private var losses: [Double]
  private var rounds = 0

  /// Creates the policy from the settings of `ftrl`.
  ///
  /// - Throws: `InvalidSettings` if a setting is not accepted, the estimator is another than `full`, or not all losses
  ///   can be seen in every round.
  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    let estimator = try settings[FTRL.estimator]
    guard estimator == .full else {
      throw InvalidSettings(
        FTRL.estimator.name, "found \"\(estimator.rawValue)\"; accepted for the losses of all actions: \"full\"")
    }
    if try settings[UnitRewards.range] != nil {
      throw InvalidSettings(UnitRewards.range.name, "losses of all actions lie in [0, 1]; accepted: without it")
    }
    try self.init(
      problem, regularizer: settings[FTRL.regularizer], alpha: settings[FTRL.alpha], barrier: settings[FTRL.barrier],
      schedule: settings[FTRL.schedule], learningRate: settings[FTRL.learningRate], update: settings[FTRL.update])
  }

  /// Creates the policy: `FTRLExperts(problem, regularizer: .entropy)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or not all losses can be seen
  ///   in every round.
  public init(
    _ problem: ExpertsProblem, regularizer: FTRL.RegularizerKind = FTRL.regularizer.default,
    alpha: Double = FTRL.alpha.default, barrier: Double? = FTRL.barrier.default,
    schedule: RateSchedule = FTRL.schedule.default, learningRate: Double? = FTRL.learningRate.default,
    update: LeaderUpdate = FTRL.update.default
  ) throws(InvalidSettings) {
    try FTRL.learningRate.check(learningRate)
    try problem.requireFullInformation(for: "ftrl with the estimator full")
    let regularizer = try FTRL.regularizer(
      regularizer, alpha: alpha, barrier: barrier, items: problem.actionCount, horizon: problem.horizon)
    leader = FollowTheRegularizedLeader(regularizer, items: problem.actionCount)
    self.update = update
    rate = LearningRate(
      schedule, given: learningRate, regularizer: regularizer, estimator: .iw, items: problem.actionCount,
      horizon: problem.horizon, squaredNorm: regularizer.fullSquaredNorm)
    losses = Array(repeating: 0, count: problem.actionCount)
  }

  /// The weights of the latest round.
  var weights: [Double] { leader.weights }

  /// The bound, of a fixed rate.
  public var regretBound: RegretBound? {
    rate.fixed.flatMap { rate in
      leader.regularizer.bound(
        rate: rate, squaredNorm: leader.regularizer.fullSquaredNorm, items: losses.count, rounds: rounds)
    }.map { RegretBound(.external, $0) }
  }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    rounds = round
    if rate.restarts(at: round) { leader.restart() }
    rate.move(to: round)
    if update == .ftrl { leader.follow(rate: rate.value) }
    return leader.item(at: noise.uniform())
  }

  /// Adds the losses of all actions, or takes the step.
  public mutating func observe(_ observations: inout LossObservations, of action: Int, at round: Int) {
    guard observations.writeAll(into: &losses) else { return }
    var norm = 0.0
    for item in losses.indices {
      norm += losses[item] * losses[item] * leader.regularizer.inverseCurvature(at: leader.weights[item])
    }
    rate.record(squaredNorm: norm)
    switch update {
    case .ftrl: leader.add(losses)
    case .omd: leader.descend(losses, rate: rate.value)
    }
  }
}
