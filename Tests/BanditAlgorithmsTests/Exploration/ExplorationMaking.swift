import BanditComparators
import BanditGames
import BanditStreams

/// The queries that a learner asks if these are the responses, and the learner afterwards.
func ask<Learner: ExplorationLearner>(
  _ learner: Learner, responses: [Double]
) -> (learner: Learner, queries: [Int]) {
  var learner = learner
  var queries: [Int] = []
  var noise = RandomStream(key: StreamKey(seed: 1))
  for (place, response) in responses.enumerated() where !learner.isOver {
    noise.move(to: 0, occurrence: place + 1)
    queries.append(learner.selectQuery(at: place + 1, noise: &noise))
    learner.observe(response, to: queries[place], at: place + 1)
  }
  return (learner, queries)
}

/// Problems of the four structures, small.
enum ExplorationExamples {
  /// h_i(x) = 1{x >= i} on four positions, flipped with probability .1.
  static let thresholds = hypotheses((0..<4).map { row in (0..<4).map { $0 >= row ? 0.9 : 0.1 } })

  /// The table of Tests/Reference/exploration.py, and the answers that it is given.
  static let table = hypotheses([
    [0.9, 0.2, 0.4, 0.7], [0.8, 0.9, 0.1, 0.6], [0.3, 0.8, 0.7, 0.2], [0.1, 0.3, 0.6, 0.9], [0.5, 0.4, 0.2, 0.1],
  ])
  static let answers: [Double] = [1, 0, 0, 1, 1, 0, 1, 0, 0, 0]

  static let sets = ExplorationProblem(
    .sets(FeasibleSets(SubsetOracle(elementCount: 4, size: 2)), isMatroid: true), noise: .gaussian(sd: 1), horizon: 1000
  )

  static let level = ExplorationProblem(
    .threshold(level: 0.5, margin: 0.1, armCount: 2), noise: .bernoulli, horizon: 100)

  static let corner = ExplorationProblem(
    .linear(QueryVectors(queries: [[1, 0], [0, 1], [0.8, 0.6]], answers: [[1, 0], [0, 1], [0.8, 0.6]])),
    noise: .gaussian(sd: 1), horizon: 1000)

  static func hypotheses(_ rows: [[Double]]) -> ExplorationProblem {
    ExplorationProblem(.hypotheses(HypothesisTable(rows)), noise: .bernoulli, horizon: 100)
  }
}
