import BanditCards
import BanditGames
import BanditStreams

/// A Bernoulli detector for each arm, forced exploration, and what an alarm clears
/// (R. Alami, Bayesian Change-Point Detection for Bandit Feedback in Non-stationary Environments, ACML 2022,
/// algorithm 1): what policies with R-BOCPD share.
public struct ArmDetectors: Sendable {
  /// What an alarm clears.
  public enum Reset: String, Sendable, CaseIterable {
    /// The arm that raised it.
    case local
    /// All arms.
    case all
  }

  /// `mixing` of scenario files; `nil` is `auto`.
  public static let mixing = Parameter.auto(
    "mixing",
    """
    The probability of a uniformly random arm, in search of changes, or `auto`: sqrt(K (changes + 1) / T), at \
    most 1.
    """, .unit, why: "the rate of the paper's bound; 0 may well be better where the arms that are played change")
  /// `changes` of scenario files.
  public static let changes = Parameter.whole(
    "changes", "How many changes to expect, for `mixing`.", 0...1_000_000_000, default: 1,
    why: "the least that makes detection worthwhile")
  /// `reset` of scenario files.
  public static let reset = Parameter.choice(
    "reset", "What an alarm clears: the arm that raised it (`local`) or `all` arms.", default: Reset.local,
    why: "the paper's; arms may change one at a time")

  /// What an observation led to.
  enum Verdict {
    /// Nothing.
    case quiet
    /// The arm's rewards have changed: forget them.
    case arm
    /// Forget those of all arms.
    case all
  }

  private(set) var restarts: [Restart] = []
  private var detectors: [RBOCPDDetector]
  private let clearsAll: Bool
  private let mixing: Double
  /// Makes a coin toss of this round's reward.
  private var threshold = 0.5

  /// The parameters of policies with detectors: `mixing`, `changes`, those of the hazard, `reset`, `search` and
  /// `range`.
  static let parameters: [any CardParameter] =
    [mixing, changes] + ChangeHazard.parameters + [reset, RBOCPDDetector.Search.parameter, UnitRewards.range]

  /// Creates the detectors.
  ///
  /// - Parameter hazard: how much evidence an alarm takes; `nil` for the weight 1/T.
  /// - Throws: `InvalidSettings` if an argument is out of range.
  init(
    _ problem: BanditProblem, mixing: Double? = Self.mixing.default, changes: Int = Self.changes.default,
    hazard: ChangeHazard? = nil, reset: Reset = Self.reset.default,
    search: RBOCPDDetector.Search = RBOCPDDetector.Search.parameter.default
  ) throws(InvalidSettings) {
    try Self.mixing.check(mixing)
    try Self.changes.check(changes)
    let hazard = try (hazard ?? .usual(horizon: problem.horizon)).checked()
    try RBOCPDDetector.Search.parameter.check(search)
    let segments = Double(changes + 1)
    let rate = (Double(problem.armCount) * segments / Double(problem.horizon)).squareRoot()
    self.mixing = mixing ?? min(1, rate)
    clearsAll = reset == .all
    let detector = RBOCPDDetector(symbolCount: 2, hazard: hazard, search: search)
    detectors = Array(repeating: detector, count: problem.armCount)
  }

  /// The arm that forced exploration pulls this round, if it does; to be asked once a round.
  ///
  /// One uniform, and one more unless `mixing` is 0.
  mutating func exploration(noise: inout RoundNoise) -> Int? {
    threshold = noise.uniform()
    guard mixing > 0 else { return nil }
    return WeightedDraw.exploration(at: noise.uniform(), mixing: mixing, count: detectors.count)
  }

  /// Shows a reward to the detector of its arm, as 0 or 1; one in between is rounded by a coin toss.
  ///
  /// - Precondition: the reward is in [0, 1].
  mutating func observe(reward: Double, of arm: Int, at round: Int) -> Verdict {
    guard detectors[arm].observe(symbol(of: reward)) != nil else { return .quiet }
    restarts.append(Restart(round: round, item: clearsAll ? nil : arm))
    guard clearsAll else { return .arm }
    for other in detectors.indices { detectors[other].restart() }
    return .all
  }

  /// The memory of the detectors of all arms after some observations, in bytes, at most.
  func byteCount(observations: Int) -> Int {
    detectors.first?.byteCount(observations: observations, detectors: detectors.count) ?? 0
  }

  /// 1 with a probability of the reward, else 0.
  func symbol(of reward: Double) -> Int { threshold < reward ? 1 : 0 }
}
