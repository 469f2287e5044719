/// What a learner may know of a stream of symbols before it starts.
public struct StreamProblem: Hashable, Sendable {
  /// The number of symbols, O; 2 or more.
  public let symbolCount: Int
  /// The number of rounds, T.
  public let horizon: Int

  /// Creates a problem.
  public init(symbolCount: Int, horizon: Int) {
    self.symbolCount = symbolCount
    self.horizon = horizon
  }
}
