/// Whether some arm, pulled all the time, is as good as any pull of any arm can be (repeated exposure optimality):
/// h_x*(full tally) <= h_x(y) for every arm x and every tally y that x can have.
public enum ExposureCheck: Hashable, Sendable {
  /// It holds for an arm, whose loss at full tally is given.
  case holds(arm: Int, loss: Double)
  /// An arm has a smaller loss at some tally than every arm at full tally.
  case fails(arm: Int, loss: Double, leastAtFullTally: Double)
  /// An arm has too many tallies to look at.
  case unchecked(arm: Int)

  /// Checks some arms.
  ///
  /// - Precondition: at least one arm.
  public init(of arms: [TallyingArm], memory: Int) {
    let full = arms.map { $0.climb(memory: memory).last! }
    let target = full.min()!
    for (arm, candidate) in arms.enumerated() {
      guard let least = candidate.leastLoss(memory: memory) else {
        self = .unchecked(arm: arm)
        return
      }
      if least < target - ExposureCheck.tolerance {
        self = .fails(arm: arm, loss: least, leastAtFullTally: target)
        return
      }
    }
    self = .holds(arm: full.firstIndex(of: target)!, loss: target)
  }

  /// Losses that differ by rounding count as equal.
  private static let tolerance = 1e-12
}
