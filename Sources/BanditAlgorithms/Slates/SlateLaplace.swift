import BanditCards
import BanditGames
import BanditStreams

/// Independent normal posteriors of the logits, updated online by a Laplace approximation of the choice model.
public struct SlateLaplace: SlateLearner, Configurable {
  /// `strategy` of scenario files.
  public static let strategy = SlateStrategy.parameter
  /// `precision` of scenario files.
  public static let precision = Parameter.number(
    "precision", "The prior precision of each logit, whose prior mean is 0, the logit of no click.",
    .closed(1e-3...1e6), default: 1, unit: "1 / logit squared", why: "logits of a few units either way")

  public static let card = AlgorithmCard(
    id: "slate-laplace", family: .slate,
    summary: "Independent normal posteriors of logits, one gradient step of the choice model per round.",
    setting: "Users who choose by a multinomial logit model; logits are relative to no click.",
    rule: [
      "p_i = exp(m_i) / (1 + sum_{j in S} exp(m_j)) for the items of the slate;",
      "lambda_i += p_i (1 - p_i), then m_i += (1{click on i} - p_i) / lambda_i; m_i = 0 and lambda_i = `precision` before;",
      "logit_i ~ N(m_i, 1 / lambda_i); the S largest.",
      SlateStrategy.rule,
    ],
    parameters: [strategy, precision],
    example: ["precision": 0.5],
    swift: "try SlateLaplace(problem, precision: 0.5)",
    guarantee: "None.",
    complexity: "N normal draws per round, O(N + S log N); S times that in-slate.",
    randomness: "N normal draws per round, in-slate S N; integers where rankings tie.",
    numerics: "The largest exponent of a slate is 0. Ties are broken at random.",
    deviations:
      "This package's own: the diagonal of the curvature alone, in place of a posterior over a network's weights.",
    guide:
      """
      Takes the slate into account in every round, without epochs, so that it also follows users who drift slowly, as far as \
      its precision, which only grows, lets it.
      """,
    reference:
      """
      Laplace's method for a softmax likelihood, item by item; O. Chapelle and L. Li, An empirical evaluation of Thompson \
      sampling, NeurIPS 2011, do so for clicks on single items.
      """)

  private static let normal = try! Gaussian()

  private(set) var means: [Double]
  private(set) var precisions: [Double]
  private var logits: [Double]
  private var probabilities: [Double]
  private var composer: SlateComposer

  public init(settings: Settings, problem: SlateProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, strategy: settings[Self.strategy], precision: settings[Self.precision])
  }

  /// Creates the learner: `SlateLaplace(problem, precision: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: SlateProblem, strategy: SlateStrategy = Self.strategy.default,
    precision: Double = Self.precision.default
  ) throws(InvalidSettings) {
    try Self.strategy.check(strategy)
    try Self.precision.check(precision)
    means = Array(repeating: 0, count: problem.itemCount)
    precisions = Array(repeating: precision, count: problem.itemCount)
    logits = Array(repeating: 0, count: problem.slateSize)
    probabilities = logits
    composer = SlateComposer(problem, strategy: strategy)
  }

  /// Rankings.
  public func historyBytes(problem: SlateProblem) -> Int { SlateComposer.bytes(problem) }

  public mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    composer.compose(
      into: &slate, noise: &noise, mean: { means[$0] },
      draw: { means[$0] + Self.normal.sample(from: &$1) / precisions[$0].squareRoot() })
  }

  /// One step for each item of the slate, all from the same probabilities.
  public mutating func observe(click: Int?, on slate: [Int], at round: Int) {
    for (place, item) in slate.enumerated() { logits[place] = means[item] }
    MultinomialLogit.write(into: &probabilities, logits: logits, outside: 0)
    for (place, item) in slate.enumerated() {
      let p = probabilities[place]
      precisions[item] += p * (1 - p)
      means[item] += ((item == click ? 1 : 0) - p) / precisions[item]
    }
  }
}
