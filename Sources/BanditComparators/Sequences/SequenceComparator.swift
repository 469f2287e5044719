/// What sequences of arms can earn where the mean of a pull depends on the pulls before it: the comparators of
/// policy regret.
public struct SequenceComparator: Hashable, Sendable {
  /// The best sequences; `nil` where finding them is out of reach.
  public let optimum: SequenceOptimum?
  /// A mean that no pull of any sequence exceeds and that one arm reaches if pulled all the time; `nil` where there is
  /// none, or none is known.
  public let ceiling: Double?
  /// What each arm earns if it is pulled in every round.
  public let repeated: [ConstantPath]
  /// The arms of the instance, by the number that `optimum` has for them; `nil` if the numbers are the same.
  private let labels: [Int]?

  /// Creates the comparators.
  ///
  /// - Precondition: at least one arm.
  public init(optimum: SequenceOptimum?, ceiling: Double?, repeated: [ConstantPath]) {
    self.init(optimum: optimum, ceiling: ceiling, repeated: repeated, labels: nil)
  }

  private init(optimum: SequenceOptimum?, ceiling: Double?, repeated: [ConstantPath], labels: [Int]?) {
    precondition(!repeated.isEmpty, "a bandit needs at least one arm")
    self.optimum = optimum
    self.ceiling = ceiling
    self.repeated = repeated
    self.labels = labels
  }

  /// The comparators of the same arms in another order: arm a is the one that was `places[a]`.
  public func shuffled(_ places: [Int]) -> SequenceComparator {
    var labels = places
    for (arm, place) in places.enumerated() { labels[place] = arm }
    return SequenceComparator(
      optimum: optimum, ceiling: ceiling, repeated: places.map { repeated[$0] }, labels: labels)
  }

  /// The largest sum of means of pulling one arm in every round through a round.
  ///
  /// - Complexity: O(K).
  public func bestRepeatedTotal(through round: Int) -> Double {
    repeated.map { $0.total(through: round) }.max()!
  }

  /// The arm that is best pulled in every round through a round, the lowest index on ties.
  public func bestRepeatedArm(through round: Int) -> Int {
    let totals = repeated.map { $0.total(through: round) }
    return totals.firstIndex(of: totals.max()!)!
  }

  /// The memory that finding the best sequences takes, in bytes; the paths of `repeated` not counted.
  public var byteCount: Int { optimum?.byteCount ?? 0 }

  /// Why a comparator has no `optimum`.
  public static let outOfReach =
    "the exact dynamic program is too large (accepted: \(SequenceLimits.description))"

  /// A sequence through the horizon with the largest sum of means; `nil` where it is out of reach.
  public var bestSequence: [Int]? {
    guard let sequence = optimum?.sequence else { return nil }
    guard let labels else { return sequence }
    return sequence.map { labels[$0] }
  }
}
