/// What a policy may know of a semi-bandit with recovering arms before it starts.
public struct SemiBanditProblem: Hashable, Sendable {
  /// The number of periods, T.
  public let horizon: Int
  /// How many arms can be pulled in a period, K.
  public let capacity: Int
  /// For each arm the idle time after which it has recovered, D.
  public let depths: [Int]
  /// How rested the arms are before the first period.
  public let start: RecoveryStart
  /// The interval that the means are known to lie in; `nil` if they are unbounded.
  public let meanRange: ClosedRange<Double>?
  /// Whether resting longer is known never to hurt.
  public let isNondecreasing: Bool

  /// Creates a problem.
  public init(
    horizon: Int, capacity: Int, depths: [Int], start: RecoveryStart = .zero,
    meanRange: ClosedRange<Double>? = 0...1, isNondecreasing: Bool = true
  ) {
    self.horizon = horizon
    self.capacity = capacity
    self.depths = depths
    self.start = start
    self.meanRange = meanRange
    self.isNondecreasing = isNondecreasing
  }

  /// The number of arms, N.
  public var armCount: Int { depths.count }

  /// How many arms can be told apart in a set: K, or all there are.
  public var setSize: Int { min(capacity, depths.count) }
}
