import BanditStreams

/// An episodic Markov decision process with known transitions and losses that an adversary chooses anew for each
/// episode: the truth of one replication.
public protocol EpisodicEnvironment: Sendable {
  /// The transitions, which learners are told, too.
  var process: LayeredProcess { get }

  /// The mean loss of each state-action pair in the present episode, in [0, 1]; for the ledger.
  var losses: [Double] { get }

  /// Chooses the losses of an episode, before the learner plays it; episodes follow one another from 1.
  mutating func begin(episode: Int)

  /// The loss suffered for a pair in the present episode.
  mutating func loss(of pair: Int, noise: inout RoundNoise) -> Double
}
