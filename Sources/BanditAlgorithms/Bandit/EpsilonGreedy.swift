import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Explores with a fixed or decaying probability, else pulls the arm with the highest estimate.
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
  /// `initialValue` of scenario files.
  public static let initialValue = ActionValues.initialValue
  /// `stepSize` of scenario files; `nil` is `1/n`.
  public static let stepSize = ActionValues.stepSize
  /// `firstPulls` of scenario files.
  public static let firstPulls = ActionValues.firstPulls

  public static let card = AlgorithmCard(
    id: "epsilon-greedy", family: .bandit,
    summary: "With probability epsilon a uniform arm, else the arm with the highest estimate.",
    setting: "Stochastic rewards; with a constant step size their means may change.",
    rewards: .settings(
      """
      Free with firstPulls of 1 or more and the step size 1/n: all rewards times a positive number, or plus any number, \
      lead to the same choices. Else `initialValue` is in the unit of rewards.
      """),
    rule: [
      "Each arm firstPulls times, in turns in index order; then",
      "with probability epsilon_t A_t uniform on the arms, else A_t = argmax_a Q_a.",
      "epsilon_t = epsilon (decay none) or min(1, (K ln t / t)^(1/3)) (decay textbook),",
      "t the round about to be played, with the rounds of `start`.",
      "Q_a = initialValue before the first reward; with the reward R of arm a,",
      "Q_a = mean of the rewards of a (stepSize 1/n) or Q_a + stepSize (R - Q_a).",
    ],
    parameters: [
      epsilon, decay, TieBreaking.parameter, initialValue, stepSize, firstPulls, EarlierPulls.parameter,
    ],
    example: ["epsilon": 0.05, "stepSize": 0.1],
    swift: "try EpsilonGreedy(problem, epsilon: 0.05, stepSize: 0.1)",
    guarantee:
      """
      decay none: expected pseudo-regret grows linearly, by at least epsilon times the mean gap per round after the \
      first pulls. decay textbook with stepSize 1/n, firstPulls 1 and no `start`: t^(2/3) O(K ln t)^(1/3) at every t, \
      for rewards in [0, 1] whose means are fixed (Slivkins 2019, 1.6). None for other settings.
      """,
    complexity:
      """
      O(1) per round, and O(K) when the arm with the highest estimate falls behind another one or is overtaken; with ties \
      `random` O(K), O(1) when it explores.
      """,
    randomness: "One uniform per round (none when epsilon_t is 0), one integer when exploring or breaking a tie.",
    numerics: "Means are sums divided by counts.",
    deviations:
      "By default every arm is pulled once first; Sutton and Barto's agent has firstPulls 0 and ties `random`.",
    guide:
      """
      A baseline; greedy (epsilon 0) shows how often pure exploitation fails forever, and decay textbook what \
      exploring blindly costs at best. ucb1 needs no more tuning and has logarithmic regret. A constant step size for \
      means that drift; with an initialValue above all rewards it is the textbook's optimistic greedy, which explores \
      at the start only. firstPulls n is n pulls each, then greedy that goes on learning (explore-then-commit does not).
      """,
    reference:
      """
      R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2018, sections 2.4 to 2.6; A. Slivkins, \
      Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 1.2.
      """,
    acceptsDelays: true, acceptsAbsence: true)

  private let epsilon: Double
  private let decays: Bool
  let ties: TieBreaking
  /// Whether each arm is pulled once first, estimates are means, and nothing is known before.
  let isPlain: Bool
  private var arms: ActionValues
  private var leading: LeadingArm

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, epsilon: settings[Self.epsilon], decay: settings[Self.decay], ties: settings[TieBreaking.parameter],
      initialValue: settings[Self.initialValue], stepSize: settings[Self.stepSize],
      firstPulls: settings[Self.firstPulls], start: settings[EarlierPulls.parameter])
  }

  /// Creates the policy: `EpsilonGreedy(problem, epsilon: 0.05)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, epsilon: Double = Self.epsilon.default, decay: Decay = Self.decay.default,
    ties: TieBreaking = TieBreaking.parameter.default, initialValue: Double = Self.initialValue.default,
    stepSize: Double? = Self.stepSize.default, firstPulls: Int = Self.firstPulls.default,
    start: EarlierPulls? = EarlierPulls.parameter.default
  ) throws(InvalidSettings) {
    try Self.epsilon.check(epsilon)
    self.epsilon = epsilon
    decays = decay == .textbook
    self.ties = ties
    isPlain = stepSize == nil && firstPulls == 1 && start == nil
    arms = try ActionValues(
      problem, initialValue: initialValue, stepSize: stepSize, firstPulls: firstPulls, start: start)
    leading = LeadingArm(of: arms.estimates)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextForcedArm() { return arm }
    let probability = explorationProbability(at: round)
    if probability > 0 && noise.uniform() < probability { return noise.integer(below: arms.pulls.count) }
    return ties == .lowest ? leading.arm : ties.argmax(arms.estimates, noise: &noise)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextForcedArm(among: present) { return arm }
    let probability = explorationProbability(at: round)
    if probability > 0 && noise.uniform() < probability {
      return present.arms[noise.integer(below: present.arms.count)]
    }
    return ties.argmax(among: present.arms, noise: &noise) { arms.estimates[$0] }
  }

  /// The probability of a uniform arm.
  func explorationProbability(at round: Int) -> Double {
    guard decays else { return epsilon }
    let time = Double(arms.earlier + round)
    return min(1, Double.cbrt(Double(arms.pulls.count) * .log(time) / time))
  }

  /// Moves the estimate of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(reward, of: arm)
    leading.update(arms.estimates, changed: arm)
  }

  /// Takes over what another copy has seen.
  mutating func resume(pulls: [Int], sums: [Double]) {
    arms.resume(pulls: pulls, sums: sums)
    leading = LeadingArm(of: arms.estimates)
  }
}
