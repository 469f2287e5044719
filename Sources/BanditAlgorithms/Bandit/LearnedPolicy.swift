import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Finds the best arm with a small budget by a policy that was trained on many instances.
public struct LearnedPolicy: BanditLearner, Configurable, Caveated, Recommending {
  public static let card = AlgorithmCard(
    id: "learned-policy", family: .bandit,
    summary:
      "Draws each arm from the scores of a small network that was trained to find the best of five coins with 30 pulls.",
    setting: "Coins, or rewards in a known interval; the horizon is the budget, a few dozen pulls.",
    rewards: .range,
    rule: [
      "Of each arm x = (N / T, mean or 1/2, (T - t + 1) / T, highest mean - mean),",
      "score = b . tanh(W x + c) with 16 hidden units; A_t from the softmax of the scores;",
      "recommended: the pulled arm with the highest mean.",
    ],
    parameters: [UnitRewards.range],
    example: ["range": [0, 1]],
    swift: "try LearnedPolicy(problem, range: 0...1)",
    guarantee:
      """
      None. It was trained against instances of three classes of equal difficulty, and measured: Scenarios/README.md, \
      learned-policy.json.
      """,
    complexity: "O(K) per round, 16 hyperbolic tangents for each arm.", randomness: "One uniform number per round.",
    numerics: "The largest score is taken off before the exponentials. Ties of recommendations: lowest index.",
    deviations:
      """
      In the spirit of the paper: a network of 97 numbers that treats all arms alike, trained by policy gradients on \
      particles of three classes. Nothing of the paper is reproduced.
      """,
    guide:
      """
      For budgets of a few pulls per arm, where asymptotic rules say little. Far from five arms and 30 pulls it was not \
      trained: compare it with top-two-thompson there. Its weights are made by Tests/Reference/learned_policy.py.
      """,
    reference:
      """
      J. Zhang, L. Jain and K. Jamieson, Learning to actively learn: a robust approach, arXiv 2010.15382, 2020.
      """,
    isAnytime: false)

  private static let hidden = LearnedWeights.biases.count

  private let horizon: Double
  private let rewards: UnitRewards
  private var arms: ArmStatistics
  private var scores: [Double]

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, range: settings[UnitRewards.range])
  }

  /// Creates the learner: `LearnedPolicy(problem, range: 0...1)`.
  ///
  /// - Throws: `InvalidSettings` if no range of rewards is known or given.
  public init(
    _ problem: BanditProblem, range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    horizon = Double(problem.horizon)
    arms = ArmStatistics(armCount: problem.armCount)
    scores = Array(repeating: 0, count: problem.armCount)
  }

  public var caveats: [String] { rewards.caveats }

  public var recommendation: Int? { arms.leader }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let left = (horizon - Double(round - 1)) / horizon
    let means = arms.pulls.indices.map { arms.pulls[$0] > 0 ? arms.means[$0] : 0.5 }
    let highest = means.max() ?? 0.5
    for arm in means.indices {
      scores[arm] = Self.score(
        Double(arms.pulls[arm]) / horizon, means[arm], left, highest - means[arm])
    }
    let top = scores.max() ?? 0
    let weights = scores.map { Double.exp($0 - top) }
    var rest = noise.uniform() * weights.reduce(0, +)
    for arm in weights.indices.dropLast() {
      rest -= weights[arm]
      if rest < 0 { return arm }
    }
    return weights.count - 1
  }

  /// Updates the mean of the arm.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    arms.observe(rewards.unit(reward), of: arm)
  }

  /// The score of an arm by its four features; what all arms have in common is left out.
  static func score(_ share: Double, _ mean: Double, _ left: Double, _ gap: Double) -> Double {
    var score = 0.0
    for unit in 0..<hidden {
      let sum =
        LearnedWeights.biases[unit] + share * LearnedWeights.inputs[unit] + mean * LearnedWeights.inputs[hidden + unit]
        + left * LearnedWeights.inputs[2 * hidden + unit] + gap * LearnedWeights.inputs[3 * hidden + unit]
      score += LearnedWeights.outputs[unit] * .tanh(sum)
    }
    return score
  }
}
