/// What a run may take.
public struct ScenarioLimits: Hashable, Sendable {
  /// The memory, in bytes.
  public var memory: Int
  /// How many threads will simulate: what they hold at the same time counts.
  public var threads: Int

  /// Creates limits; 4 GiB and 16 threads by default, the most that are promised to be useful.
  public init(memory: Int = 4 << 30, threads: Int = 16) {
    self.memory = memory
    self.threads = threads
  }
}
