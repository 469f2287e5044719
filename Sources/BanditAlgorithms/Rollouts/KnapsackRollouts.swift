import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Shares the budget of an epoch by the success shares of the epoch before: each rollout goes where it adds most.
public struct KnapsackRollouts: RolloutsLearner, Configurable, SuccessEstimating {
  public static let card = AlgorithmCard(
    id: "knapsack-rollouts", family: .rollouts,
    summary: "Shares a budget of rollouts by exact greedy allocation for the success shares of the epoch before.",
    setting: "Budgets for all prompts of a pool, epoch by epoch; probabilities that change slowly.",
    rule: [
      "First epoch: uniform budgets. Then q_i = s_i / N_i of the epoch before and the N with the largest",
      "sum_i (1 - q_i^N_i - (1 - q_i)^N_i) q_i (1 - q_i)^2, sum N_i = budget, low <= N_i <= high.",
      "Greedy: all begin with low; each further rollout to the largest increment (q^N (1 - q) + (1 - q)^N q) q (1 - q)^2.",
      "What prompts with 0 < q < 1 cannot take goes in turn to those with q = 0, then to those with q = 1.",
    ],
    swift: "try KnapsackRollouts(problem)",
    guarantee:
      """
      The allocation is the best one for its estimates q: increments strictly decrease, so that greedy is exact. None for \
      the probabilities themselves.
      """,
    complexity: "O(budget log N) per epoch.", randomness: "None.",
    numerics: "Powers that underflow are 0, as is what they are worth. Ties go to the lowest index.",
    deviations:
      """
      In the spirit of the source, whose value function and constants are given from general knowledge; that greedy is exact \
      is this package's own remark.
      """,
    guide:
      """
      Where prompts differ much in difficulty: uniform budgets spend most rollouts on prompts whose outcomes are all alike. \
      Shares of a few rollouts are coarse: of a prompt that only failed the epoch before it expects nothing, and gives it \
      `low`, which has to be enough to know better next time. With 2 it falls below uniform-rollouts.
      """,
    reference: "In the spirit of Z. Li et al., Knapsack RL, arXiv 2509.25849.")

  private var allocation: RolloutAllocation
  private var counts: [Int]
  private var shares: [Double]
  private var isFirst = true

  public init(settings: Settings, problem: RolloutsProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    try self.init(problem)
  }

  /// Creates the learner: `KnapsackRollouts(problem)`.
  ///
  /// - Throws: `InvalidSettings` where prompts are selected.
  public init(_ problem: RolloutsProblem) throws(InvalidSettings) {
    allocation = try problem.requireBudgets(for: Self.card.id)
    counts = Array(repeating: 0, count: problem.promptCount)
    shares = Array(repeating: .nan, count: problem.promptCount)
  }

  public mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
    if isFirst { allocation.writeEvenly(into: &counts) } else { allocation.write(into: &counts) { shares[$0] } }
    for (prompt, count) in counts.enumerated() { batch.add(prompt, rollouts: count) }
  }

  /// Keeps the shares of successes.
  public mutating func observe(_ batch: RolloutBatch, at round: Int) {
    isFirst = false
    for (place, prompt) in batch.prompts.enumerated() {
      shares[prompt] = Double(batch.successes[place]) / Double(batch.rollouts[place])
    }
  }

  /// The share of successes in the epoch before; none in the first.
  public func successEstimate(of prompt: Int) -> Double? { isFirst ? nil : shares[prompt] }
}
