import BanditCards
import BanditGames
import BanditNumerics

/// Estimates of the arms' values as textbooks keep them: from initial values, by sample averages or by steps of constant
/// size, after a number of pulls of each arm that nobody chooses (R. S. Sutton and A. G. Barto, Reinforcement Learning,
/// 2nd edition, 2018, sections 2.4 to 2.6).
struct ActionValues: Sendable {
  /// `initialValue` of scenario files.
  static let initialValue = Parameter.number(
    "initialValue",
    """
    The estimate of an arm before its first reward. With the step size `1/n` the first reward takes its place; with a \
    constant one it fades, so that a value above all rewards is optimism.
    """, .closed(-1e100...1e100), default: 0, unit: "reward", why: "the textbook's", isLateComer: true)
  /// `stepSize` of scenario files; `nil` is `1/n`.
  static let stepSize = Parameter<Double?>.auto(
    "stepSize",
    """
    How far an estimate moves towards a reward: `1/n`, the estimate is the mean of the arm's n rewards; or a constant, \
    the estimate forgets.
    """, NumberRange(lower: .excluded(0), upper: .included(1)), word: "1/n", why: "means that never change",
    isLateComer: true)
  /// `firstPulls` of scenario files.
  static let firstPulls = Parameter.whole(
    "firstPulls",
    """
    How often each arm is pulled in turn before the policy chooses; 0: it chooses from the first round on, by the \
    initial values. Earlier pulls of `start` count.
    """, from: 0, default: 1, unit: "rounds", why: "estimates of all arms", isLateComer: true)

  /// How often each arm was pulled, earlier pulls included.
  private(set) var pulls: [Int]
  /// The estimates.
  private(set) var estimates: [Double]
  /// The rounds before the first one.
  let earlier: Int
  private var sums: [Double]
  private let stepSize: Double?
  private let firstPulls: Int
  // The first arms of this turn have had it.
  private var turn = 1
  private var place = 0

  /// Before the first round.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of range, or earlier pulls do not fit the arms.
  init(
    _ problem: BanditProblem, initialValue: Double, stepSize: Double?, firstPulls: Int, start: EarlierPulls?
  ) throws(InvalidSettings) {
    try Self.initialValue.check(initialValue)
    try Self.stepSize.check(stepSize)
    try Self.firstPulls.check(firstPulls)
    try start?.check(EarlierPulls.parameter, armCount: problem.armCount)
    self.stepSize = stepSize
    self.firstPulls = firstPulls
    pulls = start?.pulls ?? Array(repeating: 0, count: problem.armCount)
    sums = start?.sums ?? Array(repeating: 0, count: problem.armCount)
    estimates = zip(pulls, sums).map { $0 > 0 ? $1 / Double($0) : initialValue }
    earlier = start?.total ?? 0
  }

  /// The arm whose turn it is, while not all have had their first pulls. O(1) amortised over a run.
  @inline(__always)
  mutating func nextForcedArm() -> Int? { turn > firstPulls ? nil : findForcedArm() }

  /// Of the arms that are there, the lowest of those pulled least, while it has not had its first pulls. O(K).
  func nextForcedArm(among present: PresentArms) -> Int? {
    var least = present.arms[0]
    for arm in present.arms where pulls[arm] < pulls[least] { least = arm }
    return pulls[least] < firstPulls ? least : nil
  }

  private mutating func findForcedArm() -> Int? {
    while turn <= firstPulls {
      while place < pulls.count {
        if pulls[place] < turn { return place }
        place += 1
      }
      // A turn that all have had by earlier pulls takes no time, however many there are.
      turn = max(turn + 1, min(pulls.min() ?? firstPulls, firstPulls) + 1)
      place = 0
    }
    return nil
  }

  /// Moves the estimate of an arm towards a reward.
  @inline(__always)
  mutating func observe(_ reward: Double, of arm: Int) {
    pulls[arm] += 1
    if let stepSize {
      estimates[arm] += stepSize * (reward - estimates[arm])
    } else {
      sums[arm] += reward
      estimates[arm] = sums[arm] / Double(pulls[arm])
    }
  }

  /// Takes over what another copy with sample averages has seen.
  mutating func resume(pulls: [Int], sums: [Double]) {
    self.pulls = pulls
    self.sums = sums
    estimates = zip(zip(pulls, sums), estimates).map { $0.0 > 0 ? $0.1 / Double($0.0) : $1 }
  }
}
