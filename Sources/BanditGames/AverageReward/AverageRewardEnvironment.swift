import BanditStreams

/// An instance of an average-reward problem: one unbroken trajectory through the states of a Markov decision
/// process whose law may change. The state is carried over a change.
public protocol AverageRewardEnvironment: Sendable {
  /// The number of states, S; states count from 0.
  var stateCount: Int { get }

  /// The number of actions, A, the same in every state; actions count from 0.
  var actionCount: Int { get }

  /// The present state.
  var state: Int { get }

  /// What the ledger and oracles may know.
  var truth: AverageRewardTruth { get }

  /// Takes a step. The noise stands at the address of this pair and visit: what is drawn from it is the
  /// same for every algorithm that the scenario's coupling makes meet it.
  mutating func step(_ action: Int, at round: Int, noise: inout RoundNoise) -> StepOutcome
}
