/// Finds the sequence of arms with the largest sum of means, where the mean of a pull depends on the pulls
/// before it.
public protocol SequenceSolver: Sendable {
  /// The largest sum of means of a sequence of each length `0...length`; places count from 0 pulls.
  ///
  /// - Precondition: `length >= 0`.
  func bestTotals(through length: Int) -> [Double]

  /// A sequence of a length with the largest sum of means.
  ///
  /// - Precondition: `length >= 0`.
  func bestSequence(through length: Int) -> [Int]
}
