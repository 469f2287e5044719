import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// UCB1 whose arms are watched by R-BOCPD (after Alami 2022).
public struct RBOCPDUCB: BanditLearner, Configurable, Restarting, Caveated {
  /// `exploration` of scenario files.
  public static let exploration = Parameter.number(
    "exploration", "The factor of the squared bonus; 0 is greedy.", .nonNegative, default: 1, why: "that of ucb1")

  public static let card = AlgorithmCard(
    id: "r-bocpd-ucb", family: .bandit,
    summary: "UCB1 that forgets an arm when a Bayesian change-point detector says that its rewards have changed.",
    setting: "Rewards of a known range whose means change a few times, of all arms or of some.",
    rewards: .range,
    rule: [
      "With probability mixing a uniformly random arm;",
      "else A_t = argmax_a mean_a + sqrt(2 exploration ln(n) / n_a), arms without a pull first,",
      "with n_a and mean_a of the pulls since the arm was last cleared and n the sum of the n_a.",
      "The reward goes to the arm's detector: an alarm clears the arm (reset local) or all of them.",
    ],
    parameters: [exploration] + ArmDetectors.parameters,
    example: ["mixing": 0, "hazard": "inverse-square"],
    swift: "try RBOCPDUCB(problem, mixing: 0, hazard: .inverseSquare)",
    guarantee: """
      None stated for this index; for its twin r-bocpd-ts the paper has O(c ln T / min kl + sqrt(K c T)) for c \
      segments (Alami 2022).
      """,
    complexity: "O(K) per round, and for the detector of the arm pulled what r-bocpd takes (less than a microsecond).",
    randomness: "Two uniforms per round; one where mixing is 0.",
    numerics: "The detector works in logarithms; see the deviations for rewards between 0 and 1.",
    deviations: """
      The paper's index is a Beta posterior's sample or quantile; with UCB1 the scheme is the same. Rewards strictly \
      between 0 and 1 are shown to the detector as the toss of a coin. The paper does not state its eta.
      """,
    guide: """
      Against changes that are large and not too frequent; r-bocpd-ts has less regret on coins. With mixing 0 it finds \
      only changes of arms that it plays, which is often the better bargain.
      """,
    reference: """
      R. Alami, Bayesian change-point detection for bandit feedback in non-stationary environments, ACML 2022 (PMLR \
      189), algorithm 1; the detector: R. Alami, M. Mahfoud and E. Moulines, CoLLAs 2023 (arXiv 2304.00232).
      """,
    isAnytime: false, metrics: RestartReview.metrics)

  private let factor: Double
  private var detectors: ArmDetectors
  private var arms: ForgettableArms

  public var restarts: [Restart] { detectors.restarts }

  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, exploration: settings[Self.exploration],
      mixing: settings[ArmDetectors.mixing], changes: settings[ArmDetectors.changes],
      hazard: ChangeHazard(settings: settings, horizon: problem.horizon), reset: settings[ArmDetectors.reset],
      search: settings[RBOCPDDetector.Search.parameter], range: settings[UnitRewards.range])
  }

  /// What the detectors of all arms remember.
  public func historyBytes(problem: BanditProblem) -> Int {
    detectors.byteCount(observations: problem.horizon)
  }

  /// Creates the learner: `RBOCPDUCB(problem, mixing: 0, hazard: .inverseSquare)`.
  ///
  /// - Parameter hazard: how much evidence an alarm takes; `nil` for the weight 1/T.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, exploration: Double = Self.exploration.default,
    mixing: Double? = ArmDetectors.mixing.default, changes: Int = ArmDetectors.changes.default,
    hazard: ChangeHazard? = nil, reset: ArmDetectors.Reset = ArmDetectors.reset.default,
    search: RBOCPDDetector.Search = RBOCPDDetector.Search.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.exploration.check(exploration)
    factor = 2 * exploration
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    detectors = try ArmDetectors(
      problem, mixing: mixing, changes: changes, hazard: hazard, reset: reset, search: search)
    arms = ForgettableArms(armCount: problem.armCount)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = detectors.exploration(noise: &noise) { return arm }
    return arms.highestBound(squaredWidth: factor * .log(max(1, Double(arms.total))))
  }

  /// Updates the arm, and clears it or all of them at an alarm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    arms.observe(reward, of: arm)
    switch detectors.observe(reward: reward, of: arm, at: round) {
    case .quiet: break
    case .arm: arms.forget(arm)
    case .all: for other in arms.pulls.indices { arms.forget(other) }
    }
  }
}
