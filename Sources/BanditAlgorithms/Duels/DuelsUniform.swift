import BanditCards
import BanditGames
import BanditStreams

/// Lets two arms duel at random.
public struct DuelsUniform: DuelsLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "uniform", family: .duels,
    summary: "Lets two arms duel that are drawn at random, each of its own.",
    setting: "Any.",
    rule: ["i_t and j_t uniform on the arms, independently."],
    swift: "DuelsUniform(problem)",
    guarantee: "Average and Borda regret exactly t times the mean gap of an arm, in expectation.",
    complexity: "O(1) per round.", randomness: "Two uniform integers per round.",
    numerics: "Nothing is computed.", deviations: "None.",
    guide: "The floor: an algorithm above this line has learned nothing.",
    reference: "Folklore.")

  private let armCount: Int

  public init(settings: Settings, problem: DuelsProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `DuelsUniform(problem)`.
  public init(_ problem: DuelsProblem) { armCount = problem.armCount }

  public mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
    let first = noise.integer(below: armCount)
    return DuelPair(first, noise.integer(below: armCount))
  }

  /// Nothing is learned.
  public mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {}
}
