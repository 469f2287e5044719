import BanditStreams

/// A source of losses for all actions at once: an adversary that does not see what is played.
public protocol ExpertsEnvironment: Sendable {
  /// The number of actions, K; actions count from 0.
  var actionCount: Int { get }

  /// Writes the loss of every action in a round, each in [0, 1]. Rounds are asked for in order, each once; whoever plays,
  /// the losses are the same.
  ///
  /// The noise addresses actions: `noise.move(to: action, occurrence: round)` before the first draw for an action.
  mutating func writeLosses(into losses: inout [Double], at round: Int, noise: inout RoundNoise)

  /// The expected loss of an action in the round last written, given nothing but the instance; `nil` where losses are
  /// not random.
  func meanLoss(of action: Int) -> Double?
}

extension ExpertsEnvironment {
  /// None.
  public func meanLoss(of action: Int) -> Double? { nil }
}
