import BanditAlgorithms
import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Labelled examples for tests of learners on grouped data.
struct Examples {
  var features: [[Double]]
  var labels: [Double]
  var groups: [[Int]]

  /// Random features and groups, labels by a linear model that differs between two groups, clipped to [0, 1].
  static func random(_ count: Int, features dimension: Int, groups groupCount: Int, seed: UInt64) -> Examples {
    var noise = RandomStream(key: StreamKey(seed: seed))
    var examples = Examples(features: [], labels: [], groups: [])
    for _ in 0..<count {
      let features = (0..<dimension).map { _ in noise.uniform() }
      let groups = (0..<groupCount).filter { $0 == groupCount - 1 || noise.uniform() < 0.4 }
      let tilt = groups.contains(0) ? 0.8 : -0.3
      let label = features.enumerated().reduce(0.2) { $0 + $1.element * ($1.offset % 2 == 0 ? tilt : 0.3) }
      examples.features.append(features)
      examples.groups.append(groups)
      examples.labels.append(min(max(label + 0.2 * (noise.uniform() - 0.5), 0), 1))
    }
    return examples
  }

  /// Teaches a learner all examples in order; its forecasts.
  func forecasts<Learner: GroupedLearner>(of learner: inout Learner, seed: UInt64 = 1) -> [Forecast] {
    var noise = RandomStream(key: StreamKey(seed: seed))
    return labels.indices.map { place in
      let example = GroupedExample(features: features[place], groups: groups[place])
      var forecast = Forecast()
      noise.move(to: 0, occurrence: place + 1)
      learner.predict(example, into: &forecast, at: place + 1, noise: &noise)
      learner.observe(label: labels[place], of: example, at: place + 1)
      return forecast
    }
  }

  /// The losses of a learner.
  func losses<Learner: GroupedLearner>(of learner: inout Learner, seed: UInt64 = 1) -> [Double] {
    zip(forecasts(of: &learner, seed: seed), labels).map { $0.loss(of: $1) }
  }
}

func makeLearner<Learner: GroupedLearner & Configurable<GroupedProblem>>(
  _ type: Learner.Type, _ settings: Settings = [:], features: Int, groups: Int = 1
) throws -> Learner {
  try Learner(
    settings: Settings(defaultsOf: Learner.card.parameters, given: settings),
    problem: GroupedProblem(featureCount: features, groupCount: groups, horizon: 1000))
}

/// Solves a symmetric positive definite system by elimination, for references that update nothing.
func solve(_ matrix: [[Double]], _ right: [Double]) -> (solution: [Double], logDeterminant: Double) {
  var (matrix, right) = (matrix, right)
  var logDeterminant = 0.0
  for pivot in right.indices {
    logDeterminant += Double.log(matrix[pivot][pivot])
    for row in (pivot + 1)..<max(right.count, pivot + 1) {
      let factor = matrix[row][pivot] / matrix[pivot][pivot]
      for column in pivot..<right.count { matrix[row][column] -= factor * matrix[pivot][column] }
      right[row] -= factor * right[pivot]
    }
  }
  for row in right.indices.reversed() {
    for column in (row + 1)..<max(right.count, row + 1) { right[row] -= matrix[row][column] * right[column] }
    right[row] /= matrix[row][row]
  }
  return (right, logDeterminant)
}

func dot(_ left: [Double], _ right: [Double]) -> Double { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }

/// The matrix lambda I + sum x x^T and the vector sum y x of the first examples.
func normalEquations(_ examples: Examples, first count: Int, lambda: Double) -> (matrix: [[Double]], right: [Double]) {
  let dimension = examples.features[0].count
  var matrix = (0..<dimension).map { row in (0..<dimension).map { $0 == row ? lambda : 0 } }
  var right = Array(repeating: 0.0, count: dimension)
  for place in 0..<count {
    let x = examples.features[place]
    for row in 0..<dimension {
      right[row] += examples.labels[place] * x[row]
      for column in 0..<dimension { matrix[row][column] += x[row] * x[column] }
    }
  }
  return (matrix, right)
}
