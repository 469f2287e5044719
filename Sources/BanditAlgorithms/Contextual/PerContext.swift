import BanditCards
import BanditGames
import BanditStreams

/// A learner for bandits for each context.
public struct PerContext: ContextualLearner, Configurable, Caveated {
  /// Which contexts there are.
  public enum Contexts: String, Sendable, CaseIterable {
    /// Those that are shown.
    case given
    /// One, whatever is shown.
    case none
  }

  /// `base` of scenario files.
  public static let base = MiniBatch.baseParameter(default: .ucb1, why: "the usual choice for coins")
  /// `contexts` of scenario files.
  public static let contexts = Parameter.choice(
    "contexts", "`given`: a copy of the base for each context; `none`: one copy, which ignores contexts.",
    default: Contexts.given)

  public static let card = AlgorithmCard(
    id: "per-context", family: .contextual,
    summary: "Plays a learner for bandits of its own in each context.",
    setting: "Contexts that are finite in number; what the base asks for in each.",
    rewards: .settings("That of the base, whose own parameter gives it."),
    rule: [
      "A copy of the base for each context; in context c its copy plays and learns.",
      "The copy's clock counts the visits of its context.",
    ],
    parameters: [base, contexts],
    example: ["base": ["id": "ucb1", "exploration": 0.5]],
    swift: #"try PerContext(problem, base: .init(.ucb1, ["exploration": 0.5]))"#,
    guarantee: "That of the base in each context; the sum over contexts for the whole run.",
    complexity: "That of the base per round; its memory for each context.",
    randomness: "That of the base.", numerics: "That of the base.",
    deviations: "None. The base's horizon is that of the run.",
    guide:
      """
      For a few contexts that have nothing in common. With `contexts` none it shows what is lost by not looking; where \
      contexts are alike, lin-ucb on features learns across them.
      """,
    reference: "A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), section 8.1.",
    isAnytime: false)

  private let ignores: Bool
  private var copies: LearnerCopies

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, base: settings[Self.base], contexts: settings[Self.contexts])
  }

  /// Creates the learner: `PerContext(problem, base: .init(.ucb1))`.
  ///
  /// - Throws: `InvalidSettings` if the base refuses, or contexts are not finite in number.
  public init(
    _ problem: ContextualProblem, base: MiniBatch.Base = Self.base.default, contexts: Contexts = .given
  ) throws(InvalidSettings) {
    try Self.base.check(base)
    ignores = contexts == .none
    guard let count = ignores ? 1 : problem.contextCount else {
      throw InvalidSettings(
        "contexts", "needs contexts that are finite in number; accepted here: \"none\"")
    }
    copies = LearnerCopies(try base.make(problem.withoutContexts), count: count)
  }

  public var caveats: [String] { copies.caveats }

  /// That of all copies.
  public func historyBytes(problem: ContextualProblem) -> Int { copies.bytes(problem) }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    copies.selectArm(ignores ? 0 : view.context ?? 0, noise: &noise)
  }

  /// Hands the reward to the copy that played.
  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    copies.observe(reward: reward, of: arm)
  }

  /// Bandits do not tell.
  public var propensity: Double? { nil }
}
