import BanditCards
import BanditGames
import BanditStreams

/// Thompson sampling whose arms are watched by R-BOCPD: Bayesian-CPD-TS (Alami 2022).
public struct RBOCPDTS: BanditLearner, Configurable, Restarting, Caveated {
  public static let card = AlgorithmCard(
    id: "r-bocpd-ts", family: .bandit,
    summary: """
      Thompson sampling that forgets an arm when a Bayesian change-point detector says that its rewards have changed.
      """,
    setting:
      "Rewards 0 or 1, or the ends of a known range (between: fractions of a success), whose means change a few times.",
    rewards: .range,
    rule: [
      "With probability mixing a uniformly random arm;",
      "else A_t = argmax_a theta_a with theta_a ~ Beta(1 + S_a, 1 + F_a),",
      "of the successes and failures since the arm was last cleared.",
      "The reward goes to the arm's detector: an alarm clears the arm (reset local) or all of them.",
    ],
    parameters: ArmDetectors.parameters,
    example: ["mixing": 0, "search": "dyadic"],
    swift: "try RBOCPDTS(problem, mixing: 0, search: .dyadic)",
    guarantee: "Regret O(c ln T / min kl + sqrt(K c T)) for c segments (Alami 2022, corollary 1).",
    complexity:
      "K beta draws per round, and for the detector of the arm pulled what r-bocpd takes (less than a microsecond).",
    randomness: "K beta draws and two uniforms per round (one where mixing is 0).",
    numerics: "The detector works in logarithms; see the deviations for rewards between 0 and 1.",
    deviations: """
      The paper does not state its eta; 1/T is that of the authors' released code for the detector. Rewards strictly \
      between 0 and 1 are shown to the detector as the toss of a coin.
      """,
    guide: """
      The best of the policies that detect changes, on coins. Forced exploration at the paper's rate is the larger \
      part of its cost where the best arm's own changes give the others away: try mixing 0.
      """,
    reference: """
      R. Alami, Bayesian change-point detection for bandit feedback in non-stationary environments, ACML 2022 (PMLR \
      189), algorithm 1; the detector: R. Alami, M. Mahfoud and E. Moulines, CoLLAs 2023 (arXiv 2304.00232).
      """,
    isAnytime: false, metrics: RestartReview.metrics)

  private var arms: ArmDetectors
  private var posteriors: BetaPosteriors

  public var restarts: [Restart] { arms.restarts }

  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem,
      mixing: settings[ArmDetectors.mixing], changes: settings[ArmDetectors.changes],
      hazard: ChangeHazard(settings: settings, horizon: problem.horizon), reset: settings[ArmDetectors.reset],
      search: settings[RBOCPDDetector.Search.parameter], range: settings[UnitRewards.range])
  }

  /// What the detectors of all arms remember.
  public func historyBytes(problem: BanditProblem) -> Int {
    arms.byteCount(observations: problem.horizon)
  }

  /// Creates the learner: `RBOCPDTS(problem, mixing: 0, hazard: .inverseSquare)`.
  ///
  /// - Parameter hazard: how much evidence an alarm takes; `nil` for the weight 1/T.
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the range of rewards is
  ///   not known.
  public init(
    _ problem: BanditProblem, mixing: Double? = ArmDetectors.mixing.default,
    changes: Int = ArmDetectors.changes.default,
    hazard: ChangeHazard? = nil, reset: ArmDetectors.Reset = ArmDetectors.reset.default,
    search: RBOCPDDetector.Search = RBOCPDDetector.Search.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    arms = try ArmDetectors(
      problem, mixing: mixing, changes: changes, hazard: hazard, reset: reset, search: search)
    posteriors = BetaPosteriors(armCount: problem.armCount)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.exploration(noise: &noise) { return arm }
    return posteriors.arm(noise: &noise)
  }

  /// Updates the posterior of the arm; at an alarm the arm, or all of them, have the prior again.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    posteriors.observe(reward, of: arm)
    switch arms.observe(reward: reward, of: arm, at: round) {
    case .quiet: break
    case .arm: posteriors.clear(arm)
    case .all: posteriors.clearAll()
    }
  }
}
