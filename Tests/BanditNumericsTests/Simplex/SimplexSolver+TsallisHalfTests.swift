import BanditStreams
import Testing

@testable import BanditNumerics

struct SimplexSolverTsallisHalfTests {
  private func weights(_ losses: [Double], rate: Double, start: Double = .nan) -> (weights: [Double], depth: Double) {
    var weights = losses
    var depth = start
    SimplexSolver.solveTsallisHalf(losses, rate: rate, depth: &depth, into: &weights)
    return (weights, depth)
  }

  @Test(arguments: [
    ([0.0, 1], 2.0, [0.78004843, 0.21995157], 1.13224188231),
    ([0.0, 1], 1.0, [0.66458323, 0.33541677], 2.45332625272),
    ([0.0, 2, 5], 0.5, [0.55602570, 0.29502428, 0.14895001], 5.36429383),
  ])
  func knownProblems(losses: [Double], rate: Double, expected: [Double], depth: Double) {
    let solution = weights(losses, rate: rate)
    #expect(distance(solution.weights, expected) < 5e-9)
    #expect(abs(solution.depth - depth) < 5e-9)
  }

  /// Random problems with fixed keys, cold and from the solution of another problem: the general solution's weights.
  @Test func agreesWithTheGeneralSolution() {
    var noise = RandomStream(key: StreamKey(seed: 5).child(label: "tsallis half"))
    var start = Double.nan
    for problem in 0..<2000 {
      let count = problem % 50 == 0 ? 1 + noise.integer(below: 1000) : 1 + noise.integer(below: 12)
      let rate = Double.exp(12.6 * noise.uniform() - 9.2)
      let size = Double.exp(20 * noise.uniform() - 4)
      let losses = (0..<count).map { _ in size * (noise.uniform() - 0.5) }
      var expected = losses
      var depth = Double.nan
      SimplexSolver.solve(losses, TsallisHalf(rate: rate), depth: &depth, into: &expected)
      for start in [Double.nan, start, 1e-9, 1e9] {
        let solution = weights(losses, rate: rate, start: start)
        #expect(relativeDistance(solution.weights, expected) < 1e-12)
        #expect(abs(solution.weights.reduce(0, +) - 1) < 1e-12)
        if count > 1 { #expect(abs(solution.depth / depth - 1) < 1e-12) }
      }
      start = depth
    }
  }

  /// A round's change of one loss takes two looks at the items, no change takes one.
  @Test func warmStartsAreCheap() {
    var losses = [3.0, 0, 8, 20, 1]
    var weights = losses
    var depth = Double.nan
    SimplexSolver.solveTsallisHalf(losses, rate: 0.02, depth: &depth, into: &weights)
    #expect(SimplexSolver.solveTsallisHalf(losses, rate: 0.02, depth: &depth, into: &weights) == 1)
    losses[2] += 40
    #expect(SimplexSolver.solveTsallisHalf(losses, rate: 0.02, depth: &depth, into: &weights) == 2)
  }
}
