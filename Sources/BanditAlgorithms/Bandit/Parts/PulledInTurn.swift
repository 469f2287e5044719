import BanditCards

/// What is done with pulls of a budget that the phases of a learner leave over.
public enum LeftoverPulls: String, Sendable, CaseIterable {
  /// Nothing.
  case unspent
  /// Before the last two arms are compared, they are pulled in turn.
  case lastTwo = "last-two"

  /// `leftover` of scenario files.
  public static let parameter = Parameter.choice(
    "leftover",
    """
    What becomes of the pulls that the phases leave over: they stay `unspent`; or `last-two`, before the last two arms are \
    compared they are pulled in turn until the horizon.
    """, default: LeftoverPulls.unspent, why: "the algorithm as published")
}

/// Arms that are pulled in turn, each the same number of times: a phase of a learner that drops arms until one is left.
struct PulledInTurn: Sendable {
  /// The arms, in index order.
  let arms: [Int]
  private let count: Int
  private var done = 0

  /// - Parameters:
  ///   - pulls: of each arm.
  ///   - more: how many pulls follow those, in turn.
  init(_ arms: [Int], pulls: Int, more: Int = 0) {
    self.arms = arms
    count = arms.count * pulls + more
  }

  /// The next arm.
  var arm: Int { arms[done % arms.count] }

  /// Whether all pulls are done.
  var isOver: Bool { done >= count }

  /// Counts a pull.
  mutating func advance() { done += 1 }
}
