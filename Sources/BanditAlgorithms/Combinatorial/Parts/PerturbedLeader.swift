import BanditComparators
import BanditGames
import BanditStreams

/// The set of the least perturbed cost so far: uniform noise of width 2 / epsilon on each element, drawn once.
struct PerturbedLeader: Sendable {
  private var sets: FeasibleSets
  private let width: Double
  /// The noise; a number for each element.
  private(set) var noise: [Double]
  /// The sum of the costs of each element.
  private(set) var totals: [Double]
  private var perturbed: [Double]
  /// The leader that was found last.
  private(set) var set: [Int] = []

  /// A leader without noise, over no costs.
  init(_ problem: CombinatorialProblem, epsilon: Double) {
    sets = problem.sets
    width = 1 / epsilon
    noise = Array(repeating: 0, count: problem.elementCount)
    totals = noise
    perturbed = noise
    set.reserveCapacity(problem.sets.largestSize)
  }

  /// Draws the noise, uniform on [-1 / epsilon, 1 / epsilon]; a uniform for each element.
  mutating func draw(_ stream: inout RoundNoise) {
    for element in noise.indices { noise[element] = width * (2 * stream.uniform() - 1) }
  }

  /// Takes given noise.
  mutating func perturb(by given: [Double]) { noise = given }

  /// Adds the costs of a round.
  mutating func add(_ costs: [Double]) {
    for element in totals.indices { totals[element] += costs[element] }
  }

  /// Adds a cost of one element.
  mutating func add(_ cost: Double, of element: Int) { totals[element] += cost }

  /// Finds the leader.
  mutating func lead() {
    for element in totals.indices { perturbed[element] = totals[element] + noise[element] }
    sets.writeCheapest(for: perturbed, into: &set)
  }

  /// Writes the leader over another set.
  func write(into other: inout [Int]) {
    other.removeAll(keepingCapacity: true)
    other.append(contentsOf: set)
  }
}
