import BanditCards
import BanditGames
import BanditStreams

/// Generalised binary search: asks what splits the weight of the hypotheses most evenly.
public struct BinarySearch: ExplorationLearner, Stopping, Reporting, Configurable {
  /// `flip` of scenario files.
  public static let flip = Parameter.auto(
    "flip",
    """
    The probability b that a label is taken to be wrong; `auto`: that of the environment where all labels are flipped with \
    the same probability, else the mean over hypotheses and queries of min(p, 1 - p).
    """, NumberRange(lower: .excluded(0), upper: .excluded(0.5)), unit: "probability")
  /// `delta` of scenario files.
  public static let delta = HypothesisPosterior.delta

  public static let card = AlgorithmCard(
    id: "binary-search", family: .exploration,
    summary: "Asks the query that splits the weight of the hypotheses most evenly.",
    setting: "Hypotheses that each predict a label for each query, all labels flipped with one probability.",
    rule: [
      "h(x) = 1{p(1 | h, x) >= 1/2}; w_h = 1/N in the beginning.",
      "x_t = argmin_x |sum_h w_h (2 h(x) - 1)|.",
      "After the answer y: w_h <- w_h (1 - b) if h(x_t) = y, else w_h b; normalised.",
      "Answer: argmax_h w_h.", HypothesisPosterior.stopRule,
    ],
    parameters: [flip, delta],
    example: ["delta": 0.1],
    swift: "try BinarySearch(problem, delta: 0.1)",
    guarantee: """
      With delta, where all labels are flipped with one probability and b is that: it stops with a wrong hypothesis with \
      probability delta at most, whichever is true (the likelihood ratios of the others to the true one add up to a \
      martingale). Where some labels are less certain than others, none.
      """,
    complexity: "O(N Q) per round for N hypotheses and Q queries.", randomness: "None.",
    numerics: """
      Weights are kept as logarithms, so that none is lost. Splits that differ by less than 1e-12 tie; ties: the first one. \
      The least b is 1e-12.
      """,
    deviations: "Weights are soft, as in noisy binary search, and queries may be repeated.",
    guide: """
      Thresholds and other labels with one error rate. Where answers differ in how certain they are, information-gain makes \
      use of that.
      """,
    reference: """
      R. Nowak, The geometry of generalized binary search, IEEE Transactions on Information Theory 57, 2011; the form with \
      weights is the one usually quoted.
      """, metrics: [.stoppingTime, .stopped])

  private let queryCount: Int
  /// 2 h(x) - 1, query after query.
  private let signs: [Double]
  private let level: Double?
  private(set) var posterior: HypothesisPosterior
  public private(set) var stop = StopRecord()

  public init(settings: Settings, problem: ExplorationProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, flip: settings[Self.flip], delta: settings[Self.delta])
  }

  /// Creates the learner: `BinarySearch(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there are no hypotheses.
  public init(
    _ problem: ExplorationProblem, flip: Double? = Self.flip.default, delta: Double? = Self.delta.default
  ) throws(InvalidSettings) {
    try Self.flip.check(flip)
    try Self.delta.check(delta)
    let table = try problem.requireHypotheses(for: Self.card.id)
    let errors = table.probabilities.reduce(0) { $0 + min($1, 1 - $1) } / Double(table.probabilities.count)
    let flip = min(max(flip ?? table.flip ?? errors, HypothesisTable.least), 0.5)
    queryCount = table.queryCount
    signs = table.probabilities.map { $0 >= 0.5 ? 1 : -1 }
    posterior = HypothesisPosterior(
      count: table.hypothesisCount, probabilities: table.probabilities.map { $0 >= 0.5 ? 1 - flip : flip })
    level = delta
  }

  /// Two logarithms and a sign for each hypothesis and query.
  public func historyBytes(problem: ExplorationProblem) -> Int { 24 * signs.count }

  /// |sum_h w_h (2 h(x) - 1)|.
  func imbalance(of query: Int) -> Double {
    let start = query * posterior.count
    var sum = 0.0
    for hypothesis in 0..<posterior.count { sum += posterior.weights[hypothesis] * signs[start + hypothesis] }
    return abs(sum)
  }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    var best = 0
    var least = Double.infinity
    for query in 0..<queryCount {
      let imbalance = imbalance(of: query)
      if imbalance < least - 1e-12 {
        least = imbalance
        best = query
      }
    }
    return best
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    posterior.observe(response, to: query)
    if let level, !stop.hasStopped, posterior.isDecided(level) { stop.stop(after: round) }
  }

  public var answer: [Int] { [posterior.best] }
}
