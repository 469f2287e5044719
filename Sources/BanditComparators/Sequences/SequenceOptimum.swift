import BanditNumerics

/// The best sequences of arms up to a horizon, solved once, when they are first asked for, and shared by all
/// replications.
public final class SequenceOptimum: Sendable, Hashable {
  private let totals: Once<[Double]>
  private let best: Once<[Int]>
  /// The memory that totals and sequence take, and finding them, in bytes, about and at most.
  public let byteCount: Int

  /// Names the solver; nothing is computed yet.
  ///
  /// - Parameter workBytes: the memory that the solver takes besides the totals and the sequence.
  public init(horizon: Int, workBytes: Int, solver makeSolver: @escaping @Sendable () -> any SequenceSolver) {
    byteCount = 16 * horizon + workBytes
    let solver = Once(makeSolver)
    totals = Once { solver.value.bestTotals(through: horizon) }
    best = Once { solver.value.bestSequence(through: horizon) }
  }

  /// The largest sum of means of a sequence of a length, `0...horizon`.
  public func total(through length: Int) -> Double { totals.value[length] }

  /// A sequence through the horizon with the largest sum of means.
  public var sequence: [Int] { best.value }

  /// Whether they are one and the same.
  public static func == (one: SequenceOptimum, other: SequenceOptimum) -> Bool { one === other }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
