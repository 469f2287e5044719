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
