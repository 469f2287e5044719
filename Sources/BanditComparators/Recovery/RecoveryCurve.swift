/// What an arm pays on average, by how long it has rested.
///
/// The idle time of an arm that was pulled in the previous period is 1; from the depth of the curve on, resting longer
/// changes nothing.
public struct RecoveryCurve: Hashable, Sendable {
  /// The largest absolute mean: means and idle times up to their limits keep the planner's whole numbers in range.
  public static let largestMean = 1e6
  /// The largest depth.
  public static let largestDepth = 100_000

  /// The mean reward after an idle time of 1, 2, ..., depth.
  public let means: [Double]

  /// Creates a curve.
  ///
  /// - Precondition: between 1 and `largestDepth` means, each at most `largestMean` in absolute value.
  public init(_ means: [Double]) {
    precondition(
      (1...RecoveryCurve.largestDepth).contains(means.count),
      "a curve needs 1 to \(RecoveryCurve.largestDepth) means, found \(means.count)")
    precondition(
      means.allSatisfy { abs($0) <= RecoveryCurve.largestMean },
      "means must be at most \(RecoveryCurve.largestMean) in absolute value")
    self.means = means
  }

  /// The idle time after which the arm has recovered, D.
  public var depth: Int { means.count }

  /// The mean reward after an idle time of 1 or more.
  public subscript(idleTime: Int) -> Double { means[min(idleTime, means.count) - 1] }

  /// Whether resting longer never hurts.
  public var isNondecreasing: Bool { zip(means, means.dropFirst()).allSatisfy { $0 <= $1 } }

  /// The largest nondecreasing curve below this one, min over d' >= d of R(d').
  ///
  /// A schedule that counts on no more than this is not hurt by resting an arm longer than it meant to.
  public var minorant: RecoveryCurve {
    var means = means
    for place in stride(from: means.count - 2, through: 0, by: -1) {
      means[place] = min(means[place], means[place + 1])
    }
    return RecoveryCurve(means)
  }
}
