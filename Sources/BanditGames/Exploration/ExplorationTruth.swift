import BanditComparators
import BanditNumerics

/// What is true of an instance: which answers are right, and how hard it is to find out.
public struct ExplorationTruth: Sendable {
  /// How queries and answers hang together.
  public let structure: ExplorationStructure
  /// The mean of each query.
  public let means: [Double]
  /// Of hypotheses, the true one.
  public let hypothesis: Int?
  /// Of a list of answers, the worth of each.
  private let worths: [Double]
  /// The largest worth of an answer: 1 of hypotheses, a sum of means of sets, 0 of thresholds.
  public let bestWorth: Double
  private let solved: Once<Allocation?>

  /// In which shares queries are best asked, and how many it takes.
  public struct Allocation: Sendable {
    /// The share of each query.
    public let weights: [Double]
    /// See `Metric.complexity`.
    public let complexity: Double
  }

  /// One hypothesis is true.
  ///
  /// - Precondition: it is in the table.
  public init(_ table: HypothesisTable, hypothesis: Int) {
    precondition(
      (0..<table.hypothesisCount).contains(hypothesis), "hypothesis \(hypothesis) of \(table.hypothesisCount)")
    structure = .hypotheses(table)
    means = (0..<table.queryCount).map { table.probability(of: $0, under: hypothesis) }
    self.hypothesis = hypothesis
    worths = (0..<table.hypothesisCount).map { $0 == hypothesis ? 1 : 0 }
    bestWorth = 1
    solved = Once { Self.allocation(table, hypothesis) }
  }

  /// Means and worths are products with theta.
  ///
  /// - Precondition: as many numbers as the vectors have components.
  public init(_ vectors: QueryVectors, theta: [Double]) {
    precondition(theta.count == vectors.dimension, "\(theta.count) numbers for \(vectors.dimension) components")
    let worths = vectors.worths(theta)
    structure = .linear(vectors)
    means = vectors.means(theta)
    hypothesis = nil
    self.worths = worths
    bestWorth = worths.max() ?? 0
    let work = vectors.dimension * vectors.dimension * (vectors.queryCount + vectors.answerCount + vectors.dimension)
    let steps = min(TransductiveDesign.usualSteps, max(500, 2_000_000_000 / work))
    solved = Once { Self.allocation(vectors, worths: worths, steps: steps) }
  }

  /// Every query has a mean of its own.
  ///
  /// - Precondition: the structure is `sets` or `threshold`, with as many queries.
  public init(_ structure: ExplorationStructure, means: [Double]) {
    precondition(
      !structure.hasSingleAnswers && structure.queryCount == means.count, "sets and thresholds need a mean for each arm"
    )
    self.structure = structure
    self.means = means
    hypothesis = nil
    worths = []
    switch structure {
    case .sets(let sets, let isMatroid):
      bestWorth = -sets.least(of: means.map { -$0 })
      solved = Once { Self.allocation(sets, isMatroid: isMatroid, means) }
    case .threshold(let level, let margin, _):
      bestWorth = 0
      solved = Once { Self.allocation(means.map { abs($0 - level) + margin }) }
    case .hypotheses, .linear:
      bestWorth = 0
      solved = Once { nil }
    }
  }

  /// The worth of an answer: of hypotheses 1 for the true one, else 0; of thresholds minus the largest distance from the
  /// level of an arm on the wrong side, those within the margin not counted.
  ///
  /// - Parameter answer: indices in increasing order.
  public func worth(of answer: [Int]) -> Double {
    switch structure {
    case .hypotheses, .linear: return answer.first.map { worths[$0] } ?? .nan
    case .sets: return answer.reduce(0) { $0 + means[$1] }
    case .threshold(let level, let margin, _):
      var members = answer[...]
      var loss = 0.0
      for (arm, mean) in means.enumerated() {
        let isIn = members.first == arm
        if isIn { members = members.dropFirst() }
        let distance = abs(mean - level)
        if isIn != (mean >= level), distance > margin { loss = max(loss, distance) }
      }
      return 0 - loss
    }
  }

  /// Whether no answer is worth more, up to rounding.
  public func isRight(_ answer: [Int]) -> Bool {
    let scale = 1 + abs(bestWorth)
    return worth(of: answer) >= bestWorth - 1e-12 * scale
  }

  /// The allocation that the lower bound asks for; `nil` where several answers are right or it cannot be computed. Found
  /// once for all copies.
  ///
  /// * Hypotheses: shares that maximise the least of sum_x lambda_x kl(p_x, p'_x) over the other hypotheses, a linear
  ///   programme; T* is one over that, and the complexity T* / (2 s^2) with s = 1/2.
  /// * Vectors: `TransductiveDesign`, whose value is the complexity; for more than about 100,000 products a step with fewer
  ///   steps.
  /// * Sets: the same where a query measures one element; of matroids only exchanges of two elements count, all others
  ///   being easier, else all sets; up to 10,000 of either.
  /// * Thresholds: shares in proportion to 1/(|mu - level| + margin)^2, the complexity their sum.
  public var allocation: Allocation? { solved.value }

  /// See `Metric.complexity`.
  public var complexity: Double? { allocation?.complexity }

  private static func allocation(_ table: HypothesisTable, _ truth: Int) -> Allocation? {
    let others = (0..<table.hypothesisCount).filter { $0 != truth }
    guard !others.isEmpty else { return nil }
    // The prices of the queries are lambda T*.
    var programme = LinearProgram(maximizing: others.map { _ in 1 })
    for query in 0..<table.queryCount {
      let p = table.probability(of: query, under: truth)
      programme.require(
        others.map { BernoulliDivergence.value(p, table.probability(of: query, under: $0)) }, .atMost, 1)
    }
    guard case .optimal(let solution) = programme.solve(), solution.value > 0, solution.value.isFinite else {
      return nil
    }
    let prices = solution.prices.map { max(0, $0) }
    let sum = prices.reduce(0, +)
    return Allocation(weights: prices.map { $0 / sum }, complexity: 2 * solution.value)
  }

  /// The allocation for vectors if answers had these worths.
  package static func allocation(_ vectors: QueryVectors, worths: [Double], steps: Int) -> Allocation? {
    guard let best = worths.indices.max(by: { worths[$0] < worths[$1] }) else { return nil }
    let size = vectors.dimension
    var directions: [Double] = []
    for answer in worths.indices where answer != best {
      let gap = worths[best] - worths[answer]
      guard gap > 0 else { return nil }
      for place in 0..<size {
        directions.append((vectors.answers[best * size + place] - vectors.answers[answer * size + place]) / gap)
      }
    }
    guard !directions.isEmpty,
      let design = TransductiveDesign(
        queries: vectors.queries, directions: directions, dimension: size, steps: steps)
    else { return nil }
    return Allocation(weights: design.weights, complexity: design.value)
  }

  private static func allocation(_ sets: FeasibleSets, isMatroid: Bool, _ means: [Double]) -> Allocation? {
    var sets = sets
    var best: [Int] = []
    sets.writeCheapest(for: means.map { -$0 }, into: &best)
    var differences: [(elements: [Int], gap: Double)] = []
    if isMatroid {
      // Not even looked at where they are far too many.
      guard best.count * (means.count - best.count) <= 100_000 else { return nil }
      for leaving in best {
        for entering in means.indices where !best.contains(entering) {
          let set = (best.filter { $0 != leaving } + [entering]).sorted()
          if sets.accepts(set) { differences.append(([leaving, entering], means[leaving] - means[entering])) }
        }
      }
    } else {
      guard let all = sets.allSets(atMost: 10_000) else { return nil }
      let members = Set(best)
      let worth = best.reduce(0) { $0 + means[$1] }
      for set in all where set != best {
        let elements = members.symmetricDifference(set).sorted()
        differences.append((elements, worth - set.reduce(0) { $0 + means[$1] }))
      }
    }
    guard (1...10_000).contains(differences.count), differences.allSatisfy({ $0.gap > 0 }),
      let design = TransductiveDesign(elementCount: means.count, differences: differences)
    else { return nil }
    return Allocation(weights: design.weights, complexity: design.value)
  }

  private static func allocation(_ distances: [Double]) -> Allocation? {
    guard distances.allSatisfy({ $0 > 0 }) else { return nil }
    let costs = distances.map { 1 / ($0 * $0) }
    let sum = costs.reduce(0, +)
    return sum.isFinite ? Allocation(weights: costs.map { $0 / sum }, complexity: sum) : nil
  }
}
