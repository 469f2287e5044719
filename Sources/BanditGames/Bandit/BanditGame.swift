import BanditCards
import BanditStreams

/// A policy against a K-armed bandit.
public struct BanditGame<Environment: BanditEnvironment, Learner: BanditLearner>: Game {
  /// One arm out, one number back.
  public static var family: Family { .bandit }

  /// Four, where the numbers of all their arms are few.
  @inlinable
  public static func laneCount(for problem: BanditProblem) -> Int { problem.armCount <= 32 ? 4 : 1 }

  /// The arms.
  public var environment: Environment
  /// Who pulls them.
  public var learner: Learner
  @usableFromInline let addressesRounds: Bool

  @inlinable
  public init(environment: Environment, learner: Learner, problem: BanditProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    addressesRounds = coupling == .rounds
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> BanditLedger {
    BanditLedger(truth: environment.truth, notions: notions, metrics: metrics)
  }

  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout BanditLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    let arm = learner.selectArm(at: round, noise: &learnerNoise)
    environmentNoise.move(to: arm, occurrence: addressesRounds ? round : account.pulls[arm])
    let outcome = environment.pull(arm, at: round, noise: &environmentNoise)
    learner.observe(reward: outcome.reward, of: arm, at: round)
    account.record(arm, outcome)
  }

  /// Once the learner has stopped.
  @inlinable
  public var isOver: Bool { learner.isOver }

  /// Those up to the one in which the learner stopped.
  public func rounds(through round: Int) -> Int { learner.isOver ? learner.rounds(through: round) : round }

  /// What the accounts say; `simple` and `misidentification` are of the learner's recommendation, where it has a say.
  public func entry(for notion: Notion, group: String, after round: Int, account: BanditLedger) -> LedgerEntry {
    account.entry(
      for: notion, group: group, after: round, recommendation: BanditLedger.Recommendation(of: learnerItself))
  }

  /// The recommendation, where the learner has a say, and how hard the instance is.
  public func measureTogether(_ metric: Metric, after round: Int, account: BanditLedger) -> Double? {
    switch metric {
    case .recommendation: account.recommended(BanditLedger.Recommendation(of: learnerItself)).map(Double.init)
    case .complexity: environment.truth.complexity
    default: nil
    }
  }

  /// The arm and its reward.
  public func latestRound(_ account: BanditLedger) -> PlayedRound {
    PlayedRound(action: account.latestArm, reward: account.latestReward - account.truth.rewardOffset)
  }

  /// The changes of means.
  public var changes: [LawChange] { environment.truth.changes }

  /// The learner's, if the truth of the instance meets its conditions.
  public var regretBound: RegretBound? { Self.regretBound(of: learnerItself, on: environment.truth) }

  /// The bound of a learner that is told its rewards at once.
  static func regretBound(of learner: any Sendable, on truth: BanditTruth) -> RegretBound? {
    switch learner {
    case let learner as any BanditBounding:
      learner.regretBound(on: truth)
    case let learner as any AdversarialBounding where truth.comparator.hasFixedMeans:
      learner.adversarialBound.map { bound in
        truth.comparator is GivenRewards
          ? RegretBound(.external, bound) : RegretBound(type(of: learner).boundsRuns ? .realized : .pseudo, bound)
      }
    default: nil
    }
  }
}
