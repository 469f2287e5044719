import BanditCards
import BanditStreams

/// A learner that lets arms duel.
public struct DuelsGame<Environment: DuelsEnvironment, Learner: DuelsLearner>: Game {
  /// A pair out, who won back.
  public static var family: Family { .duels }

  /// The arms.
  public var environment: Environment
  /// Who chooses among them.
  public var learner: Learner

  @inlinable
  public init(environment: Environment, learner: Learner, problem: DuelsProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> DuelsLedger {
    DuelsLedger(environment.truth)
  }

  /// Plays one round: a pair, then the duel.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout DuelsLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    let pair = learner.selectPair(at: round, noise: &learnerNoise)
    environmentNoise.move(to: 0, occurrence: round)
    let firstWon = environment.duel(pair, at: round, noise: &environmentNoise)
    account.record(pair)
    learner.observe(firstWon: firstWon, of: pair, at: round)
  }

  /// Both arms, the first one first.
  public func latestRound(_ account: DuelsLedger) -> PlayedRound {
    PlayedRound(actions: [account.latest?.first, account.latest?.second].compactMap { $0 }, reward: nil)
  }
}
