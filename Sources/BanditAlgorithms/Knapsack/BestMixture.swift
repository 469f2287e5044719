import BanditCards
import BanditGames
import BanditStreams

/// Plays the distribution of the benchmark.
public struct BestMixture: KnapsackLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "best-mixture", family: .knapsack,
    summary: "A yardstick: plays the optimal distribution of the benchmark in every round.",
    setting: "Any; told all means.",
    rule: ["A_t ~ D, an optimum of the linear programme, or the best fixed distribution where means change."],
    parameters: [],
    swift: "BestMixture(settings: [:], problem: problem, truth: truth)",
    guarantee: """
      Its mean consumption is that of the programme, so that with coins it stops a little early in half of the runs: a \
      regret of the order of sqrt(T) is what chance alone costs.
      """,
    complexity: "O(K) per round.", randomness: "One uniform per round.",
    numerics: "What the distribution lacks to 1 is the null arm's; without one, weights are divided by their sum.",
    deviations: "None.",
    guide: "What a learner could earn that knew all means; the distance to it is the cost of learning.",
    reference: "A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 10.2.")

  private let mixture: [Double]
  private let total: Double

  public init(settings: Settings, problem: KnapsackProblem, truth: KnapsackTruth) {
    let weights = truth.mixture ?? Array(repeating: 1 / Double(problem.armCount), count: problem.armCount)
    let sum = weights.reduce(0, +)
    mixture = problem.hasNullArm ? weights + [max(0, 1 - sum)] : weights
    total = mixture.reduce(0, +)
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    WeightedDraw.item(at: noise.uniform() * total, of: mixture)
  }

  /// Nothing is learned.
  public mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) {}
}
