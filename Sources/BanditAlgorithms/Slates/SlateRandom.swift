import BanditCards
import BanditGames
import BanditStreams

/// Shows a uniformly random slate in every round.
public struct SlateRandom: SlateLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "slate-random", family: .slate,
    summary: "Shows a uniformly random slate in every round.",
    setting: "Any.",
    rule: ["A uniform draw of S items without replacement, independently in each round."],
    swift: "SlateRandom(problem)",
    guarantee: "None.",
    complexity: "O(N + S log N) per round.", randomness: "S integers per round.", numerics: "Nothing is computed.",
    deviations: "None.", guide: "The line above which nothing has been learned.", reference: "Folklore.")

  private var composer: SlateComposer

  public init(settings: Settings, problem: SlateProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `SlateRandom(problem)`.
  public init(_ problem: SlateProblem) { composer = SlateComposer(problem, strategy: .random) }

  public mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    composer.compose(into: &slate, noise: &noise, mean: { _ in 0 }, draw: { _, _ in 0 })
  }

  /// Nothing is learned.
  public mutating func observe(click: Int?, on slate: [Int], at round: Int) {}
}
