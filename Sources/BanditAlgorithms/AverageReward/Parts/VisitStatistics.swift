import BanditGames

/// What a model-based learner keeps of its transitions: counts for each pair of a state and an action.
struct VisitStatistics: Sendable {
  let stateCount: Int
  /// How often each pair was visited, N(s, a).
  private(set) var visits: [Int]
  /// The sum of the rewards of each pair.
  private(set) var rewards: [Double]
  /// How often each pair led to each state, at `pair * stateCount + state`.
  private(set) var successors: [Double]

  init(problem: AverageRewardProblem) {
    stateCount = problem.stateCount
    visits = Array(repeating: 0, count: problem.pairCount)
    rewards = Array(repeating: 0, count: problem.pairCount)
    successors = Array(repeating: 0, count: problem.pairCount * problem.stateCount)
  }

  mutating func add(pair: Int, reward: Double, nextState: Int) {
    visits[pair] += 1
    rewards[pair] += reward
    successors[pair * stateCount + nextState] += 1
  }

  mutating func remove(pair: Int, reward: Double, nextState: Int) {
    visits[pair] -= 1
    rewards[pair] -= reward
    successors[pair * stateCount + nextState] -= 1
  }

  /// Puts sums of rewards in place that were added up again.
  mutating func replaceRewards(by sums: [Double]) { rewards = sums }

  /// Forgets a pair.
  mutating func forget(_ pair: Int) {
    visits[pair] = 0
    rewards[pair] = 0
    for place in pair * stateCount..<(pair + 1) * stateCount { successors[place] = 0 }
  }

  /// Forgets everything.
  mutating func forgetAll() {
    for pair in visits.indices { forget(pair) }
  }
}
