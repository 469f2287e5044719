import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Explores with a fixed or decaying probability, else pulls the arm with the highest empirical mean.
public struct EpsilonGreedy: LockstepLearner, Configurable {
  public typealias Lanes = EpsilonGreedyLanes

  /// How the probability of exploring falls.
  public enum Decay: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// As `(K ln t / t)^(1/3)`.
    case textbook
  }

  /// `epsilon` of scenario files.
  public static let epsilon = Parameter.number(
    "epsilon", "The probability of exploring; 0 is greedy. Ignored unless decay is `none`.", .unit, default: 0.1,
    why: "the usual textbook value")
  /// `decay` of scenario files.
  public static let decay = Parameter.choice(
    "decay", "`none`: epsilon forever; `textbook`: (K ln t / t)^(1/3), whatever epsilon.", default: Decay.none,
    why: "the plain form")

  public static let card = AlgorithmCard(
    id: "epsilon-greedy", family: .bandit,
    summary: "With probability epsilon a uniform arm, else the arm with the highest empirical mean.",
    setting: "Stochastic rewards.",
    rewards: .free,
    rule: [
      "Each arm once in index order; then",
      "with probability epsilon_t A_t uniform on the arms, else A_t = argmax_a mean_a.",
      "epsilon_t = epsilon (decay none) or min(1, (K ln t / t)^(1/3)) (decay textbook),",
      "t the round about to be played.",
    ],
    parameters: [epsilon, decay, TieBreaking.parameter],
    example: ["epsilon": 0.05],
    swift: "try EpsilonGreedy(problem, epsilon: 0.05)",
    guarantee:
      """
      decay none: pseudo-regret grows linearly, at least epsilon times the mean gap per round. decay textbook: \
      t^(2/3) O(K ln t)^(1/3) at every t, for rewards in [0, 1] (Slivkins 2019, 1.6).
      """,
    complexity:
      """
      O(1) per round, and O(K) when the arm with the highest mean falls behind another one or is overtaken; with ties \
      `random` O(K), O(1) when it explores.
      """,
    randomness: "One uniform per round (none when epsilon_t is 0), one integer when exploring or breaking a tie.",
    numerics: "Means are sums divided by counts.", deviations: "Every arm is pulled once first.",
    guide:
      """
      A baseline; greedy (epsilon 0) shows how often pure exploitation fails forever, and decay textbook what \
      exploring blindly costs at best. ucb1 needs no more tuning and has logarithmic regret.
      """,
    reference:
      """
      R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2018, section 2.4; A. Slivkins, \
      Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 1.2.
      """
  )

  private let epsilon: Double
  private let decays: Bool
  let ties: TieBreaking
  private var arms: ArmStatistics
  private var leading: LeadingArm

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, epsilon: settings[Self.epsilon], decay: settings[Self.decay], ties: settings[TieBreaking.parameter])
  }

  /// Creates the policy: `EpsilonGreedy(problem, epsilon: 0.05)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, epsilon: Double = Self.epsilon.default, decay: Decay = Self.decay.default,
    ties: TieBreaking = TieBreaking.parameter.default
  ) throws(InvalidSettings) {
    try Self.epsilon.check(epsilon)
    self.epsilon = epsilon
    decays = decay == .textbook
    self.ties = ties
    arms = ArmStatistics(armCount: problem.armCount)
    leading = LeadingArm(armCount: problem.armCount)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextUnpulledArm() { return arm }
    let probability = explorationProbability(at: round)
    if probability > 0 && noise.uniform() < probability { return noise.integer(below: arms.armCount) }
    return ties == .lowest ? leading.arm : ties.argmax(arms.means, noise: &noise)
  }

  /// The probability of a uniform arm.
  func explorationProbability(at round: Int) -> Double {
    guard decays else { return epsilon }
    let time = Double(round)
    return min(1, Double.cbrt(Double(arms.armCount) * .log(time) / time))
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
    leading.update(arms.means, changed: arm)
  }

  /// Takes over what another copy has seen.
  mutating func resume(pulls: [Int], sums: [Double]) {
    arms = ArmStatistics(pulls: pulls, sums: sums)
    leading = LeadingArm(of: arms.means)
  }
}
