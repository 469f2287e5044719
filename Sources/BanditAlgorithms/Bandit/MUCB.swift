import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// M-UCB: UCB with a comparison of the two halves of a window (Cao, Wen, Kveton and Xie 2019).
public struct MUCB: BanditLearner, Configurable, Restarting, Caveated {
  /// `gap` of scenario files.
  public static let gap = Parameter.number(
    "gap", "The least change of a mean to be found, for the window `auto`.", .closed(0.001...1), default: 0.5,
    unit: "range of rewards", why: "smaller ones ask for windows that take most of usual horizons")
  /// `changes` of scenario files.
  public static let changes = Parameter.whole(
    "changes", "How many changes to expect, for `mixing`.", 0...1_000_000_000, default: 1,
    why: "the least that makes detection worthwhile")
  /// `window` of scenario files; `nil` is `auto`.
  public static let window = Parameter.window(
    "The number of rewards w that are compared, or `auto`.", 2...100_000_000, unit: "rewards",
    why: "the tuning of the proof")
  /// `threshold` of scenario files; `nil` is `auto`.
  public static let threshold = Parameter.auto(
    "threshold", "By how much the sums must differ, b, or `auto`.", .positive, unit: "range of rewards",
    why: "the tuning of the proof")
  /// `mixing` of scenario files; `nil` is `auto`.
  public static let mixing = Parameter.auto(
    "mixing", "The share of rounds in which arms take turns, or `auto`; 0 for none.", .unit,
    why: "the tuning of the proof")

  public static let card = AlgorithmCard(
    id: "m-ucb", family: .bandit,
    summary: "UCB1 that restarts when the sums of the two halves of an arm's last rewards differ by much.",
    setting: "Rewards of a known range whose means change a few times by some least amount.",
    rewards: .range,
    rule: [
      "With tau the round of the latest restart (0 at first) and j = t - tau - 1:",
      "if j mod floor(K / mixing) < K that arm;",
      "else the lowest arm without a pull since tau, or A_t = argmax_a mean_a + sqrt(2 ln(t - tau) / n_a).",
      "When the arm pulled has w pulls since tau and the sums of its last w / 2 rewards and of the w / 2 before",
      "differ by more than b, everything is forgotten and tau = t.",
      "auto: w = (4 / gap^2) (sqrt(ln(2 K T^2)) + sqrt(ln(2 T)))^2, rounded up to an even number,",
      "b = sqrt(w ln(2 K T^2) / 2),",
      "mixing = sqrt(K changes (2 b + 3 sqrt(w)) / (2 T)), at most 1.",
    ],
    parameters: [gap, changes, window, threshold, mixing, UnitRewards.range],
    example: ["window": 200, "threshold": 30],
    swift: "try MUCB(problem, window: 200, threshold: 30)",
    guarantee: "Pseudo-regret O(sqrt(c K T ln T)) for c segments whose changes and lengths are large enough.",
    complexity: "O(K) per round; memory of 8 bytes for each reward in the windows of all arms.",
    randomness: "None.",
    numerics: """
      The sums of both halves are kept by additions and subtractions; exact for rewards of 0 and 1, otherwise they may \
      drift by rounding between restarts.
      """,
    deviations: """
      In the spirit of the paper, with the tunings that Alami (ACML 2022) reports; there the window is printed with 4 \
      gap^2 for 4 / gap^2, which would shrink it for small changes. Rounds of the turns count from 0.
      """,
    guide: """
      A baseline with few constants where the size of the changes is known: small gaps make windows too long to be \
      filled before the next change. r-bocpd-ucb needs no window.
      """,
    reference: """
      Y. Cao, Z. Wen, B. Kveton and Y. Xie, Nearly optimal adaptive procedure with change detection for \
      piecewise-stationary bandit, AISTATS 2019.
      """,
    isAnytime: false, metrics: RestartReview.metrics)

  public private(set) var restarts: [Restart] = []
  /// The number of rewards compared, even.
  let window: Int
  /// By how much the sums must differ.
  let threshold: Double
  /// The share of rounds in which arms take turns.
  let mixing: Double
  private let period: Int
  private var tau = 0
  private var arms: ForgettableArms
  /// The last `window` rewards of arm a at `a * window + (pull mod window)`.
  private var recent: [Double]
  /// For each arm, the sum of the last half window, less that of the half before.
  private var differences: [Double]

  /// Windows take up this much room at most, in numbers.
  private static let limit = 100_000_000
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, gap: settings[Self.gap], changes: settings[Self.changes], window: settings[Self.window],
      threshold: settings[Self.threshold], mixing: settings[Self.mixing], range: settings[UnitRewards.range])
  }

  /// The windows of all arms, whole from the start.
  public func historyBytes(problem: BanditProblem) -> Int { 8 * recent.count }

  /// Creates the learner: `MUCB(problem, window: 200, threshold: 30)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, the range of rewards is not
  ///   known, or the windows do not fit into memory.
  public init(
    _ problem: BanditProblem, gap: Double = Self.gap.default, changes: Int = Self.changes.default,
    window: Int? = Self.window.default, threshold: Double? = Self.threshold.default,
    mixing: Double? = Self.mixing.default, range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.gap.check(gap)
    try Self.changes.check(changes)
    try Self.window.check(window)
    try Self.threshold.check(threshold)
    try Self.mixing.check(mixing)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    let (count, rounds) = (Double(problem.armCount), Double(problem.horizon))
    let level = Double.log(2 * count * rounds * rounds)
    let length: Double
    if let window {
      guard window.isMultiple(of: 2) else {
        throw InvalidSettings("window", "found \(window); accepted: an even number, as halves are compared")
      }
      length = Double(window)
    } else {
      let root = level.squareRoot() + .log(2 * rounds).squareRoot()
      length = 2 * (2 / (gap * gap) * root * root).rounded(.up)
    }
    guard length * count <= Double(Self.limit) || length > rounds else {
      throw InvalidSettings(
        "window",
        "\(counted: problem.armCount, "window") of \(length) rewards need more than \(Self.limit) numbers of memory")
    }
    let limit = threshold ?? (length * level / 2).squareRoot()
    let tuned = count * Double(changes) * (2 * limit + 3 * length.squareRoot()) / (2 * rounds)
    let share = mixing ?? min(1, tuned.squareRoot())
    self.threshold = limit
    self.mixing = share
    period = share > 0 ? Int(min(1e18, max(count, (count / share).rounded(.down)))) : Int.max
    // A window that the whole run cannot fill is never compared.
    self.window = Int(min(length, 1e18))
    recent = length > rounds ? [] : Array(repeating: 0, count: problem.armCount * self.window)
    arms = ForgettableArms(armCount: problem.armCount)
    differences = Array(repeating: 0, count: problem.armCount)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let turn = (round - tau - 1) % period
    if mixing > 0, turn < arms.pulls.count { return turn }
    return arms.highestBound(squaredWidth: 2 * .log(Double(round - tau)))
  }

  /// Updates the arm and its window; restarts if the halves differ by much.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    let pull = arms.pulls[arm]
    arms.observe(reward, of: arm)
    guard !recent.isEmpty else { return }
    let row = arm * window
    let place = row + pull % window
    let half = window / 2
    // The oldest reward leaves, the one in the middle changes sides.
    let leaving = pull >= window ? recent[place] : 0
    let crossing = pull >= half ? recent[row + (pull - half) % window] : 0
    differences[arm] += reward - 2 * crossing + leaving
    recent[place] = reward
    guard pull + 1 >= window, abs(differences[arm]) > threshold else { return }
    restarts.append(Restart(round: round))
    tau = round
    for other in differences.indices {
      arms.forget(other)
      differences[other] = 0
    }
  }
}
