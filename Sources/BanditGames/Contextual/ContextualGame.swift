import BanditCards
import BanditStreams

/// A learner against a contextual bandit.
public struct ContextualGame<Environment: ContextualEnvironment, Learner: ContextualLearner>: Game {
  /// A context in, an arm out, its reward back.
  public static var family: Family { .contextual }

  /// The contexts and arms.
  public var environment: Environment
  /// Who plays.
  public var learner: Learner
  @usableFromInline var view: ContextualView
  @usableFromInline var means: [Double]

  @inlinable
  public init(environment: Environment, learner: Learner, problem: ContextualProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
    view = ContextualView(of: problem)
    means = Array(repeating: 0, count: problem.armCount)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> ContextualLedger {
    ContextualLedger(truth: environment.truth, notions: notions, metrics: metrics)
  }

  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout ContextualLedger
  ) {
    environmentNoise.move(to: means.count, occurrence: round)
    environment.show(&view, at: round, noise: &environmentNoise)
    if account.watchesConfidence { watchConfidence(&account) }
    learnerNoise.move(to: 0, occurrence: round)
    let arm = learner.selectArm(view, at: round, noise: &learnerNoise)
    environment.writeMeans(into: &means, of: view, at: round)
    if account.watchesDraws { watchDraw(&account) }
    environmentNoise.move(to: arm, occurrence: round)
    let reward = environment.reward(of: arm, mean: means[arm], at: round, noise: &environmentNoise)
    account.record(arm, reward: reward, means: means, in: view)
    learner.observe(reward: reward, of: arm, in: view, at: round)
  }

  @usableFromInline
  func watchConfidence(_ account: inout ContextualLedger) { account.watchConfidence(of: learnerItself) }

  @usableFromInline
  func watchDraw(_ account: inout ContextualLedger) {
    account.watchDraw(of: learnerItself, propensity: learner.propensity, means: means)
  }

  /// The arm and its reward, and what a log says of them.
  public func latestRound(_ account: ContextualLedger) -> PlayedRound {
    let hasFeatures = view.context == nil
    let probabilities = (learnerItself as? any ProbabilityTelling)?.probabilities
    return PlayedRound(
      action: account.latestArm, reward: account.latestReward,
      logged: PlayedRound.Logged(
        shape: LogShape(
          armCount: means.count, featureCount: hasFeatures ? view.dimension : 0, isShared: view.isShared,
          hasProbabilities: probabilities != nil),
        round: LoggedRound(
          context: view.context, arm: account.latestArm, propensity: learner.propensity, reward: account.latestReward,
          features: hasFeatures ? view.features : [], probabilities: probabilities ?? [])))
  }

  /// The learner's.
  public var failure: String? { (learnerItself as? any ContextualFailing)?.failure }

  /// The learner's, if the truth of the instance meets its conditions.
  public var regretBound: RegretBound? {
    (learnerItself as? any ContextualBounding)?.regretBound(on: environment.truth)
  }

  /// How far the learner's estimate is from the truth.
  public func measureTogether(_ metric: Metric, after round: Int, account: ContextualLedger) -> Double? {
    guard metric == .parameterError, let parameter = environment.truth.parameter else { return nil }
    return (learnerItself as? any ParameterEstimating)?.error(of: parameter)
  }
}
