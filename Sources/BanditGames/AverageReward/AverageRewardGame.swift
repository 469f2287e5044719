import BanditCards
import BanditStreams

/// A learner in a Markov decision process.
public struct AverageRewardGame<Environment: AverageRewardEnvironment, Learner: AverageRewardLearner>: Game {
  /// An action in a state out, reward and next state back.
  public static var family: Family { .averageReward }

  /// The process.
  public var environment: Environment
  /// Who acts in it.
  public var learner: Learner
  @usableFromInline let addressesRounds: Bool
  @usableFromInline let actionCount: Int
  @usableFromInline var visits: [Int]
  /// The number of actions of each state, where states differ.
  @usableFromInline let actionCounts: [Int]?
  @usableFromInline var fault: String?

  /// Why the regret of this instance is not known, or that the learner took an action that its state does not have.
  public var failure: String? { fault }

  @inlinable
  public init(environment: Environment, learner: Learner, problem: AverageRewardProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    addressesRounds = coupling == .rounds
    actionCount = environment.actionCount
    visits = Array(repeating: 0, count: environment.stateCount * environment.actionCount)
    actionCounts = problem.actionCounts
    fault = environment.truth.failure
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> AverageRewardLedger {
    AverageRewardLedger(metrics: metrics)
  }

  /// Plays one step; the noise is that of the pair of state and action and how often it was visited.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout AverageRewardLedger
  ) {
    let state = environment.state
    let episodes = learner.episodes
    learnerNoise.move(to: 0, occurrence: round)
    let action = learner.selectAction(in: state, at: round, noise: &learnerNoise)
    if account.auditsConfidence && learner.episodes > episodes {
      account.recordConfidence(learner.confidenceSetContains(environment.truth.segment(at: round).process))
    }
    if let actionCounts, !(0..<actionCounts[state]).contains(action) {
      refuse(action, in: state)
      return
    }
    let pair = state * actionCount + action
    let visit = visits[pair]
    visits[pair] = visit + 1
    environmentNoise.move(to: pair, occurrence: addressesRounds ? round : visit)
    let outcome = environment.step(action, at: round, noise: &environmentNoise)
    learner.observe(
      Transition(state: state, action: action, reward: outcome.reward, nextState: outcome.nextState),
      at: round, noise: &learnerNoise)
    account.record(action, outcome)
  }

  @usableFromInline
  mutating func refuse(_ action: Int, in state: Int) {
    guard fault == nil else { return }
    let count = actionCounts?[state] ?? actionCount
    fault = "the learner took action \(action) in state \(state), which has \(counted: count, "action")"
  }

  /// How often actions were taken, in whatever state.
  public func measureTogether(_ metric: Metric, after round: Int, account: AverageRewardLedger) -> Double? {
    guard Metric.pulls ~= metric, let action = metric.event else { return nil }
    let count = stride(from: action, to: visits.count, by: actionCount).reduce(0) { $0 + visits[$1] }
    return Double(count) / Double(round)
  }

  /// The action and its reward.
  public func latestRound(_ account: AverageRewardLedger) -> PlayedRound {
    PlayedRound(action: account.latestAction, reward: account.latestReward)
  }

  /// The changes of the law.
  public var changes: [LawChange] { environment.truth.changes }
}
