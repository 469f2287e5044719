/// Tasks of a fixed number of rounds for a learner that remembers all of them: backward induction.
///
/// A state is what was seen of each arm, two counts for a beta law and one, how often it was played, for a known mean; the
/// counts add up to the rounds played. With D counts and n rounds there are C(n + D, D) states, numbered by
/// sum_i C(S_i + i - 1, i), S_i the sum of the first i counts.
public struct FixedTasks: Sendable {
  /// What is known of the means.
  public let priors: [ArmPrior]
  /// The number of rounds, n.
  public let length: Int
  /// The number of states.
  public let stateCount: Int
  /// The place of the first count of each arm.
  public let places: [Int]
  /// The number of counts, D.
  public let countCount: Int
  /// C(S + i - 1, i) at `i * (length + 1) + S`.
  private let ranks: [Int]

  /// The number of states.
  public static func stateCount(_ priors: [ArmPrior], length: Int) -> Double {
    let counts = priors.reduce(0) { $0 + ($1.isUnknown ? 2 : 1) }
    return (0..<min(counts, length)).reduce(1) { product, step in
      (product * Double(length + counts - step) / Double(step + 1)).rounded()
    }
  }

  /// Numbers the states.
  ///
  /// - Precondition: at least one arm and one round, and no more than `CappedTasks.largestStateCount` states.
  public init(priors: [ArmPrior], length: Int) {
    precondition(
      !priors.isEmpty && length >= 1
        && FixedTasks.stateCount(priors, length: length) <= Double(CappedTasks.largestStateCount),
      "tasks need arms, rounds, and not too many states")
    self.priors = priors
    self.length = length
    var place = 0
    places = priors.map { prior in
      defer { place += prior.isUnknown ? 2 : 1 }
      return place
    }
    countCount = place
    var ranks = Array(repeating: 1, count: length + 1)
    for row in 1...place {
      ranks.append(0)
      for sum in 1...length {
        ranks.append(ranks[row * (length + 1) + sum - 1] + ranks[(row - 1) * (length + 1) + sum])
      }
    }
    self.ranks = ranks
    stateCount = Int(FixedTasks.stateCount(priors, length: length))
  }

  /// The number of the state with these counts.
  ///
  /// - Complexity: O(D).
  public func state(of counts: [Int]) -> Int {
    var (sum, state) = (0, 0)
    for place in counts.indices {
      sum += counts[place]
      state += ranks[(place + 1) * (length + 1) + sum]
    }
    return state
  }

  /// The posterior mean of an arm, given the counts.
  public func mean(of arm: Int, _ counts: [Int]) -> Double {
    let place = places[arm]
    return priors[arm].isUnknown
      ? priors[arm].mean(successes: counts[place], failures: counts[place + 1])
      : priors[arm].mean(successes: 0, failures: 0)
  }

  /// Visits all states with rounds left, those with fewer left first.
  private func visitStates(_ body: (_ counts: [Int], _ played: Int) -> Void) {
    var counts = Array(repeating: 0, count: countCount)
    func visit(_ place: Int, _ rest: Int, _ played: Int) {
      if place == countCount - 1 {
        counts[place] = rest
        body(counts, played)
        return
      }
      for count in 0...rest {
        counts[place] = count
        visit(place + 1, rest - count, played)
      }
    }
    for played in stride(from: length - 1, through: 0, by: -1) { visit(0, played, played) }
  }

  /// The mean over success and failure of what follows a play.
  private func next(_ arm: Int, _ mean: Double, _ counts: inout [Int], _ values: [Double]) -> Double {
    let place = places[arm]
    counts[place] += 1
    let success = values[state(of: counts)]
    counts[place] -= 1
    guard priors[arm].isUnknown else { return success }
    counts[place + 1] += 1
    let failure = values[state(of: counts)]
    counts[place + 1] -= 1
    return mean * success + (1 - mean) * failure
  }

  /// The arm of each state that maximises the expected sum of gamma^k r_k over the rest of the task: the lowest within
  /// 1e-9 of the best.
  public func plan(discount: Double) -> [Int32] {
    var arms = Array(repeating: Int32(0), count: stateCount)
    var values = Array(repeating: 0.0, count: stateCount)
    var actions = Array(repeating: 0.0, count: priors.count)
    visitStates { counts, _ in
      var counts = counts
      for arm in actions.indices {
        let mean = mean(of: arm, counts)
        actions[arm] = mean + discount * next(arm, mean, &counts, values)
      }
      let state = state(of: counts)
      values[state] = actions.max()!
      arms[state] = Int32(truncatingIfNeeded: actions.lowestOfLargest(within: CappedTasks.tolerance))
    }
    return arms
  }

  /// The expected reward of a task under a deterministic policy.
  public func value(of arms: [Int32]) -> Double {
    value { counts, _, probabilities in
      let choice = Int(arms[state(of: counts)])
      for arm in probabilities.indices { probabilities[arm] = arm == choice ? 1 : 0 }
    }
  }

  /// The expected reward of a task under a policy.
  ///
  /// - Parameter choice: writes the probability of each arm, given the counts and the rounds played.
  public func value(
    of choice: (_ counts: [Int], _ played: Int, _ probabilities: inout [Double]) -> Void
  ) -> Double {
    var values = Array(repeating: 0.0, count: stateCount)
    var probabilities = Array(repeating: 0.0, count: priors.count)
    visitStates { counts, played in
      var counts = counts
      choice(counts, played, &probabilities)
      var value = 0.0
      for arm in probabilities.indices where probabilities[arm] > 0 {
        let mean = mean(of: arm, counts)
        value += probabilities[arm] * (mean + next(arm, mean, &counts, values))
      }
      values[state(of: counts)] = value
    }
    return values[0]
  }
}
