/// What a learner may know of an episodic process before any replication; the transitions come with each of them.
public struct EpisodicProblem: Hashable, Sendable {
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
}
