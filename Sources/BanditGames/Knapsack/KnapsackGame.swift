import BanditCards
import BanditComparators
import BanditNumerics
import BanditStreams

/// A learner that pulls arms until a budget is used up.
public struct KnapsackGame<Environment: KnapsackEnvironment, Learner: KnapsackLearner>: Game {
  /// An arm out, reward and consumption back.
  public static var family: Family { .knapsack }

  /// The arms.
  public var environment: Environment
  /// Who pulls them.
  public var learner: Learner
  @usableFromInline let armCount: Int
  @usableFromInline let addressesRounds: Bool
  @usableFromInline var outcome: KnapsackOutcome

  @inlinable
  public init(environment: Environment, learner: Learner, problem: KnapsackProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    armCount = problem.armCount
    addressesRounds = coupling == .rounds
    outcome = KnapsackOutcome(consumption: Array(repeating: 0, count: problem.resourceCount))
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> KnapsackLedger {
    KnapsackLedger(environment.truth)
  }

  /// Plays one round; none after a budget was used up.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout KnapsackLedger
  ) {
    if account.isStopped {
      account.recordNothing()
      return
    }
    learnerNoise.move(to: 0, occurrence: round)
    let arm = learner.selectArm(at: round, noise: &learnerNoise)
    if arm < armCount {
      environmentNoise.move(to: arm, occurrence: addressesRounds ? round : account.pulls[arm])
      environment.pull(arm, at: round, into: &outcome, noise: &environmentNoise)
    } else {
      outcome.reward = 0
      for resource in outcome.consumption.indices { outcome.consumption[resource] = 0 }
    }
    account.record(arm, outcome, at: round)
    learner.observe(outcome, of: arm, at: round)
  }

  /// The arm and its reward; `-` after the stop.
  public func latestRound(_ account: KnapsackLedger) -> PlayedRound {
    account.latestArm.map { PlayedRound(action: $0, reward: account.latestReward) }
      ?? PlayedRound(action: "-", reward: nil)
  }

  /// The value of the Lagrange game at the learner's average play.
  public func measureTogether(_ metric: Metric, after round: Int, account: KnapsackLedger) -> Double? {
    guard metric == .lagrangeValue, let player = learnerItself as? any LagrangePlaying else { return nil }
    return account.lagrangeValue(player)
  }
}
