import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Stochastic gradient ascent on preferences, whose exponentials are the odds of the arms.
public struct GradientBandit: BanditLearner, Configurable, Caveated {
  /// `stepSize` of scenario files; `nil` where it is left out.
  public static let stepSize = Parameter.number(
    "stepSize", "How far preferences move: alpha.", .closed(1e-100...1e100),
    absent: """
      0.1 divided by the width of the interval that holds the environment's rewards (0.1 where that lies in [0, 1]); \
      unbounded, divided by the standard deviation of its normal noise; 0.1, with a warning, where neither is known
      """, unit: "1/reward")
  /// `baseline` of scenario files.
  public static let baseline = Parameter.flag(
    "baseline", "Whether rewards are compared with the average of all before; else with 0.", default: true,
    why: "without it, preferences depend on where 0 is")

  public static let card = AlgorithmCard(
    id: "gradient-bandit", family: .bandit,
    summary: "Draws arms by preferences, which follow the gradient of the expected reward.",
    setting: "Stochastic rewards; their means may change slowly.",
    rewards: .settings(
      """
      By `stepSize`, which is in 1 over the unit of rewards; left out it goes by the environment's range, or else by its \
      noise. With the baseline, rewards plus any number lead to the same choices.
      """),
    rule: [
      "H_a = 0; in each round A_t drawn with the probabilities pi_a = exp(H_a) / sum_b exp(H_b);",
      "with the reward R_t, for every arm a: H_a = H_a + alpha (R_t - B_t) (1{a = A_t} - pi_a),",
      "B_t the average of R_1, ..., R_(t-1), and R_1 in round 1 (baseline true), or 0 (baseline false).",
    ],
    parameters: [stepSize, baseline],
    example: ["stepSize": 0.4, "baseline": false],
    swift: "try GradientBandit(problem, stepSize: 0.4, baseline: false)",
    guarantee: "None is claimed.",
    complexity: "O(K) per round: an exponential and a multiply-add an arm.", randomness: "One uniform per round.",
    numerics:
      "Exponentials are relative to the largest preference; preferences are kept between -1e300 and 1e300.",
    deviations:
      """
      None from (2.12) with the average as the second edition words it; early printings count the present reward in.
      """,
    guide:
      """
      To see what policy gradients do where there is nothing but arms, and what a baseline is good for. It may settle \
      on an arm that is not the best one: ucb1 and thompson-gaussian do not.
      """,
    reference:
      "R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2018, section 2.8, equation (2.12).")

  private let stepSize: Double
  private let usesBaseline: Bool
  private var preferences: [Double]
  private var weights: BoltzmannWeights
  private var sum = 0.0
  private var count = 0.0
  public let caveats: [String]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, stepSize: settings[Self.stepSize], baseline: settings[Self.baseline])
  }

  /// Creates the learner: `GradientBandit(problem, stepSize: 0.4, baseline: false)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, stepSize: Double? = Self.stepSize.default, baseline: Bool = Self.baseline.default
  ) throws(InvalidSettings) {
    try Self.stepSize.check(stepSize)
    let scale = try NoiseScale(problem, sigma: nil, unit: 1)
    self.stepSize = stepSize ?? 0.1 / scale.factor
    caveats = stepSize == nil ? scale.caveats(Self.stepSize.name) : []
    usesBaseline = baseline
    preferences = Array(repeating: 0, count: problem.armCount)
    weights = BoltzmannWeights(armCount: problem.armCount)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    weights.set(preferences, temperature: 1)
    return weights.arm(noise: &noise)
  }

  /// Moves all preferences.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let baseline = usesBaseline ? (count > 0 ? sum / count : reward) : 0
    sum += reward
    count += 1
    let step = stepSize * (reward - baseline)
    guard step != 0 else { return }
    for other in preferences.indices {
      let chosen = other == arm ? 1.0 : 0
      let moved = preferences[other] + step * (chosen - weights.probability(of: other))
      preferences[other] = min(1e300, max(-1e300, moved))
    }
  }

  /// pi_a, as of the round played last.
  func probability(of arm: Int) -> Double { weights.probability(of: arm) }
}
