import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Track-and-Stop where queries and answers are vectors.
public struct LinearTrackAndStop: ExplorationLearner, Stopping, Reporting, Configurable {
  /// `delta` of scenario files.
  public static let delta = Parameter.number(
    "delta", "The probability with which it is meant to be wrong.", .openUnit, default: 0.05, unit: "probability",
    why: "a usual level")
  /// `steps` of scenario files.
  public static let steps = Parameter.whole(
    "steps", "How many steps of exponentiated gradients find the shares of queries anew.", 1...100_000, default: 300,
    why: "exact to about a hundredth, more than an estimate deserves")

  public static let card = AlgorithmCard(
    id: "linear-track-and-stop", family: .exploration,
    summary: "Asks queries in the shares that would be best if its estimate were true, until it is sure.",
    setting: """
      Queries and answers that are vectors; means and worths are products with an unknown theta; noise of known sigma (1/2 \
      if responses are 0 or 1).
      """,
    rule: [
      "Each query once; theta_t by least squares, z_t = argmax_z z . theta_t, V = sum of x x^T.",
      "lambda: min over lambda of max_{z != z_t} |z_t - z|^2 / <z_t - z, theta_t>^2 in the norm of A(lambda)^-1.",
      "If min_x N_x < sqrt(t) - K/2, that query; else argmax_x t lambda_x - N_x.",
      "It stops when min_{z != z_t} <z_t - z, theta_t>^2 / (2 sigma^2 |z_t - z|^2 in the norm of V^-1) > ln((1 + ln t)/delta).",
      "Answer: z_t.",
    ],
    parameters: [delta, steps],
    example: ["delta": 0.1],
    swift: "try LinearTrackAndStop(problem, delta: 0.1)",
    guarantee: "None proved here: the threshold ln((1 + ln t)/delta) is the one used in practice.",
    complexity: """
      O(d^3 + d^2 answers + K) per round; `steps` times O(d^2 (K + answers) + d^3) when shares are found anew, each time the \
      number of rounds has grown by a tenth.
      """,
    randomness: "None.",
    numerics: """
      V gets 1e-9 of its trace on the diagonal, so that theta is 0 in directions that no query has. Where answers tie at the \
      top, shares are uniform. Ties: the first one.
      """,
    deviations: "Shares are found at growing intervals and not in each round, by exponentiated gradients.",
    guide: """
      Linear best arm with a fixed confidence; queries in other directions than the answers are used where they tell more. \
      With many queries the first round through all of them is long.
      """,
    reference: """
      A. Garivier and E. Kaufmann, Optimal best arm identification with fixed confidence, COLT 2016, carried over to vectors \
      in the form usually quoted; Y. Jedra and A. Proutiere, Optimal best-arm identification in linear bandits, NeurIPS 2020.
      """, metrics: [.stoppingTime, .stopped])

  private let level: Double
  private let stepCount: Int
  private let variance: Double
  private var counts: [Int]
  private var squares: LeastSquaresAnswer
  private(set) var weights: [Double]
  private var renewal = 0
  private var best = 0
  private var worths: [Double]
  public private(set) var stop = StopRecord()

  public init(settings: Settings, problem: ExplorationProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, delta: settings[Self.delta], steps: settings[Self.steps])
  }

  /// Creates the learner: `LinearTrackAndStop(problem, delta: 0.1)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or there are no vectors.
  public init(
    _ problem: ExplorationProblem, delta: Double = Self.delta.default, steps: Int = Self.steps.default
  ) throws(InvalidSettings) {
    try Self.delta.check(delta)
    try Self.steps.check(steps)
    let vectors = try problem.requireVectors(for: Self.card.id)
    level = delta
    stepCount = steps
    variance = problem.noise.scale * problem.noise.scale
    squares = LeastSquaresAnswer(vectors)
    counts = Array(repeating: 0, count: vectors.queryCount)
    weights = Array(repeating: 1 / Double(vectors.queryCount), count: vectors.queryCount)
    worths = Array(repeating: 0, count: vectors.answerCount)
  }

  /// Vectors from each answer to the best one.
  public func historyBytes(problem: ExplorationProblem) -> Int { 16 * squares.vectors.answers.count }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    if round <= counts.count { return round - 1 }
    let asked = Double(round - 1)
    var rarest = 0
    for query in counts.indices where counts[query] < counts[rarest] { rarest = query }
    if Double(counts[rarest]) < asked.squareRoot() - Double(counts.count) / 2 { return rarest }
    var leading = 0
    var largest = -Double.infinity
    for query in counts.indices {
      let lag = asked * weights[query] - Double(counts[query])
      if lag > largest {
        largest = lag
        leading = query
      }
    }
    return leading
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    counts[query] += 1
    squares.observe(response, to: query)
    guard round >= counts.count else { return }
    let factor = squares.factor
    worths = squares.vectors.worths(squares.theta(factor))
    best = worths.firstMaximum
    if round >= renewal {
      renewal = max(round + 1, round + round / 10)
      weights =
        ExplorationTruth.allocation(squares.vectors, worths: worths, steps: stepCount)?.weights
        ?? Array(repeating: 1 / Double(counts.count), count: counts.count)
    }
    if !stop.hasStopped, let factor, evidence(factor) > .log((1 + .log(Double(round))) / level) {
      stop.stop(after: round)
    }
  }

  /// min over the other answers of gap^2 / (2 sigma^2 |z_t - z|^2).
  private func evidence(_ factor: LowerTriangle) -> Double {
    let size = squares.vectors.dimension
    let answers = squares.vectors.answers
    var least = Double.infinity
    var difference = Array(repeating: 0.0, count: size)
    for answer in worths.indices where answer != best {
      for place in 0..<size { difference[place] = answers[best * size + place] - answers[answer * size + place] }
      factor.solve(&difference)
      let square = difference.reduce(0) { $0 + $1 * $1 }
      let gap = worths[best] - worths[answer]
      // The same vector twice: one answer is as good as the other.
      if square > 0 { least = min(least, gap * gap / (2 * variance * square)) }
    }
    return least
  }

  public var answer: [Int] { [counts.contains(0) ? squares.worths.firstMaximum : best] }
}
