import BanditCards
import BanditGames
import BanditStreams

/// Beta posteriors of each item's share of its showings that were clicked: cheap, and biased by the neighbours.
public struct SlateBeta: SlateLearner, Configurable {
  /// `strategy` of scenario files.
  public static let strategy = SlateStrategy.parameter

  public static let card = AlgorithmCard(
    id: "slate-beta", family: .slate,
    summary: "A coin for each item: clicked or not when shown, whatever else was on the slate; biased.",
    setting: "Any; it treats the items of a slate as independent, which they are not.",
    rule: [
      "theta_i ~ Beta(1 + clicks of i, 1 + showings of i without a click on it); the S largest theta_i.",
      SlateStrategy.rule,
    ],
    parameters: [strategy],
    example: ["strategy": "greedy"],
    swift: "try SlateBeta(problem, strategy: .greedy)",
    guarantee: "None.",
    complexity: "N beta draws per round, O(N + S log N); S times that in-slate.",
    randomness: "N beta draws per round, in-slate S N; integers where rankings tie.",
    numerics: "Draws are in (0, 1). Ties are broken at random.",
    deviations: "This package's own, as a control.",
    guide:
      """
      A baseline. Cannibalisation: with at most one click per slate, theta_i estimates v_i / (1 + sum of v over the \
      slates that i was on), not v_i / (1 + v_i): a good item beside better ones looks bad, one beside bad ones looks good. The \
      order of items on the same slates is right all the same; mnl-thompson has no such bias.
      """,
    reference: "Folklore; W. R. Thompson, Biometrika 25, 1933, item by item.")

  private(set) var posteriors: [BetaSampler]
  private var composer: SlateComposer

  public init(settings: Settings, problem: SlateProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, strategy: settings[Self.strategy])
  }

  /// Creates the learner: `SlateBeta(problem, strategy: .greedy)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(_ problem: SlateProblem, strategy: SlateStrategy = Self.strategy.default) throws(InvalidSettings) {
    try Self.strategy.check(strategy)
    posteriors = Array(repeating: BetaSampler(a: 1, b: 1), count: problem.itemCount)
    composer = SlateComposer(problem, strategy: strategy)
  }

  /// Rankings.
  public func historyBytes(problem: SlateProblem) -> Int { SlateComposer.bytes(problem) }

  public mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    composer.compose(
      into: &slate, noise: &noise, mean: { posteriors[$0].a / (posteriors[$0].a + posteriors[$0].b) },
      draw: { posteriors[$0].draw(from: &$1) })
  }

  /// Each item of the slate was clicked or not.
  public mutating func observe(click: Int?, on slate: [Int], at round: Int) {
    for item in slate { posteriors[item].add(successes: item == click ? 1 : 0, failures: item == click ? 0 : 1) }
  }
}
