import BanditCards
import BanditNumerics
import BanditStreams

/// A learner that chooses what is rolled out.
public struct RolloutsGame<Environment: RolloutsEnvironment, Learner: RolloutsLearner>: Game {
  /// Numbers of rollouts out, numbers of successes back.
  public static var family: Family { .rollouts }

  /// The pool.
  public var environment: Environment
  /// Who chooses.
  public var learner: Learner
  @usableFromInline let problem: RolloutsProblem
  @usableFromInline let addressesRounds: Bool
  /// How often each prompt was rolled out.
  @usableFromInline var rolled: [Int]
  @usableFromInline var batch: RolloutBatch

  @inlinable
  public init(environment: Environment, learner: Learner, problem: RolloutsProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    self.problem = problem
    addressesRounds = coupling == .rounds
    rolled = Array(repeating: 0, count: problem.promptCount)
    batch = RolloutBatch(problem)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> RolloutsLedger {
    RolloutsLedger(problem, notions: notions, metrics: metrics)
  }

  /// Plays one round: a batch, its rollouts, training.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout RolloutsLedger
  ) {
    if round == 1, problem.evaluationRollouts > 0 {
      for prompt in 0..<problem.promptCount { batch.add(prompt, rollouts: problem.evaluationRollouts) }
      roll(at: 0, &environmentNoise)
      learner.begin(with: batch)
    }
    batch.removeAll()
    learnerNoise.move(to: 0, occurrence: round)
    learner.selectRollouts(into: &batch, at: round, noise: &learnerNoise)
    account.open(batch, truth: environment.truth, at: round)
    roll(at: round, &environmentNoise)
    account.close(batch)
    environment.close(batch, at: round)
    learner.observe(batch, at: round)
  }

  @inlinable
  mutating func roll(at round: Int, _ noise: inout RoundNoise) {
    for (prompt, count) in zip(batch.prompts, batch.rollouts) {
      if addressesRounds { noise.move(to: prompt, occurrence: round) }
      var successes = 0
      for number in rolled[prompt]..<rolled[prompt] + count {
        if !addressesRounds { noise.move(to: prompt, occurrence: number) }
        if environment.roll(prompt, at: round, noise: &noise) { successes += 1 }
      }
      rolled[prompt] += count
      batch.enter(successes)
    }
  }

  /// The prompts in the order in which they were added, or where all get a budget their numbers of rollouts; the number
  /// of successes.
  public func latestRound(_ account: RolloutsLedger) -> PlayedRound {
    let reward = Double(batch.successes.reduce(0, +))
    if case .budgets = problem.terms { return PlayedRound(actions: batch.rollouts, reward: reward) }
    return PlayedRound(actions: batch.prompts, reward: reward)
  }

  /// How far the learner's estimates are from the truth.
  public func measureTogether(_ metric: Metric, after round: Int, account: RolloutsLedger) -> Double? {
    guard metric == .posteriorError, let learner = learnerItself as? any SuccessEstimating else { return nil }
    var mean = RunningMean()
    for (prompt, probability) in environment.truth.probabilities.enumerated() {
      guard let estimate = learner.successEstimate(of: prompt) else { continue }
      mean.add((estimate - probability) * (estimate - probability))
    }
    return mean.count > 0 ? mean.value : nil
  }
}
