import BanditNumerics

/// The concave upper bound on what any policy earns per period, and the shares of periods that attain it on paper.
///
/// The largest sum of F_i(x_i) subject to sum of x_i <= K, F_i the `RecoveryEnvelope` of arm i: the pieces of all hulls
/// are taken by decreasing slope until K is used up. No sequence of sets of at most K arms earns more than T times
/// the bound in T periods from the start `zero`, nor more than that plus the sum of R_i(D_i) from `recovered`.
public struct EnvelopeBound: Hashable, Sendable {
  /// The bound on the mean reward per period, UB.
  public let value: Double
  /// The share of periods in which each arm is pulled.
  public let shares: [Double]
  /// The period of the kink that each arm has reached; 0 for an arm at the origin of its hull.
  public let periods: [Int]
  /// The only arm between two kinks, if there is one.
  public let partial: Partial?

  /// An arm between two kinks of its hull.
  public struct Partial: Hashable, Sendable {
    /// The arm.
    public let arm: Int
    /// The period of its next kink, more frequent than the one in `periods`.
    public let nextPeriod: Int
    /// Its share.
    public let share: Double
  }

  /// Shares closer together than this are the same; the sum of a million of them is more exact.
  static let tolerance = 1e-12

  /// Solves for the bound: O(N D + M log M) for M kinks in all, at most N D.
  ///
  /// - Precondition: `capacity >= 1`.
  public init(curves: [RecoveryCurve], capacity: Int) {
    precondition(capacity >= 1, "the capacity must be at least 1")
    let envelopes = curves.map(RecoveryEnvelope.init)
    var periods = Array(repeating: 0, count: curves.count)
    var shares = Array(repeating: 0.0, count: curves.count)
    var remaining = CompensatedSum()
    remaining.add(Double(capacity))
    var partial: Partial?
    for piece in EnvelopeBound.pieces(of: envelopes) {
      let left = remaining.value
      guard left > EnvelopeBound.tolerance else { break }
      let next = envelopes[piece.arm].periods[piece.index]
      let length = 1 / Double(next) - shares[piece.arm]
      guard length <= left + EnvelopeBound.tolerance else {
        shares[piece.arm] += left
        partial = Partial(arm: piece.arm, nextPeriod: next, share: shares[piece.arm])
        break
      }
      remaining.add(shares[piece.arm])
      periods[piece.arm] = next
      shares[piece.arm] = 1 / Double(next)
      remaining.add(-shares[piece.arm])
    }
    self.periods = periods
    self.shares = shares
    self.partial = partial
    var value = CompensatedSum()
    for (arm, period) in periods.enumerated() {
      if period > 0 { value.add(curves[arm][period] / Double(period)) }
    }
    if let partial {
      let lower = periods[partial.arm]
      let slope = RecoveryEnvelope.slope(curves[partial.arm], from: lower, to: partial.nextPeriod)
      value.add(slope * (partial.share - (lower > 0 ? 1 / Double(lower) : 0)))
    }
    self.value = value.value
  }

  /// The pieces of all hulls by decreasing slope; ties by arm, then along the hull.
  private static func pieces(of envelopes: [RecoveryEnvelope]) -> [(arm: Int, index: Int)] {
    var pieces: [(arm: Int, index: Int)] = []
    for (arm, envelope) in envelopes.enumerated() {
      for index in envelope.periods.indices { pieces.append((arm, index)) }
    }
    return pieces.sorted { a, b in
      let (first, second) = (envelopes[a.arm].slopes[a.index], envelopes[b.arm].slopes[b.index])
      if second < first { return true }
      if first < second { return false }
      return (a.arm, a.index) < (b.arm, b.index)
    }
  }
}

extension RecoveryEnvelope {
  /// The slope between the points of two periods; 0 stands for the origin.
  static func slope(_ curve: RecoveryCurve, from lower: Int, to upper: Int) -> Double {
    guard lower > 0 else { return curve[upper] }
    return (curve[upper] * Double(lower) - curve[lower] * Double(upper)) / Double(lower - upper)
  }
}
