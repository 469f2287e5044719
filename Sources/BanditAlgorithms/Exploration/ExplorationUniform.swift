import BanditCards
import BanditGames
import BanditStreams

/// Asks all queries in turn.
public struct ExplorationUniform: ExplorationLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "uniform", family: .exploration,
    summary: "Asks all queries in turn: the baseline of every environment of the family.",
    setting: "Any.",
    rule: ["x_t = (t - 1) mod K.", AnswerEstimate.rule],
    swift: "ExplorationUniform(problem)",
    guarantee: "None proved here.",
    complexity: "O(1) per round, and what the answer takes: O(hypotheses), O(d^2).", randomness: "None.",
    numerics: "Posterior weights are kept as logarithms. Ties of answers: the first one.",
    deviations: "None.", guide: "What a rule that asks with a purpose has to beat.", reference: "Folklore.")

  private var estimate: AnswerEstimate

  public init(settings: Settings, problem: ExplorationProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `ExplorationUniform(problem)`.
  public init(_ problem: ExplorationProblem) { estimate = AnswerEstimate(problem) }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    (round - 1) % estimate.counts.count
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    estimate.observe(response, to: query)
  }

  public var answer: [Int] { estimate.answer }
}
