/// What a run may take.
public struct ScenarioLimits: Hashable, Sendable {
  /// The memory, in bytes.
  public var memory: Int

  /// Creates limits; 4 GiB by default.
  public init(memory: Int = 4 << 30) {
    self.memory = memory
  }
}
