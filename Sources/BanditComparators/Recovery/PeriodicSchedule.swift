/// A purely periodic schedule: each arm that it uses is pulled every so many periods, and never more than K together.
public struct PeriodicSchedule: Hashable, Sendable {
  /// An arm, pulled in every period t with t mod `period` = `residue`.
  public struct Turn: Hashable, Sendable {
    /// The arm.
    public let arm: Int
    /// The number of periods from one pull to the next.
    public let period: Int
    /// The remainder of the periods in which it is pulled.
    public let residue: Int

    /// Creates a turn.
    public init(arm: Int, period: Int, residue: Int) {
      self.arm = arm
      self.period = period
      self.residue = residue
    }
  }

  /// Where the arm between two kinks of its hull is put before rounding.
  public enum Candidate: String, Sendable, CaseIterable {
    /// At the kink below its share; out of the plan if that is the origin.
    case lower
    /// At the kink above its share.
    case upper
    /// At the whole number of periods next above 1/share.
    case share
  }

  /// The turns of the arms in use, in increasing order of the arms.
  public let turns: [Turn]
  /// What it earns per period in the long run, by the curves that it was planned for.
  public let value: Double
  /// How fine the grid of its periods is: odd numbers up to 2J - 1, times powers of two.
  public let refinement: Int
  /// Where the arm between two kinks went.
  public let candidate: Candidate

  /// What it earns per period in the long run on other curves, for example those of which it was planned on a minorant.
  public func value(on curves: [RecoveryCurve]) -> Double {
    turns.reduce(0) { $0 + curves[$1.arm][$1.period] / Double($1.period) }
  }
}
