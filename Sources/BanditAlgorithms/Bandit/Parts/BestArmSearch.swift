import BanditCards
import BanditGames

/// The parameters of learners that search for the best arm until they are sure.
public enum FixedConfidence {
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which the arm recommended at the stop may be a wrong one.", .openUnit, default: 0.05,
    why: "customary")

  /// `epsilon` of scenario files.
  public static let epsilon = Parameter.number(
    "epsilon",
    "By how much the mean of the recommended arm may be below the best one; 0: not at all, and equal arms are never told apart.",
    NumberRange(lower: .included(0), upper: .included(1e100)), default: 0, unit: "reward", why: "the best arm is wanted"
  )
}

/// What learners that search for the best arm have in common: what they know of the arms, and when they stopped.
struct BestArmSearch: Sendable {
  /// What was seen until the stop.
  private(set) var arms: ArmStatistics
  /// When they stopped, and what follows.
  private(set) var stop: StopRecord
  /// The arm that was recommended at the stop.
  private var decision: Int?
  /// All pulls until the stop.
  private(set) var pullCount = 0

  init(armCount: Int, then: StopRecord.Then) {
    arms = ArmStatistics(armCount: armCount)
    stop = StopRecord(then: then)
  }

  /// The arm to play in a round after the stop; `nil` while the search goes on.
  @inline(__always)
  var committedArm: Int? { decision }

  /// The decision, or while there is none the pulled arm with the highest mean, the lowest index on ties.
  var recommendation: Int? { decision ?? arms.leader }

  /// Updates an arm with a reward.
  ///
  /// - Returns: whether the search goes on: after the stop nothing is learned.
  mutating func observe(_ reward: Double, of arm: Int) -> Bool {
    guard decision == nil else { return false }
    arms.observe(reward, of: arm)
    pullCount += 1
    return true
  }

  /// Forgets what was seen of all arms.
  mutating func forget() { arms = ArmStatistics(armCount: arms.armCount) }

  /// Decides on an arm after a round.
  mutating func decide(on arm: Int, after round: Int) {
    decision = arm
    stop.stop(after: round)
  }
}

extension ArmStatistics {
  /// The pulled arm with the highest mean, the lowest index on ties; `nil` before the first pull. O(K).
  var leader: Int? {
    var best: Int?
    for arm in pulls.indices where pulls[arm] > 0 && (best.map { means[arm] > means[$0] } ?? true) { best = arm }
    return best
  }
}
