import BanditComparators
import BanditGames

/// The answer that responses speak for, whatever was asked: the most likely hypothesis, the best vector by least squares,
/// the best set of empirical means, the arms with empirical means of at least the level.
struct AnswerEstimate: Sendable {
  private enum Rule: Sendable {
    case posterior(HypothesisPosterior)
    case leastSquares(LeastSquaresAnswer)
    case sets(FeasibleSets)
    case level(Double)
  }

  /// How often each query was asked.
  private(set) var counts: [Int]
  private var sums: [Double]
  private var rule: Rule

  init(_ problem: ExplorationProblem) {
    counts = Array(repeating: 0, count: problem.queryCount)
    sums = Array(repeating: 0, count: problem.queryCount)
    switch problem.structure {
    case .hypotheses(let table): rule = .posterior(HypothesisPosterior(table))
    case .linear(let vectors): rule = .leastSquares(LeastSquaresAnswer(vectors))
    case .sets(let sets, _): rule = .sets(sets)
    case .threshold(let level, _, _): rule = .level(level)
    }
  }

  mutating func observe(_ response: Double, to query: Int) {
    counts[query] += 1
    sums[query] += response
    switch rule {
    case .posterior(var posterior):
      // Moved out and back: a copy would be one of all weights.
      rule = .level(0)
      posterior.observe(response, to: query)
      rule = .posterior(posterior)
    case .leastSquares(var squares):
      rule = .level(0)
      squares.observe(response, to: query)
      rule = .leastSquares(squares)
    case .sets, .level: break
    }
  }

  /// The empirical mean of a query that was asked.
  func mean(_ query: Int) -> Double { sums[query] / Double(counts[query]) }

  /// The answer. Arms that were never asked count as the worst of the others.
  var answer: [Int] {
    switch rule {
    case .posterior(let posterior): return [posterior.best]
    case .leastSquares(let squares): return [squares.worths.firstMaximum]
    case .sets(var sets):
      let least = counts.indices.filter { counts[$0] > 0 }.map(mean).min() ?? 0
      var set: [Int] = []
      sets.writeCheapest(for: counts.indices.map { counts[$0] > 0 ? -mean($0) : -least }, into: &set)
      return set
    case .level(let level): return counts.indices.filter { counts[$0] > 0 && mean($0) >= level }
    }
  }

  /// What cards say of it.
  static let rule = """
    Answer: the most likely hypothesis; the best vector for theta by least squares; the best set for the empirical means; \
    the arms whose empirical mean is at least the level.
    """
}
