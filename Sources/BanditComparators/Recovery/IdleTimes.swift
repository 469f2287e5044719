/// When each arm was pulled last, and so how long it has rested.
public struct IdleTimes: Hashable, Sendable {
  /// The depth of each arm's curve; idle times are counted up to it.
  public let depths: [Int]
  @usableFromInline var latest: [Int]

  /// The state before the first period.
  ///
  /// - Precondition: depths of 1 or more.
  public init(depths: [Int], start: RecoveryStart) {
    precondition(depths.allSatisfy { $0 >= 1 }, "a curve needs a depth of 1 or more")
    self.depths = depths
    latest = depths.map { start == .zero ? 0 : 1 - $0 }
  }

  /// The idle time with which an arm would be pulled in a period, at most its depth.
  ///
  /// - Precondition: the period is later than the arm's latest pull.
  @inlinable
  public func idleTime(of arm: Int, at round: Int) -> Int { min(round - latest[arm], depths[arm]) }

  /// Notes a pull.
  @inlinable
  public mutating func pull(_ arm: Int, at round: Int) { latest[arm] = round }
}
