/// What a cell's simulation needs besides the environment and the algorithm.
public struct CellContext: Sendable {
  /// Where its randomness comes from.
  public let streams: CellStreams
  /// The number of rounds.
  public let horizon: Int
  /// What each replication leaves behind.
  public let layout: TraceLayout
  /// What is allowed to commands that play.
  public let commands: CommandTerms
  /// The folder that commands work in: the scenario's.
  public let folder: String

  /// Creates a context.
  public init(
    streams: CellStreams, horizon: Int, layout: TraceLayout, commands: CommandTerms = CommandTerms(),
    folder: String = "."
  ) {
    self.streams = streams
    self.horizon = horizon
    self.layout = layout
    self.commands = commands
    self.folder = folder
  }
}
