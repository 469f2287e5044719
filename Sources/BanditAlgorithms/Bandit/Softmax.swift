import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Boltzmann exploration: arms are drawn with probabilities in proportion to exponentials of their estimates.
public struct Softmax: BanditLearner, Configurable, Caveated {
  /// How the temperature falls.
  public enum Annealing: String, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// As 1 / (1 + ln t).
    case logarithmic
    /// As 1 / sqrt(t).
    case inverseRoot = "inverse-root"
    /// As 1 / t.
    case inverse
  }

  /// `temperature` of scenario files; `nil` where it is left out.
  public static let temperature = Parameter.number(
    "temperature",
    "How far below the highest estimate an arm may be and still be drawn often: at a distance of one temperature with "
      + "exp(-1) times its probability.",
    .closed(1e-100...1e100),
    absent: """
      0.1 times the width of the interval that holds the environment's rewards (0.1 where that lies in [0, 1]); \
      unbounded, 0.1 times the standard deviation of its normal noise; 0.1, with a warning, where neither is known
      """, unit: "reward")
  /// `annealing` of scenario files.
  public static let annealing = Parameter.choice(
    "annealing",
    """
    What the temperature is multiplied by in round t: `none`, 1; `logarithmic`, 1 / (1 + ln t); `inverse-root`, \
    1 / sqrt(t); `inverse`, 1 / t.
    """, default: Annealing.none, why: "the plain form")
  /// `initialValue` of scenario files.
  public static let initialValue = ActionValues.initialValue
  /// `stepSize` of scenario files; `nil` is `1/n`.
  public static let stepSize = ActionValues.stepSize
  /// `firstPulls` of scenario files.
  public static let firstPulls = ActionValues.firstPulls

  public static let card = AlgorithmCard(
    id: "softmax", family: .bandit,
    summary: "Draws arms with probabilities in proportion to exponentials of their estimates.",
    setting: "Stochastic rewards; with a constant step size their means may change.",
    rewards: .settings(
      """
      By `temperature`, which is in the unit of rewards; left out it goes by the environment's range, or else by its \
      noise. With firstPulls of 1 or more and the step size 1/n, rewards plus any number lead to the same choices; else \
      `initialValue` is in the unit of rewards, too.
      """),
    rule: [
      "Each arm firstPulls times, in turns in index order; then",
      "A_t drawn with the probabilities exp(Q_a / tau_t) / sum_b exp(Q_b / tau_t),",
      "tau_t = temperature, or that over 1 + ln t (logarithmic), sqrt(t) (inverse-root) or t (inverse),",
      "t the round about to be played, with the rounds of `start`.",
      "Q_a = initialValue before the first reward; with the reward R of arm a,",
      "Q_a = mean of the rewards of a (stepSize 1/n) or Q_a + stepSize (R - Q_a).",
    ],
    parameters: [temperature, annealing, initialValue, stepSize, firstPulls, EarlierPulls.parameter],
    example: ["temperature": 0.1, "annealing": "logarithmic"],
    swift: "try Softmax(problem, temperature: 0.1, annealing: .logarithmic)",
    guarantee:
      """
      None. A constant temperature has linear regret, and no schedule that all arms share is good on every instance \
      (N. Cesa-Bianchi, C. Gentile, G. Lugosi and G. Neu, Boltzmann exploration done right, NeurIPS 2017).
      """,
    complexity: "O(K) per round: an exponential an arm.", randomness: "One uniform per round; none in first pulls.",
    numerics: "Exponentials are relative to the largest estimate; exponents below -800 count as -800, which is 0.",
    deviations: "By default every arm is pulled once first; firstPulls 0 begins with the initial values.",
    guide:
      """
      A baseline of textbooks, whose temperature has to be set to the gaps: too high it never stops exploring, too low \
      it is greedy. ucb1 and thompson-beta need no such constant; exp3 is what exponentials are for against adversaries.
      """,
    reference:
      """
      R. S. Sutton and A. G. Barto, Reinforcement Learning, 1998, section 2.3; J. Vermorel and M. Mohri, \
      Multi-armed bandit algorithms and empirical evaluation, ECML 2005 (the schedule inverse).
      """, acceptsDelays: true, acceptsAbsence: true)

  private let temperature: Double
  private let annealing: Annealing
  private var arms: ActionValues
  private var weights: BoltzmannWeights
  public let caveats: [String]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, temperature: settings[Self.temperature], annealing: settings[Self.annealing],
      initialValue: settings[Self.initialValue], stepSize: settings[Self.stepSize],
      firstPulls: settings[Self.firstPulls], start: settings[EarlierPulls.parameter])
  }

  /// Creates the learner: `Softmax(problem, temperature: 0.1, annealing: .inverse)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or earlier pulls do not fit the
  ///   arms.
  public init(
    _ problem: BanditProblem, temperature: Double? = Self.temperature.default,
    annealing: Annealing = Self.annealing.default, initialValue: Double = Self.initialValue.default,
    stepSize: Double? = Self.stepSize.default, firstPulls: Int = Self.firstPulls.default,
    start: EarlierPulls? = EarlierPulls.parameter.default
  ) throws(InvalidSettings) {
    try Self.temperature.check(temperature)
    let scale = try NoiseScale(problem, sigma: nil, unit: 1)
    self.temperature = temperature ?? 0.1 * scale.factor
    caveats = temperature == nil ? scale.caveats(Self.temperature.name) : []
    self.annealing = annealing
    arms = try ActionValues(
      problem, initialValue: initialValue, stepSize: stepSize, firstPulls: firstPulls, start: start)
    weights = BoltzmannWeights(armCount: problem.armCount)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextForcedArm() { return arm }
    weights.set(arms.estimates, temperature: temperature(at: arms.earlier + round))
    return weights.arm(noise: &noise)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    if let arm = arms.nextForcedArm(among: present) { return arm }
    weights.set(arms.estimates, among: present, temperature: temperature(at: arms.earlier + round))
    return weights.arm(noise: &noise)
  }

  /// tau_t.
  func temperature(at round: Int) -> Double {
    let time = Double(round)
    return switch annealing {
    case .none: temperature
    case .logarithmic: temperature / (1 + .log(time))
    case .inverseRoot: temperature / time.squareRoot()
    case .inverse: temperature / time
    }
  }

  /// Moves the estimate of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { arms.observe(reward, of: arm) }
}
