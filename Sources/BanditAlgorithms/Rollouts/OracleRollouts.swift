import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Rolls out the best batch of every round; told how probabilities follow from batches.
public struct OracleRollouts: RolloutsLearner, Yardstick, SuccessEstimating {
  public static let card = AlgorithmCard(
    id: "oracle-rollouts", family: .rollouts,
    summary: "Rolls out the best batch of every round; told all probabilities.",
    setting: "Told the truth of its instance; a yardstick, not a learner.",
    rule: [
      "Selection: the B prompts with the smallest (p_i - g*)^2, p_i the present probabilities.",
      "Budgets: the allocation with the largest sum of Value(N_i, p_i).",
      "Then the ability of its own copy of the pool grows by the successes that it sees.",
    ],
    swift: "OracleRollouts(problem, truth: truth)",
    guarantee: "A dynamic regret of 0 in every run.",
    complexity: "O(N + B log N) per round; O(budget log N) for budgets.", randomness: "None.",
    numerics: "Ties go to the lowest index.", deviations: "None.",
    guide:
      """
      What knowing all probabilities is worth. It takes the best batch of every round, which need not be the best way for \
      the ability to grow.
      """,
    reference: "Folklore.")

  private let problem: RolloutsProblem
  private var truth: PromptTruth
  private var allocation: RolloutAllocation?
  private var heap: RankHeap
  private var counts: [Int]

  public init(settings: Settings, problem: RolloutsProblem, truth: PromptTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the learner: `OracleRollouts(problem, truth: truth)`.
  ///
  /// - Precondition: the truth is that of the problem.
  public init(_ problem: RolloutsProblem, truth: PromptTruth) {
    precondition(problem.promptCount == truth.promptCount, "the truth is of another pool")
    self.problem = problem
    self.truth = truth
    allocation = try? problem.requireBudgets(for: Self.card.id)
    heap = RankHeap(capacity: problem.promptCount)
    counts = Array(repeating: 0, count: problem.promptCount)
  }

  public mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
    switch problem.terms {
    case .selection(let size, let rollouts, let target):
      let p = truth.probabilities
      heap.fill(p.count) { 0 - (p[$0] - target) * (p[$0] - target) }
      for _ in 0..<size { batch.add(heap.removeFirst(), rollouts: rollouts) }
    case .budgets:
      allocation?.write(into: &counts) { truth.probabilities[$0] }
      for (prompt, count) in counts.enumerated() { batch.add(prompt, rollouts: count) }
    }
  }

  /// Trains its copy of the pool.
  public mutating func observe(_ batch: RolloutBatch, at round: Int) { truth.learn(from: batch) }

  /// The truth.
  public func successEstimate(of prompt: Int) -> Double? { truth.probabilities[prompt] }
}
