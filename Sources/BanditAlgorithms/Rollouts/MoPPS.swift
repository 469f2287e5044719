import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Selects prompts whose success probabilities, drawn from beta posteriors, are near a target.
public struct MoPPS: RolloutsLearner, Configurable, SuccessEstimating, Reporting {
  /// Which candidates are taken.
  public enum Strategy: String, Sendable, CaseIterable {
    /// Those whose draws are nearest to the target.
    case closest
    /// A random choice of those whose draws are in a band; the nearest outside if these are too few.
    case threshold
  }

  /// `strategy` of scenario files.
  public static let strategy = Parameter.choice(
    "strategy",
    """
    `closest`: the candidates whose draws are nearest to the target; `threshold`: a random choice of those with draws in \
    [`bandLow`, `bandHigh`], filled up with the nearest ones outside.
    """, default: Strategy.closest)
  /// `poolRatio` of scenario files.
  public static let poolRatio = Parameter.whole(
    "poolRatio", "How many times the batch are the candidates of a round, drawn at random; at most all prompts.",
    1...100_000, default: 8, why: "as in the public Countdown scripts; 16 in those for MATH")
  /// `discount` of scenario files.
  public static let discount = Parameter.number(
    "discount", "How much of a posterior is kept when its prompt is rolled out, lambda; the rest is the prior's.",
    .unit,
    default: 1, why: "as in the public configuration; 0.5 in the Countdown scripts")
  /// `warmStart` of scenario files.
  public static let warmStart = Parameter.flag(
    "warmStart",
    "Whether posteriors start from the environment's evaluation, each of whose rollouts counts three times.",
    default: false)
  /// `bandLow` of scenario files.
  public static let bandLow = Parameter.number(
    "bandLow", "The lower end of the band of `threshold`.", .unit, default: 0.3, unit: "probability",
    why: "as in the public code")
  /// `bandHigh` of scenario files.
  public static let bandHigh = Parameter.number(
    "bandHigh", "The upper end of the band of `threshold`.", .unit, default: 0.7, unit: "probability",
    why: "as in the public code")

  public static let card = AlgorithmCard(
    id: "mopps", family: .rollouts,
    summary: "Rolls out the prompts whose success probabilities, drawn from beta posteriors, are nearest to a target.",
    setting: "A selection of B prompts with k rollouts each; probabilities that change slowly.",
    rule: [
      "Candidates: `poolRatio` B prompts without replacement, or all; g_i ~ Beta(a_i, b_i) for each; a_i = b_i = 1 before.",
      "closest: the B smallest (g_i - g*)^2, g* the environment's target.",
      "threshold: B random ones of those with g_i in the band; if there are fewer, all of them and the nearest outside.",
      "After s successes in k rollouts a <- lambda a + (1 - lambda) + s, b <- lambda b + (1 - lambda) + k - s.",
      "warmStart: a = 1 + 3 successes, b = 1 + 3 failures of the evaluation.",
    ],
    parameters: [strategy, poolRatio, discount, warmStart, bandLow, bandHigh],
    example: ["discount": 0.5, "poolRatio": 4],
    swift: "try MoPPS(problem, poolRatio: 4, discount: 0.5)",
    guarantee: "None.",
    complexity: "O(candidates + B log candidates) per round, and a beta draw for each candidate.",
    randomness:
      "An integer and a beta draw for each candidate (no integers where all prompts are), B integers for threshold.",
    numerics: "Ties go to the candidate that was drawn first.",
    deviations:
      """
      Updates and defaults follow the public code; the warm start is from this package's evaluation. The public code binds \
      a conditional expression so that a single rollout sets both shapes to 8: not followed.
      """,
    guide:
      """
      Where only prompts that both succeed and fail teach anything: most rollouts of uniform-rollouts are wasted on prompts \
      that are too easy or too hard. A discount below 1 forgets, which pays once abilities grow; only prompts that are rolled \
      out forget.
      """,
    reference:
      """
      Y. Qu et al., Can prompt difficulty be online predicted for accelerating RL finetuning of reasoning models?, arXiv \
      2507.04632, and its public code.
      """, metrics: [.predictionCorrelation])

  private let terms: (size: Int, rollouts: Int, target: Double)
  private let strategy: Strategy
  private let discount: Double
  private let warmStart: Bool
  private let band: ClosedRange<Double>
  private let candidateCount: Int
  /// Beta(a_i, b_i) of each prompt.
  private(set) var posteriors: [BetaSampler]
  /// All prompts; the first ones are the candidates of the round.
  private var candidates: [Int]
  private var draws: [Double]
  private var heap: RankHeap
  private var isTaken: [Bool]
  private var inside: [Int] = []
  private var chosen: [Int] = []
  private var predictions: [Double] = []
  private var shares: [Double] = []
  private var correlation: RankCorrelation
  private var correlations = RunningMean()

  public init(settings: Settings, problem: RolloutsProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, strategy: settings[Self.strategy], poolRatio: settings[Self.poolRatio],
      discount: settings[Self.discount], warmStart: settings[Self.warmStart], bandLow: settings[Self.bandLow],
      bandHigh: settings[Self.bandHigh])
  }

  /// Creates the learner: `MoPPS(problem, poolRatio: 4, discount: 0.5)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, the band is empty, the problem
  ///   shares a budget, or a warm start has no evaluation to start from.
  public init(
    _ problem: RolloutsProblem, strategy: Strategy = Self.strategy.default, poolRatio: Int = Self.poolRatio.default,
    discount: Double = Self.discount.default, warmStart: Bool = Self.warmStart.default,
    bandLow: Double = Self.bandLow.default, bandHigh: Double = Self.bandHigh.default
  ) throws(InvalidSettings) {
    try Self.strategy.check(strategy)
    try Self.poolRatio.check(poolRatio)
    try Self.discount.check(discount)
    try Self.warmStart.check(warmStart)
    try Self.bandLow.check(bandLow)
    try Self.bandHigh.check(bandHigh)
    terms = try problem.requireSelection(for: Self.card.id)
    guard bandLow <= bandHigh else {
      throw InvalidSettings("bandLow", "found \(bandLow), but bandHigh is \(bandHigh); accepted: at most bandHigh")
    }
    if warmStart, problem.evaluationRollouts == 0 {
      throw InvalidSettings(
        "warmStart", "starts from an evaluation, but the pool is not evaluated; accepted: `evaluation` of 1 or more")
    }
    self.strategy = strategy
    self.discount = discount
    self.warmStart = warmStart
    band = bandLow...bandHigh
    let product = poolRatio.multipliedReportingOverflow(by: terms.size)
    candidateCount = product.overflow ? problem.promptCount : min(product.partialValue, problem.promptCount)
    posteriors = Array(repeating: BetaSampler(a: 1, b: 1), count: problem.promptCount)
    candidates = Array(0..<problem.promptCount)
    draws = Array(repeating: 0, count: candidateCount)
    heap = RankHeap(capacity: candidateCount)
    isTaken = Array(repeating: false, count: candidateCount)
    inside.reserveCapacity(candidateCount)
    chosen.reserveCapacity(candidateCount)
    predictions.reserveCapacity(terms.size)
    shares.reserveCapacity(terms.size)
    correlation = RankCorrelation(capacity: terms.size)
  }

  /// Posteriors and draws.
  public func historyBytes(problem: RolloutsProblem) -> Int { 192 * problem.promptCount }

  /// Starts from the evaluation.
  public mutating func begin(with evaluation: RolloutBatch) {
    guard warmStart else { return }
    for (place, prompt) in evaluation.prompts.enumerated() {
      let successes = evaluation.successes[place]
      posteriors[prompt] = BetaSampler(
        a: 1 + 3 * Double(successes), b: 1 + 3 * Double(evaluation.rollouts[place] - successes))
    }
  }

  public mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
    if candidateCount < candidates.count {
      // Whatever order the last round left, a partial shuffle of it is uniform.
      for place in 0..<candidateCount {
        candidates.swapAt(place, place + noise.integer(below: candidates.count - place))
      }
    }
    for place in 0..<candidateCount { draws[place] = posteriors[candidates[place]].draw(from: &noise) }
    choose(noise: &noise)
    predictions.removeAll(keepingCapacity: true)
    for place in chosen {
      predictions.append(draws[place])
      batch.add(candidates[place], rollouts: terms.rollouts)
    }
  }

  /// Chooses places among the candidates by their draws.
  private mutating func choose(noise: inout RoundNoise) {
    chosen.removeAll(keepingCapacity: true)
    for place in isTaken.indices { isTaken[place] = false }
    if strategy == .threshold {
      inside.removeAll(keepingCapacity: true)
      for place in draws.indices where band.contains(draws[place]) { inside.append(place) }
      for number in 0..<min(terms.size, inside.count) {
        inside.swapAt(number, number + noise.integer(below: inside.count - number))
        chosen.append(inside[number])
        isTaken[inside[number]] = true
      }
      if chosen.count == terms.size { return }
    }
    heap.fill(draws.count) { place in
      isTaken[place] ? -.infinity : 0 - (draws[place] - terms.target) * (draws[place] - terms.target)
    }
    while chosen.count < terms.size { chosen.append(heap.removeFirst()) }
  }

  /// The places that given draws lead to: for tests.
  mutating func places(for draws: [Double], noise: inout RoundNoise) -> [Int] {
    self.draws = draws
    choose(noise: &noise)
    return chosen
  }

  /// Moves the posteriors of the prompts that were rolled out.
  public mutating func observe(_ batch: RolloutBatch, at round: Int) {
    shares.removeAll(keepingCapacity: true)
    for (place, prompt) in batch.prompts.enumerated() {
      let successes = Double(batch.successes[place])
      let failures = Double(batch.rollouts[place]) - successes
      shares.append(successes / Double(batch.rollouts[place]))
      let posterior = posteriors[prompt]
      posteriors[prompt] = BetaSampler(
        a: discount * posterior.a + (1 - discount) + successes, b: discount * posterior.b + (1 - discount) + failures)
    }
    if predictions.count == shares.count, let value = correlation.of(predictions, shares) { correlations.add(value) }
  }

  /// The posterior mean.
  public func successEstimate(of prompt: Int) -> Double? {
    posteriors[prompt].a / (posteriors[prompt].a + posteriors[prompt].b)
  }

  /// `prediction_correlation`.
  public func measure(_ metric: Metric) -> Double? {
    metric == .predictionCorrelation && correlations.count > 0 ? correlations.value : nil
  }
}

extension Metric {
  /// Whether draws say which prompts succeed.
  public static let predictionCorrelation = Metric(
    "prediction_correlation",
    """
    Spearman's correlation of the draws g_i and the shares of successes s_i / k over the batch of a round, averaged over \
    the rounds so far in which neither is constant.
    """, unit: "correlation", isCumulative: true)
}
