import BanditCards
import BanditGames
import BanditStreams

/// Accepts everybody.
public struct AcceptAll: OneSidedLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "accept-all", family: .oneSided,
    summary: "Accepts everybody.",
    setting: "Any with a rule that accepts all.",
    rule: ["h_t(x) = 1."],
    parameters: [],
    example: [:],
    swift: "try AcceptAll(problem)",
    guarantee: "As many errors as there are individuals of label 0; no violation.",
    complexity: "O(1) per round.", randomness: "None.", numerics: "Nothing is computed.", deviations: "None.",
    guide: "Fair by any metric. With reject-all, what a fair learner has to beat.", reference: "Folklore.")

  private let rule: Int
  /// 1 for each individual.
  public let acceptance: [Double]

  public init(settings: Settings, problem: OneSidedProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    try self.init(problem)
  }

  /// Creates the learner: `AcceptAll(problem)`.
  ///
  /// - Throws: `InvalidSettings` if no rule accepts everybody.
  public init(_ problem: OneSidedProblem) throws(InvalidSettings) {
    guard let rule = problem.rules.acceptAll else {
      throw InvalidSettings("", "needs a rule that accepts everybody, which `rules` of the environment does not have")
    }
    self.rule = rule
    acceptance = Array(repeating: 1, count: problem.individualCount)
  }

  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int { rule }

  /// Nothing is learned.
  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {}
}
