import BanditCards
import BanditStreams

/// A policy against a semi-bandit with recovering arms.
public struct SemiBanditGame<Environment: SemiBanditEnvironment, Learner: SemiBanditLearner>: Game {
  /// A set of arms out, a number per arm back.
  public static var family: Family { .semiBandit }

  /// The arms.
  public var environment: Environment
  /// Who chooses among them.
  public var learner: Learner
  @usableFromInline let truth: SemiBanditTruth
  @usableFromInline let addressesRounds: Bool
  @usableFromInline var pulls: [Int]
  @usableFromInline var selection: ArmSelection
  @usableFromInline var rewards: [Double] = []

  @inlinable
  public init(environment: Environment, learner: Learner, problem: SemiBanditProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    truth = environment.truth
    addressesRounds = coupling == .rounds
    pulls = Array(repeating: 0, count: truth.armCount)
    selection = ArmSelection(armCount: truth.armCount, capacity: truth.capacity)
    rewards.reserveCapacity(pulls.count)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> SemiBanditLedger {
    SemiBanditLedger(truth: truth, notions: notions, metrics: metrics)
  }

  /// Plays one period.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout SemiBanditLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    selection.open()
    learner.selectArms(into: &selection, at: round, noise: &learnerNoise)
    account.open(round, isChange: selection.close(at: round))
    rewards.removeAll(keepingCapacity: true)
    for arm in selection.arms {
      let pull = pulls[arm]
      pulls[arm] = pull + 1
      environmentNoise.move(to: arm, occurrence: addressesRounds ? round : pull)
      let outcome = environment.pull(arm, at: round, noise: &environmentNoise)
      rewards.append(outcome.reward)
      account.record(arm, outcome, at: round)
    }
    learner.observe(rewards: rewards, of: selection.arms, at: round)
  }

  /// The arms, in the order in which they were chosen; the sum of their rewards.
  public func latestRound(_ account: SemiBanditLedger) -> PlayedRound {
    PlayedRound(actions: selection.arms, reward: rewards.reduce(0, +))
  }

  /// How often arms were pulled.
  public func measureTogether(_ metric: Metric, after round: Int, account: SemiBanditLedger) -> Double? {
    guard Metric.pulls ~= metric, let arm = metric.event else { return nil }
    return Double(pulls[arm]) / Double(round)
  }

  /// The learner's.
  public var regretBound: RegretBound? { (learnerItself as? any RegretBounding)?.regretBound }
}
