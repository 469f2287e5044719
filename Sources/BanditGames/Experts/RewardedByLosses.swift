import BanditCards
import BanditStreams

/// A learner for K-armed bandits in a game of losses: it sees the loss of its own action as the reward 1 - loss.
public struct RewardedByLosses<Learner: BanditLearner>: ExpertsLearner, Reporting, RegretBounding, Caveated {
  @usableFromInline package var learner: Learner

  /// Lets a learner play for losses.
  @inlinable
  public init(_ learner: Learner) {
    self.learner = learner
  }

  /// The learner's arm.
  @inlinable
  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    learner.selectArm(at: round, noise: &noise)
  }

  /// Asks for the loss of its own action.
  @inlinable
  public mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    guard let loss = losses.loss(of: action) else { return }
    learner.observe(reward: 1 - loss, of: action, at: round)
  }

  /// The learner's.
  public var caveats: [String] { Caveats.of(learner) }

  /// What the learner reports.
  public func measure(_ metric: Metric) -> Double? { (learner as? any Reporting)?.measure(metric) }

  /// Its bound for rewards fixed in advance.
  public var regretBound: RegretBound? {
    (learner as? any AdversarialBounding)?.adversarialBound.map { RegretBound(.external, $0) }
  }
}

extension RewardedByLosses: Configurable where Learner: Configurable, Learner.Problem == BanditProblem {
  /// The learner's.
  public static var card: AlgorithmCard { Learner.card }

  /// Creates the learner for rewards of 1 - loss.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses its settings, or cannot see its own loss in every round.
  @inlinable
  public init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    try problem.requireOwnLosses(for: Learner.card.id)
    self.init(try Learner(settings: settings, problem: problem.asBandit))
  }
}
