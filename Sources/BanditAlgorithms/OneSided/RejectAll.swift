import BanditCards
import BanditGames
import BanditStreams

/// Rejects everybody.
public struct RejectAll: OneSidedLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "reject-all", family: .oneSided,
    summary: "Rejects everybody.",
    setting: "Any with a rule that rejects all.",
    rule: ["h_t(x) = 0."],
    parameters: [],
    example: [:],
    swift: "try RejectAll(problem)",
    guarantee: "As many errors as there are individuals of label 1; no violation.",
    complexity: "O(1) per round.", randomness: "None.", numerics: "Nothing is computed.", deviations: "None.",
    guide: "Fair by any metric; sees no label. With accept-all, what a fair learner has to beat.",
    reference: "Folklore.")

  private let rule: Int
  /// 0 for each individual.
  public let acceptance: [Double]

  public init(settings: Settings, problem: OneSidedProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    try self.init(problem)
  }

  /// Creates the learner: `RejectAll(problem)`.
  ///
  /// - Throws: `InvalidSettings` if no rule rejects everybody.
  public init(_ problem: OneSidedProblem) throws(InvalidSettings) {
    guard let rule = problem.rules.rejectAll else {
      throw InvalidSettings("", "needs a rule that rejects everybody, which `rules` of the environment does not have")
    }
    self.rule = rule
    acceptance = Array(repeating: 0, count: problem.individualCount)
  }

  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int { rule }

  /// Nothing is learned.
  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {}
}
