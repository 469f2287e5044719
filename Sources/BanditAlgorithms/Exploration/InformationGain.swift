import BanditCards
import BanditGames
import BanditStreams

/// Asks the query whose answer says most about the hypotheses.
public struct InformationGain: ExplorationLearner, Stopping, Reporting, Configurable {
  /// `delta` of scenario files.
  public static let delta = HypothesisPosterior.delta

  public static let card = AlgorithmCard(
    id: "information-gain", family: .exploration,
    summary: "Asks the query with the largest expected information gain about the hypotheses.",
    setting: "Hypotheses that say how likely each query is to be answered by 1.",
    rule: [
      "w_h = 1/N in the beginning.",
      "EIG(x) = H(sum_h w_h p_hx) - sum_h w_h H(p_hx), H(p) = -p ln p - (1 - p) ln(1 - p).",
      "x_t = argmax_x EIG(x); after the answer w_h <- w_h p_hx, or w_h (1 - p_hx), normalised.",
      "Answer: argmax_h w_h.", HypothesisPosterior.stopRule,
    ],
    parameters: [delta],
    example: ["delta": 0.1],
    swift: "try InformationGain(problem, delta: 0.1)",
    guarantee: """
      With delta: it stops with a wrong hypothesis with probability delta at most, whichever is true (the likelihood ratios \
      of the others to the true one add up to a martingale). None on how soon it stops.
      """,
    complexity: "O(N Q) per round for N hypotheses and Q queries.", randomness: "None.",
    numerics: """
      Weights are kept as logarithms, so that none is lost; probabilities are taken to be in [1e-12, 1 - 1e-12]. Gains that \
      differ by less than 1e-12 tie; ties: the first one.
      """,
    deviations: "None.",
    guide: "Twenty questions: it looks one question ahead. binary-search is the same for labels with one error rate.",
    reference: """
      D. V. Lindley, On a measure of the information provided by an experiment, Annals of Mathematical Statistics 27, 1956.
      """, metrics: [.stoppingTime, .stopped])

  private let table: HypothesisTable
  /// H(p), query after query.
  private let entropies: [Double]
  private let level: Double?
  private(set) var posterior: HypothesisPosterior
  public private(set) var stop = StopRecord()

  public init(settings: Settings, problem: ExplorationProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, delta: settings[Self.delta])
  }

  /// Creates the learner: `InformationGain(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there are no hypotheses.
  public init(_ problem: ExplorationProblem, delta: Double? = Self.delta.default) throws(InvalidSettings) {
    try Self.delta.check(delta)
    table = try problem.requireHypotheses(for: Self.card.id)
    entropies = table.probabilities.map(\.binaryEntropy)
    posterior = HypothesisPosterior(table)
    level = delta
  }

  /// Two logarithms and an entropy for each hypothesis and query.
  public func historyBytes(problem: ExplorationProblem) -> Int { 24 * entropies.count }

  /// EIG(x), in nats.
  func gain(of query: Int) -> Double {
    let start = query * posterior.count
    var mean = 0.0
    var noise = 0.0
    for hypothesis in 0..<posterior.count {
      let weight = posterior.weights[hypothesis]
      mean += weight * table.probabilities[start + hypothesis]
      noise += weight * entropies[start + hypothesis]
    }
    return mean.binaryEntropy - noise
  }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    var best = 0
    var largest = -Double.infinity
    for query in 0..<table.queryCount {
      let gain = gain(of: query)
      if gain > largest + 1e-12 {
        largest = gain
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
