import BanditGames

/// Extended value iteration: the policy and the gain that are best under the most favourable rewards and laws
/// within a confidence set (T. Jaksch, R. Ortner and P. Auer, JMLR 11, 2010, figures 2 and 3).
///
/// Laws of the next state lie within an L1 ball around their estimate: the most favourable one moves half of the
/// radius to the best state, away from the worst ones. Nothing is allocated after creation.
struct ExtendedValueIteration: Sendable {
  /// The most favourable reward of each pair; to be filled in.
  var rewards: [Double]
  /// The estimated law of the next state of each pair, `pair * stateCount + state`; to be filled in. A row of
  /// zeros stands for a pair that was never visited.
  var transitions: [Double]
  /// The radius of each pair's ball; to be filled in.
  var radii: [Double]
  /// The optimistic gain that `solve` found.
  private(set) var gain = 0.0

  private let stateCount: Int
  private let actionCount: Int
  /// For each state the number of its actions.
  private let actionCounts: [Int]
  private var values: [Double]
  private var updated: [Double]
  /// Values of pairs in the latest sweep.
  private var pairValues: [Double]
  /// States from the highest to the lowest value, ties by index.
  private var order: [Int]

  /// Sweeps before a periodic policy is suspected.
  private static let patience = 100_000

  /// Values that differ by less are equal.
  static let tolerance = 1e-12

  init(problem: AverageRewardProblem) {
    stateCount = problem.stateCount
    actionCount = problem.actionCount
    actionCounts = (0..<problem.stateCount).map { problem.actionCount(in: $0) }
    rewards = Array(repeating: 0, count: problem.pairCount)
    transitions = Array(repeating: 0, count: problem.pairCount * problem.stateCount)
    radii = Array(repeating: 0, count: problem.pairCount)
    values = Array(repeating: 0, count: problem.stateCount)
    updated = values
    pairValues = rewards
    order = Array(0..<problem.stateCount)
  }

  /// Sweeps from values of 0 until all of them grow alike, up to the accuracy.
  ///
  /// - Returns: whether they settled. Otherwise sweeps had to be damped (a radius near 0 leaves
  ///   periodic policies periodic), or were given up.
  /// - Complexity: O(S^2 A) per sweep.
  mutating func solve(accuracy: Double) -> Bool {
    for state in values.indices {
      values[state] = 0
      order[state] = state
    }
    if sweep(accuracy: accuracy, pace: 1) { return true }
    _ = sweep(accuracy: accuracy, pace: 0.5)
    return false
  }

  /// Whether an action is among the best of a state after `solve`, up to the tolerance.
  func isBest(_ action: Int, in state: Int) -> Bool {
    guard action < actionCounts[state] else { return false }
    let first = state * actionCount
    var best = -Double.infinity
    for pair in first..<first + actionCounts[state] { best = max(best, pairValues[pair]) }
    return pairValues[first + action] >= best - Self.tolerance
  }

  /// The lowest best action of a state after `solve`.
  func firstBest(in state: Int) -> Int {
    (0..<actionCount).first { isBest($0, in: state) } ?? 0
  }

  private mutating func sweep(accuracy: Double, pace: Double) -> Bool {
    for _ in 0..<Self.patience {
      var (lowest, highest) = (Double.infinity, -Double.infinity)
      for state in 0..<stateCount {
        var best = -Double.infinity
        for pair in state * actionCount..<state * actionCount + actionCounts[state] {
          let value = rewards[pair] + mostFavourableMean(pair)
          pairValues[pair] = value
          if value > best { best = value }
        }
        let growth = best - values[state]
        updated[state] = values[state] + pace * growth
        if growth < lowest { lowest = growth }
        if growth > highest { highest = growth }
      }
      if highest - lowest < accuracy {
        gain = (highest + lowest) / 2
        return true
      }
      gain = (highest + lowest) / 2
      recentre()
    }
    return false
  }

  /// Takes over the updated values, less the lowest, and sorts the states again: by insertion, as the order hardly
  /// changes from one sweep to the next.
  private mutating func recentre() {
    var lowest = Double.infinity
    for state in 0..<stateCount where updated[state] < lowest { lowest = updated[state] }
    for state in 0..<stateCount { values[state] = updated[state] - lowest }
    for place in 1..<max(1, stateCount) {
      let state = order[place]
      let value = values[state]
      var hole = place
      while hole > 0, values[order[hole - 1]] < value || (values[order[hole - 1]] == value && order[hole - 1] > state) {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = state
    }
  }

  /// The highest mean of `values` over the laws within the ball.
  private func mostFavourableMean(_ pair: Int) -> Double {
    let top = order[0]
    let row = pair * stateCount
    let raised = min(1, transitions[row + top] + radii[pair] / 2)
    // All the mass is there; besides, equal values stay equal to the last bit.
    if raised == 1 { return values[top] }
    var mean = (raised - transitions[row + top]) * values[top]
    var mass = raised - transitions[row + top]
    for state in 0..<stateCount {
      mean += transitions[row + state] * values[state]
      mass += transitions[row + state]
    }
    var excess = mass - 1
    var place = stateCount - 1
    while excess > Self.tolerance && place > 0 {
      let state = order[place]
      let drained = min(excess, transitions[row + state])
      mean -= drained * values[state]
      excess -= drained
      place -= 1
    }
    return mean
  }
}

extension ExtendedValueIteration {
  /// The highest mean of `values` over the laws within an L1 ball around an estimate: one step of a sweep, by
  /// itself.
  static func mostFavourableMean(of values: [Double], around estimate: [Double], radius: Double) -> Double {
    var iteration = ExtendedValueIteration(
      problem: AverageRewardProblem(stateCount: values.count, actionCount: 1, horizon: 1))
    iteration.updated = values
    iteration.recentre()
    iteration.transitions.replaceSubrange(0..<values.count, with: estimate)
    iteration.radii[0] = radius
    return iteration.mostFavourableMean(0) + values.min()!
  }
}
