import BanditGames
import BanditStreams
import Testing

@testable import BanditAlgorithms

struct ExtendedValueIterationTests {
  /// The law that is chosen, from the means of values in the same order.
  private func law(around estimate: [Double], radius: Double, from best: [Int]) -> [Double] {
    // Raising the first k states alike by 1 shows the mass on them.
    let masses = (1...best.count).map { raised in
      var values = Array(repeating: 0.0, count: best.count)
      for (rank, state) in best.enumerated() { values[state] = rank < raised ? 1 : 0 }
      // A trace of the order within each group.
      for (rank, state) in best.enumerated() { values[state] -= 1e-9 * Double(rank) }
      return ExtendedValueIteration.mostFavourableMean(of: values, around: estimate, radius: radius)
    }
    var law = Array(repeating: 0.0, count: best.count)
    for (rank, state) in best.enumerated() { law[state] = masses[rank] - (rank > 0 ? masses[rank - 1] : 0) }
    return law
  }

  /// By hand.
  @Test func theMostFavourableLawWithinABall() {
    let cases: [(estimate: [Double], radius: Double, best: [Int], law: [Double])] = [
      ([0.5, 0.3, 0.2], 0.4, [2, 1, 0], [0.3, 0.3, 0.4]),
      ([0.1, 0.2, 0.7], 0.6, [0, 1, 2], [0.4, 0.2, 0.4]),
      ([0, 0, 0], 3, [1, 0, 2], [0, 1, 0]),
      ([0.6, 0.4, 0], 0.5, [2, 0, 1], [0.6, 0.15, 0.25]),
    ]
    for (estimate, radius, best, expected) in cases {
      let found = law(around: estimate, radius: radius, from: best)
      for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-7, "\(found)") }
    }
  }

  /// No law on a fine grid within the ball does better, and some one does nearly as well.
  @Test(arguments: 0..<10)
  func agreesWithASearchOverLaws(seed: Int) {
    var noise = RandomStream(key: StreamKey(seed: 82).child(index: seed))
    let weights = (0..<3).map { _ in noise.uniform() }
    let estimate = weights.map { $0 / weights.reduce(0, +) }
    let values = (0..<3).map { _ in 3 * noise.uniform() }
    let radius = noise.uniform()
    let found = ExtendedValueIteration.mostFavourableMean(of: values, around: estimate, radius: radius)
    var best = -Double.infinity
    let steps = 200
    for first in 0...steps {
      for second in 0...(steps - first) {
        let law = [first, second, steps - first - second].map { Double($0) / Double(steps) }
        guard zip(law, estimate).reduce(0, { $0 + abs($1.0 - $1.1) }) <= radius else { continue }
        best = max(best, zip(law, values).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
    // The grid is 1/200 wide, values differ by 3 at most.
    #expect(best <= found + 1e-12 && found - best <= 0.04)
  }

  private let estimates = [0.8, 0.2, 0.5, 0.5, 0.3, 0.7, 0.6, 0.4]
  private let means = [0.2, 0.4, 0.9, 0.1]

  /// By hand: values after four sweeps from 0.
  @Test func firstSweepsByHand() {
    var values = [0.0, 0]
    var found: [[Double]] = []
    for _ in 1...4 {
      values = (0..<2).map { state in
        (0..<2).map { action in
          let pair = state * 2 + action
          return min(1, means[pair] + 0.1)
            + ExtendedValueIteration.mostFavourableMean(
              of: values, around: Array(estimates[2 * pair..<2 * pair + 2]), radius: 0.2)
        }.max()!
      }
      found.append(values)
    }
    for (one, other) in zip(found, [[0.5, 1.0], [1.3, 1.9], [2.16, 2.78], [3.032, 3.656]]) {
      #expect(abs(one[0] - other[0]) < 1e-12 && abs(one[1] - other[1]) < 1e-12)
    }
  }

  /// By hand: gain 7/8 within the set, .7125 of the process itself.
  @Test(arguments: [(0.1, 0.2, 7.0 / 8), (0.0, 0.0, 0.7125)])
  func optimisticGain(rewardRadius: Double, radius: Double, gain: Double) {
    var iteration = ExtendedValueIteration(
      problem: AverageRewardProblem(stateCount: 2, actionCount: 2, horizon: 1))
    iteration.transitions = estimates
    iteration.rewards = means.map { min(1, $0 + rewardRadius) }
    iteration.radii = Array(repeating: radius, count: 4)
    let isSettled = iteration.solve(accuracy: 1e-12)
    #expect(isSettled)
    #expect(abs(iteration.gain - gain) < 1e-11)
    #expect((0..<2).map { iteration.firstBest(in: $0) } == [1, 0])
  }

  @Test func periodicPoliciesAreDamped() {
    var iteration = ExtendedValueIteration(
      problem: AverageRewardProblem(stateCount: 2, actionCount: 1, horizon: 1))
    iteration.transitions = [0, 1, 1, 0]
    iteration.rewards = [0, 1]
    let isSettled = iteration.solve(accuracy: 1e-6)
    #expect(!isSettled)
    #expect(abs(iteration.gain - 0.5) < 1e-6)
  }

  /// A ball that holds everything makes all actions equal but for their rewards.
  @Test func vacuousBallsLeaveTies() {
    var iteration = ExtendedValueIteration(
      problem: AverageRewardProblem(stateCount: 3, actionCount: 3, horizon: 1))
    iteration.rewards = [1, 1, 0.5, 0.5, 1, 1, 1, 0.5, 1]
    iteration.radii = Array(repeating: 2, count: 9)
    let isSettled = iteration.solve(accuracy: 1e-3)
    #expect(isSettled)
    #expect((0..<3).map { iteration.firstBest(in: $0) } == [0, 1, 0])
    #expect((0..<3).map { iteration.isBest($0, in: 2) } == [true, false, true])
    #expect(iteration.gain == 1)
  }
}
