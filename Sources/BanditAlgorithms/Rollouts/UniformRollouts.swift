import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Rolls out a uniformly random batch, or shares a budget evenly.
public struct UniformRollouts: RolloutsLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "uniform-rollouts", family: .rollouts,
    summary: "Rolls out a uniformly random batch; shares a budget evenly.",
    setting: "Any.",
    rule: [
      "Selection: a uniform draw of B prompts without replacement, independently in each round.",
      "Budgets: the same for all prompts; what is left over, one each to the first ones.",
    ],
    swift: "UniformRollouts(problem)",
    guarantee: "None.",
    complexity: "O(B) per round.", randomness: "B integers per round; none for budgets.",
    numerics: "Nothing is computed.", deviations: "None.", guide: "The line above which nothing has been learned.",
    reference: "Folklore.")

  private let terms: RolloutTerms
  /// All prompts in any order, or their budgets.
  private var numbers: [Int]

  public init(settings: Settings, problem: RolloutsProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `UniformRollouts(problem)`.
  public init(_ problem: RolloutsProblem) {
    terms = problem.terms
    numbers = Array(0..<problem.promptCount)
    if let allocation = try? problem.requireBudgets(for: Self.card.id) { allocation.writeEvenly(into: &numbers) }
  }

  public mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
    switch terms {
    case .selection(let size, let rollouts, _):
      // Whatever order the last round left, a partial shuffle of it is uniform.
      for place in 0..<size {
        numbers.swapAt(place, place + noise.integer(below: numbers.count - place))
        batch.add(numbers[place], rollouts: rollouts)
      }
    case .budgets:
      for (prompt, budget) in numbers.enumerated() { batch.add(prompt, rollouts: budget) }
    }
  }

  /// Nothing is learned.
  public mutating func observe(_ batch: RolloutBatch, at round: Int) {}
}
