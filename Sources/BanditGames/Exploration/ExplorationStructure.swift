import BanditCards
import BanditComparators

/// How queries and answers hang together: what learners know, all but which instance it is.
public enum ExplorationStructure: Sendable {
  /// One of some hypotheses is true; it says how likely each query is to be answered by 1. The answer is the hypothesis.
  case hypotheses(HypothesisTable)
  /// Query x has the mean x . theta, answer z the worth z . theta, for an unknown theta. The answer is a z of largest worth.
  case linear(QueryVectors)
  /// Every query is an arm with a mean of its own. The answer is a set of the family with the largest sum of means.
  case sets(FeasibleSets, isMatroid: Bool)
  /// Every query is an arm with a mean of its own. The answer is the set of arms whose mean is at least the level; those
  /// within the margin of it may be in it or not.
  case threshold(level: Double, margin: Double, armCount: Int)

  /// The number of queries.
  public var queryCount: Int {
    switch self {
    case .hypotheses(let table): table.queryCount
    case .linear(let vectors): vectors.queryCount
    case .sets(let sets, _): sets.elementCount
    case .threshold(_, _, let armCount): armCount
    }
  }

  /// Whether an answer is one of a list, by its index, and not a set.
  public var hasSingleAnswers: Bool {
    switch self {
    case .hypotheses, .linear: true
    case .sets, .threshold: false
    }
  }
}

/// How likely each query is to be answered by 1, if a hypothesis is true.
public struct HypothesisTable: Sendable, Hashable {
  /// The number of hypotheses, N.
  public let hypothesisCount: Int
  /// The number of queries, Q.
  public let queryCount: Int
  /// Query after query, one probability for each hypothesis; in [1e-12, 1 - 1e-12], so that no answer is impossible.
  public let probabilities: [Double]
  /// The probability with which a right label is flipped, where that is all the noise there is; else `nil`.
  public let flip: Double?

  /// Creates a table.
  ///
  /// - Parameter rows: for each hypothesis the probability of 1 for each query.
  /// - Precondition: at least one hypothesis and one query; as many numbers in [0, 1] for each hypothesis.
  public init(_ rows: [[Double]]) {
    precondition(
      !rows.isEmpty && !rows[0].isEmpty
        && rows.allSatisfy { $0.count == rows[0].count && $0.allSatisfy { 0 <= $0 && $0 <= 1 } },
      "every hypothesis needs a probability for every query")
    hypothesisCount = rows.count
    queryCount = rows[0].count
    var probabilities: [Double] = []
    for query in 0..<rows[0].count {
      for row in rows { probabilities.append(min(max(row[query], Self.least), 1 - Self.least)) }
    }
    self.probabilities = probabilities
    let first = min(rows[0][0], 1 - rows[0][0])
    let isFlipped = rows.allSatisfy { $0.allSatisfy { abs(min($0, 1 - $0) - first) < Self.least } }
    flip = isFlipped && first < 0.5 ? max(first, Self.least) : nil
  }

  /// Answers less likely than this are taken to be as likely.
  public static let least = 1e-12

  /// The probability that a query is answered by 1 if a hypothesis is true.
  public func probability(of query: Int, under hypothesis: Int) -> Double {
    probabilities[query * hypothesisCount + hypothesis]
  }
}

/// Vectors of queries and of answers.
public struct QueryVectors: Sendable, Hashable {
  /// The number of components of each, d.
  public let dimension: Int
  /// The queries, one after the other.
  public let queries: [Double]
  /// The answers, one after the other.
  public let answers: [Double]

  /// Creates a list of queries and one of answers.
  ///
  /// - Precondition: at least one of both; all of one length, above 0.
  public init(queries: [[Double]], answers: [[Double]]) {
    precondition(
      !queries.isEmpty && !answers.isEmpty && !queries[0].isEmpty
        && (queries + answers).allSatisfy { $0.count == queries[0].count }, "queries and answers need one dimension")
    dimension = queries[0].count
    self.queries = queries.flatMap { $0 }
    self.answers = answers.flatMap { $0 }
  }

  /// The number of queries.
  public var queryCount: Int { queries.count / dimension }

  /// The number of answers.
  public var answerCount: Int { answers.count / dimension }

  /// The mean of each query.
  public func means(_ theta: [Double]) -> [Double] { products(queries, theta) }

  /// The worth of each answer.
  public func worths(_ theta: [Double]) -> [Double] { products(answers, theta) }

  private func products(_ vectors: [Double], _ theta: [Double]) -> [Double] {
    stride(from: 0, to: vectors.count, by: dimension).map { start in
      (0..<dimension).reduce(0) { $0 + vectors[start + $1] * theta[$1] }
    }
  }
}

/// How a number that comes back scatters around the mean of its query.
public enum ExplorationNoise: Hashable, Sendable {
  /// It is 1 with a probability of the mean, else 0.
  case bernoulli
  /// It is normal, with this standard deviation.
  case gaussian(sd: Double)

  /// A sigma such that it is sigma-subgaussian.
  public var scale: Double {
    switch self {
    case .bernoulli: 0.5
    case .gaussian(let sd): sd
    }
  }
}
