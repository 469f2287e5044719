import BanditExperiments

/// What a run may take, and do.
public struct ScenarioLimits: Hashable, Sendable {
  /// The memory, in bytes.
  public var memory: Int
  /// How many threads will simulate: what they hold at the same time counts.
  public var threads: Int
  /// Whether commands that play are started, and how long they may be silent.
  public var commands: CommandTerms

  /// Creates limits; 4 GiB, 16 threads, the most that are promised to be useful, and no commands by default.
  public init(memory: Int = 4 << 30, threads: Int = 16, commands: CommandTerms = CommandTerms()) {
    self.memory = memory
    self.threads = threads
    self.commands = commands
  }
}
