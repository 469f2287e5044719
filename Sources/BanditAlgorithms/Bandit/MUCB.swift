import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// M-UCB: UCB with a comparison of the two halves of a window (Cao, Wen, Kveton and Xie 2019).
public struct MUCB: BanditLearner, Configurable, Restarting {
  public static let card = AlgorithmCard(
    id: "m-ucb", family: .bandit,
    summary: "UCB1 that restarts when the sums of the two halves of an arm's last rewards differ by much.",
    setting: "Rewards in [0, 1] whose means change a few times by some least amount.",
    rule: """
      With tau the round of the latest restart (0 at first) and j = t - tau - 1: if j mod floor(K / mixing) < K that \
      arm; else the lowest arm without a pull since tau, or A_t = argmax_a mean_a + sqrt(2 ln(t - tau) / n_a). When the \
      arm pulled has w pulls since tau and the sums of its last w / 2 rewards and of the w / 2 before differ by more \
      than b, everything is forgotten and tau = t. auto: w = (4 / gap^2) (sqrt(ln(2 K T^2)) + sqrt(ln(2 T)))^2, rounded \
      up to an even number, b = sqrt(w ln(2 K T^2) / 2), mixing = sqrt(K changes (2 b + 3 sqrt(w)) / (2 T)), at most 1.
      """,
    parameters: [
      AnyParameter(
        "gap", "The least change of a mean to be found, for the window `auto`.",
        .number(NumberRange(lower: .included(0.001), upper: .included(1))), default: .value(.number(0.5)),
        unit: "reward", why: "smaller ones ask for windows that take most of usual horizons"),
      AnyParameter(
        "changes", "How many changes to expect, for `mixing`.", .whole(0...1_000_000_000), default: .value(.whole(1)),
        why: "the least that makes detection worth while"),
      AnyParameter(
        "window", "The number of rewards w that are compared, or `auto`.",
        .either([.whole(2...100_000_000), .choice(["auto"])]), default: .value(.text("auto")), unit: "rewards",
        why: "the tuning of the proof"),
      AnyParameter(
        "threshold", "By how much the sums must differ, b, or `auto`.",
        .either([.choice(["auto"]), .number(.positive)]), default: .value(.text("auto")), unit: "reward",
        why: "the tuning of the proof"),
      AnyParameter(
        "mixing", "The share of rounds in which arms take turns, or `auto`; 0 for none.",
        .either([.choice(["auto"]), .number(.unit)]), default: .value(.text("auto")), why: "the tuning of the proof"),
    ],
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
  private var pulls: [Int]
  private var sums: [Double]
  /// The last `window` rewards of arm a at `a * window + (pull mod window)`.
  private var recent: [Double]
  /// For each arm, the sum of the last half window, less that of the half before.
  private var differences: [Double]

  /// Windows take up this much room at most, in numbers.
  private static let limit = 100_000_000

  /// Creates the policy.
  ///
  /// - Throws: `InvalidSettings` if rewards are not known to lie in [0, 1], or the windows do not fit into memory.
  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    try problem.requireUnitRewards(for: Self.card.id)
    let (count, rounds) = (Double(problem.armCount), Double(problem.horizon))
    let level = Double.log(2 * count * rounds * rounds)
    let length: Double
    if case .whole(let whole)? = settings["window"] {
      guard whole.isMultiple(of: 2) else {
        throw InvalidSettings("window", "found \(whole); accepted: an even number, as halves are compared")
      }
      length = Double(whole)
    } else {
      let gap = settings.number("gap")
      let root = level.squareRoot() + .log(2 * rounds).squareRoot()
      length = 2 * (2 / (gap * gap) * root * root).rounded(.up)
    }
    guard length * count <= Double(Self.limit) || length > rounds else {
      throw InvalidSettings(
        "window", "\(problem.armCount) windows of \(length) rewards need more than \(Self.limit) numbers of memory")
    }
    threshold = settings["threshold"]?.asNumber ?? (length * level / 2).squareRoot()
    let tuned = count * Double(settings.whole("changes")) * (2 * threshold + 3 * length.squareRoot()) / (2 * rounds)
    mixing = settings["mixing"]?.asNumber ?? min(1, tuned.squareRoot())
    period = mixing > 0 ? Int(min(1e18, max(count, (count / mixing).rounded(.down)))) : Int.max
    // A window that the whole run cannot fill is never compared.
    window = Int(min(length, 1e18))
    recent = length > rounds ? [] : Array(repeating: 0, count: problem.armCount * window)
    pulls = Array(repeating: 0, count: problem.armCount)
    sums = Array(repeating: 0, count: problem.armCount)
    differences = sums
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let turn = (round - tau - 1) % period
    if mixing > 0, turn < pulls.count { return turn }
    let squared = 2 * .log(Double(round - tau))
    var best = 0
    var highest = -Double.infinity
    for arm in pulls.indices {
      if pulls[arm] == 0 { return arm }
      let count = Double(pulls[arm])
      let index = sums[arm] / count + (squared / count).squareRoot()
      if index > highest {
        highest = index
        best = arm
      }
    }
    return best
  }

  /// Updates the arm and its window; restarts if the halves differ by much.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let pull = pulls[arm]
    pulls[arm] = pull + 1
    sums[arm] += reward
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
    for other in pulls.indices {
      pulls[other] = 0
      sums[other] = 0
      differences[other] = 0
    }
  }
}
