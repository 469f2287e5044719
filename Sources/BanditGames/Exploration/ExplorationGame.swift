import BanditCards
import BanditStreams

/// A learner that asks, against something that can be queried.
public struct ExplorationGame<Environment: ExplorationEnvironment, Learner: ExplorationLearner>: Game {
  /// A query out, a number back, an answer in the end.
  public static var family: Family { .exploration }

  /// What is queried.
  public var environment: Environment
  /// Who asks.
  public var learner: Learner
  @usableFromInline let problem: ExplorationProblem
  @usableFromInline let addressesRounds: Bool
  /// How often each query was asked.
  @usableFromInline var asked: [Int]

  @inlinable
  public init(environment: Environment, learner: Learner, problem: ExplorationProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    self.problem = problem
    addressesRounds = coupling == .rounds
    asked = Array(repeating: 0, count: problem.queryCount)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> ExplorationLedger { ExplorationLedger() }

  /// Plays one round: a query and what comes back.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout ExplorationLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    let query = learner.selectQuery(at: round, noise: &learnerNoise)
    environmentNoise.move(to: query, occurrence: addressesRounds ? round : asked[query])
    asked[query] += 1
    let response = environment.respond(to: query, at: round, noise: &environmentNoise)
    account.record(query, response)
    learner.observe(response, to: query, at: round)
  }

  /// Once the learner has stopped.
  @inlinable
  public var isOver: Bool { learner.isOver }

  /// Those up to the one in which the learner stopped.
  public func rounds(through round: Int) -> Int {
    learner.isOver ? min(round, (learnerItself as? any Stopping)?.stop.time ?? round) : round
  }

  /// What the learner would answer after the rounds so far.
  public func entry(
    for notion: Notion, group: String, after round: Int, account: ExplorationLedger
  ) -> LedgerEntry {
    account.entry(for: notion, after: round, truth: environment.truth, answer: learner.answer)
  }

  /// The query and what came back.
  public func latestRound(_ account: ExplorationLedger) -> PlayedRound {
    PlayedRound(action: account.latestQuery, reward: account.latestResponse)
  }

  /// How often queries were asked, the answer, and how hard the instance is.
  public func measureTogether(_ metric: Metric, after round: Int, account: ExplorationLedger) -> Double? {
    if Metric.pulls ~= metric, let query = metric.event { return Double(asked[query]) / Double(round) }
    switch metric {
    case .recommendation: return problem.structure.hasSingleAnswers ? learner.answer.first.map(Double.init) : nil
    case .complexity: return environment.truth.complexity
    default: return nil
    }
  }
}
