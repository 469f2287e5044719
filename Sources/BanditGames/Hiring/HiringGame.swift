import BanditCards
import BanditStreams

/// A principal and an agent. Under every coupling but `independent` the state and the luck of a round are the same for all.
public struct HiringGame<Environment: HiringEnvironment, Learner: HiringLearner>: Game {
  /// A pay or no contract out, a report and the state back.
  public static var family: Family { .hiring }

  /// The agent.
  public var environment: Environment
  /// The principal.
  public var learner: Learner

  @inlinable
  public init(environment: Environment, learner: Learner, problem: HiringProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> HiringLedger {
    HiringLedger(truth: environment.truth)
  }

  /// Plays one round.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout HiringLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    let pay = learner.selectPay(at: round, noise: &learnerNoise)
    environmentNoise.move(to: 0, occurrence: round)
    let outcome = environment.play(pay, at: round, noise: &environmentNoise)
    account.record(pay, outcome)
    learner.observe(report: outcome.report, state: outcome.state, at: round)
  }

  /// The pay (`-` without a contract), and what was earned.
  public func latestRound(_ account: HiringLedger) -> PlayedRound {
    PlayedRound(action: account.latestPay.map(\.description) ?? "-", reward: account.latestReward)
  }
}
