import BanditCards
import BanditStreams

/// A learner for K-armed bandits in tasks that recur: made anew when it is told that a task has ended, so that its rounds
/// count from 1 in each task. Where ends are hidden it plays on.
public struct AnewEachTask<Learner: BanditLearner>: RecurringLearner, Reporting, Caveated {
  @usableFromInline package var learner: Learner
  @usableFromInline let fresh: Learner
  /// The last round of the task before.
  @usableFromInline var pastRounds = 0

  /// Lets a learner play tasks that recur.
  ///
  /// - Parameter learner: one that has seen nothing.
  @inlinable
  public init(_ learner: Learner) {
    self.learner = learner
    fresh = learner
  }

  /// The learner's arm in the round of the task.
  @inlinable
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    learner.selectArm(at: round - pastRounds, noise: &noise)
  }

  /// Updates the learner.
  @inlinable
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    learner.observe(reward: reward, of: arm, at: round - pastRounds)
  }

  /// Makes the learner anew.
  @inlinable
  public mutating func endTask(at round: Int) {
    learner = fresh
    pastRounds = round
  }

  /// The learner's.
  public var caveats: [String] { Caveats.of(learner) }

  /// What the learner of the present task reports.
  public func measure(_ metric: Metric) -> Double? { (learner as? any Reporting)?.measure(metric) }
}

extension AnewEachTask: Configurable where Learner: Configurable, Learner.Problem == BanditProblem {
  /// The learner's.
  public static var card: AlgorithmCard { Learner.card }

  /// Creates the learner for the tasks of a problem.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses its settings.
  @inlinable
  public init(settings: Settings, problem: RecurringProblem) throws(InvalidSettings) {
    self.init(try Learner(settings: settings, problem: problem.asBandit))
  }

  /// The learner's, twice: one is kept to begin with.
  public func historyBytes(problem: RecurringProblem) -> Int { 2 * learner.historyBytes(problem: problem.asBandit) }
}
