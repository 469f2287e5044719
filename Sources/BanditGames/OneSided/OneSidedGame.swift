import BanditCards
import BanditStreams

/// A learner that accepts and rejects, sees the labels of the accepted, and is audited.
public struct OneSidedGame<Environment: OneSidedEnvironment, Learner: OneSidedLearner>: Game {
  /// A policy out, labels of the accepted and a report back.
  public static var family: Family { .oneSided }

  /// The individuals, labels and panels.
  public var environment: Environment
  /// Who accepts and rejects.
  public var learner: Learner
  @usableFromInline let problem: OneSidedProblem
  @usableFromInline var view: OneSidedView
  @usableFromInline var labels: [Bool]
  @usableFromInline var panel: AuditPanel
  @usableFromInline var feedback: OneSidedFeedback

  @inlinable
  public init(environment: Environment, learner: Learner, problem: OneSidedProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
    self.problem = problem
    view = OneSidedView(of: problem)
    labels = Array(repeating: false, count: problem.individualCount)
    panel = AuditPanel(individualCount: problem.individualCount, size: problem.audit.panelSize)
    feedback = OneSidedFeedback(labels: Array(repeating: nil, count: problem.individualCount))
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> OneSidedLedger {
    OneSidedLedger(problem, metrics: metrics)
  }

  /// Plays one round: individuals, a policy and a rule drawn from it, the panel's look at the policy, the labels of the
  /// accepted.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout OneSidedLedger
  ) {
    environmentNoise.move(to: 0, occurrence: round)
    environment.show(&view.individuals, at: round, noise: &environmentNoise)
    view.decide(by: problem.rules)
    learnerNoise.move(to: 0, occurrence: round)
    let rule = learner.selectRule(view, at: round, noise: &learnerNoise)
    environmentNoise.move(to: 1, occurrence: round)
    environment.writeLabels(into: &labels, of: view.individuals, at: round, noise: &environmentNoise)
    environmentNoise.move(to: 2, occurrence: round)
    environment.writeDistances(into: &panel, between: view.individuals, at: round, noise: &environmentNoise)
    let acceptance = learner.acceptance
    feedback.report = panel.report(on: acceptance, alpha: problem.audit.alpha, votes: problem.audit.votes)
    for individual in labels.indices {
      let isSeen = learner.seesAllLabels || view.accepts(individual, by: rule)
      feedback.labels[individual] = isSeen ? labels[individual] : nil
    }
    account.record(rule, acceptance: acceptance, labels: labels, report: feedback.report, panel: panel, in: view)
    learner.observe(feedback, of: rule, in: view, at: round, noise: &learnerNoise)
  }

  /// The rule drawn, and minus the number of misclassified individuals.
  public func latestRound(_ account: OneSidedLedger) -> PlayedRound {
    PlayedRound(action: account.latestRule, reward: 0 - account.latestErrors)
  }

  /// The learner's: individuals, labels and panels do not depend on what is played.
  public var regretBound: RegretBound? { (learnerItself as? any RegretBounding)?.regretBound }
}
