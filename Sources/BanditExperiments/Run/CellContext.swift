/// What a cell's simulation needs besides the environment and the algorithm.
public struct CellContext: Sendable {
  /// Where its randomness comes from.
  public let streams: CellStreams
  /// The number of rounds.
  public let horizon: Int
  /// What each replication leaves behind.
  public let layout: TraceLayout

  /// Creates a context.
  public init(streams: CellStreams, horizon: Int, layout: TraceLayout) {
    self.streams = streams
    self.horizon = horizon
    self.layout = layout
  }
}
