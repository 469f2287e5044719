import BanditCards
import BanditStreams

/// A learner in tasks that recur.
///
/// Task j begins at address (K, j) of the environment's noise. The m-th pull of arm a in a task that begins in round s is at
/// (a, s + m), m from 0: no other task has this address, and as lengths are drawn, not caused, every algorithm meets the
/// same tasks and the same rewards of pulls in each. Under the coupling `rounds` a pull in round t is at (a, t).
public struct RecurringGame<Environment: RecurringEnvironment, Learner: RecurringLearner>: Game {
  /// An arm out, its reward back.
  public static var family: Family { .recurring }

  /// The tasks.
  public var environment: Environment
  /// Who plays them.
  public var learner: Learner
  private let problem: RecurringProblem
  @usableFromInline let addressesRounds: Bool
  @usableFromInline let isVisible: Bool
  /// The first round of the present task.
  @usableFromInline var firstRound = 1
  /// How often each arm was pulled in the present task.
  @usableFromInline var pulls: [Int]
  @usableFromInline var task = 0
  @usableFromInline var hasBegun = false

  public init(environment: Environment, learner: Learner, problem: RecurringProblem, coupling: Coupling = .pulls) {
    precondition(environment.armCount == problem.armCount, "a game needs the arms of its problem")
    self.environment = environment
    self.learner = learner
    self.problem = problem
    addressesRounds = coupling == .rounds
    isVisible = problem.isVisible
    pulls = Array(repeating: 0, count: problem.armCount)
  }

  public func openAccount(for notions: [Notion], metrics: [Metric]) -> RecurringLedger {
    RecurringLedger(
      priors: problem.priors, retainedRewards: learner.retainedRewards, notions: notions, metrics: metrics)
  }

  /// Plays one round, at the beginning of a task after drawing it.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout RecurringLedger
  ) {
    if round == 1 {
      learnerNoise.move(to: 0, occurrence: 0)
      learner.prepare(noise: &learnerNoise)
    }
    if !hasBegun {
      environmentNoise.move(to: pulls.count, occurrence: task)
      environment.beginTask(task, noise: &environmentNoise)
      hasBegun = true
      firstRound = round
      if account.keepsMeans { account.beginTask(environment.means) }
    }
    learnerNoise.move(to: 0, occurrence: round)
    let arm = learner.selectArm(at: round, noise: &learnerNoise)
    environmentNoise.move(to: arm, occurrence: addressesRounds ? round : firstRound &+ pulls[arm])
    pulls[arm] &+= 1
    let outcome = environment.pull(arm, at: round, noise: &environmentNoise)
    account.record(arm, outcome)
    learner.observe(reward: outcome.arm.reward, of: arm, at: round)
    if outcome.endsTask {
      task &+= 1
      hasBegun = false
      for arm in pulls.indices { pulls[arm] = 0 }
      if isVisible { learner.endTask(at: round) }
    }
  }

  /// The arm and its reward.
  public func latestRound(_ account: RecurringLedger) -> PlayedRound {
    PlayedRound(action: account.latestArm, reward: account.latestReward)
  }
}
