import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// A policy for an episode out, its path and the losses on it back.
  public static let episodic = Family(
    "episodic", "A policy for an episode out, its path and the losses on it back.", noise: .round,
    mainNotion: .external)
}

/// An episodic Markov decision process with known transitions and losses that an adversary chooses anew for each
/// episode: the truth of one replication.
public protocol EpisodicEnvironment: Truthful where Truth == LayeredProcess {
  /// The mean loss of each state-action pair in the present episode, in [0, 1]; for the ledger.
  var losses: [Double] { get }

  /// Chooses the losses of an episode, before the learner plays it; episodes follow one another from 1.
  mutating func begin(episode: Int)

  /// The loss suffered for a pair in the present episode.
  mutating func loss(of pair: Int, noise: inout RoundNoise) -> Double
}

extension EpisodicEnvironment {
  /// The transitions, which learners are told, too.
  public var process: LayeredProcess { truth }
}

/// A learner that plays a policy in each episode and sees the losses along its trajectory.
public protocol EpisodicLearner: Sendable {
  /// The policy of the next episode: the probability of each state-action pair's action in its state, as counted by
  /// `LayeredProcess.pair`.
  var policy: [Double] { get }

  /// Updates with an episode played by the policy.
  mutating func observe(_ trajectory: EpisodeTrajectory)
}

/// What a learner sees of an episode: the states visited, the actions taken and their losses, layer by layer.
public struct EpisodeTrajectory: Hashable, Sendable {
  /// The state of each layer.
  public var states: [Int]
  /// The action in each layer.
  public var actions: [Int]
  /// The loss suffered in each layer, in [0, 1].
  public var losses: [Double]

  /// Creates a trajectory with room for so many layers.
  public init(layerCount: Int) {
    states = Array(repeating: 0, count: layerCount)
    actions = states
    losses = Array(repeating: 0, count: layerCount)
  }
}

/// What a learner may know of an episodic process before any replication; the transitions come with each of them.
public struct EpisodicProblem: ProblemStatement, Hashable {
  /// The number of layers, H.
  public let layerCount: Int
  /// The number of states of each layer, S.
  public let stateCount: Int
  /// The number of actions, A.
  public let actionCount: Int
  /// The number of episodes, K.
  public let episodeCount: Int

  /// Creates a problem.
  public init(layerCount: Int, stateCount: Int, actionCount: Int, episodeCount: Int) {
    self.layerCount = layerCount
    self.stateCount = stateCount
    self.actionCount = actionCount
    self.episodeCount = episodeCount
  }

  /// The number of state-action pairs, H S A.
  public var pairCount: Int { layerCount * stateCount * actionCount }

  /// One for each layer.
  public var addressCount: Int { layerCount }

  /// The number of episodes.
  public var horizon: Int { episodeCount }
}

extension EnvironmentModel where Problem == EpisodicProblem {
  /// A few numbers for each pair and for each transition.
  public var replicationBytes: Int { 40 * problem.pairCount * (4 + problem.stateCount) }
}

/// An episodic process, whatever its type.
public struct AnyEpisodicProcess: EpisodicEnvironment, ErasedEnvironment {
  private var base: any EpisodicEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any EpisodicEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any EpisodicEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: LayeredProcess { base.truth }

  public var losses: [Double] { base.losses }

  public mutating func begin(episode: Int) { base.begin(episode: episode) }

  public mutating func loss(of pair: Int, noise: inout RoundNoise) -> Double { base.loss(of: pair, noise: &noise) }
}

/// A learner in episodes, whatever its type.
public struct AnyEpisodicLearner: EpisodicLearner, ErasedLearner {
  private var base: any EpisodicLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any EpisodicLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var policy: [Double] { base.policy }

  public mutating func observe(_ trajectory: EpisodeTrajectory) { base.observe(trajectory) }
}
