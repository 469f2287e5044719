import BanditNumerics

/// A bandit that remembers, as a finite automaton: in each state each arm has a mean and a next state.
///
/// A time-invariant environment whose means depend on the last pulls, on idle times up to a cap or on blocked rounds is
/// such a machine; its best sequences come from dynamic programming over the states.
public struct HistoryAutomaton: SequenceSolver {
  /// The number of arms, K.
  public let armCount: Int
  /// The mean of each arm in each state, state by state.
  private var means: [Double] = []
  /// The next state after each arm in each state, state by state.
  private var successors: [Int32] = []

  /// Explores the machine from its start, breadth first; the start is state 0.
  ///
  /// - Parameters:
  ///   - armCount: K, at least 1.
  ///   - start: the state before round 1.
  ///   - step: the mean of an arm in a state, and the state that follows.
  /// - Precondition: fewer than 2^31 states can be reached.
  /// - Complexity: K steps per state.
  public init<State: Hashable>(
    armCount: Int, start: State, step: (_ state: State, _ arm: Int) -> (mean: Double, next: State)
  ) {
    precondition(armCount >= 1, "a bandit needs at least one arm")
    self.armCount = armCount
    var numbers: [State: Int32] = [start: 0]
    var states = [start]
    var explored = 0
    while explored < states.count {
      let state = states[explored]
      explored += 1
      for arm in 0..<armCount {
        let (mean, next) = step(state, arm)
        let number = numbers[next] ?? Int32(states.count)
        if number == states.count {
          numbers[next] = number
          states.append(next)
        }
        means.append(mean)
        successors.append(number)
      }
    }
  }

  /// The memory that a machine and its best sequence of a length take, in bytes, at most: two bytes for each decision,
  /// and for each state its name, its numbers and its edges.
  public static func byteCount(states: Int, armCount: Int, length: Int) -> Int {
    2 * length * states + states * (160 + 24 * armCount)
  }

  /// Creates a machine from its tables, state by state: the mean of each of K arms, and the state that follows.
  ///
  /// - Precondition: as many successors as means, a multiple of `armCount`.
  init(armCount: Int, means: [Double], successors: [Int32]) {
    self.armCount = armCount
    self.means = means
    self.successors = successors
  }

  /// The number of states that can be reached.
  public var stateCount: Int { means.count / armCount }

  /// The largest sums of means, by value iteration; the machine does not change with time, so that one pass gives all
  /// lengths.
  ///
  /// - Complexity: O(length times states times K).
  public func bestTotals(through length: Int) -> [Double] { bestTotals(through: length, from: 0) }

  /// The same from another state than the start.
  func bestTotals(through length: Int, from start: Int) -> [Double] {
    var totals = [0.0]
    totals.reserveCapacity(length + 1)
    iterate(length, from: start) { total, _ in totals.append(total) }
    return totals
  }

  /// A sequence with the largest sum of means; the lowest arm where several are best.
  ///
  /// - Precondition: at most 65536 arms.
  /// - Complexity: O(length times states times K); two bytes per round and state.
  public func bestSequence(through length: Int) -> [Int] {
    let stateCount = stateCount
    // The best arm of every state with 1, 2, ... rounds to go, one after the other: a list per round would cost more
    // for its header than for the decisions of a small machine.
    var decisions: [UInt16] = []
    decisions.reserveCapacity(length * stateCount)
    iterate(length) { _, best in decisions += best }
    var state = 0
    return (0..<length).reversed().map { later in
      let arm = Int(decisions[later * stateCount + state])
      state = Int(successors[state * armCount + arm])
      return arm
    }
  }

  /// Calls `visit` for 1, 2, ... rounds to go, with the largest sum of means from a state and the best arm of every
  /// state.
  ///
  /// Values are kept relative to that of the state, so that they stay small however many rounds are added up, and with
  /// what addition loses.
  private func iterate(
    _ length: Int, from start: Int = 0, visit: (_ total: Double, _ best: [UInt16]) -> Void
  ) {
    var values = Array(repeating: CompensatedSum(), count: stateCount)
    var updated = values
    var best = Array(repeating: UInt16(0), count: stateCount)
    var base = CompensatedSum()
    for _ in 0..<length {
      for state in values.indices {
        let edges = state * armCount
        var highest = -Double.infinity
        var chosen = edges
        for edge in edges..<edges + armCount {
          let value = means[edge] + values[Int(successors[edge])].value
          if value > highest { (highest, chosen) = (value, edge) }
        }
        best[state] = UInt16(truncatingIfNeeded: chosen - edges)
        updated[state] = values[Int(successors[chosen])]
        updated[state].add(means[chosen])
      }
      let step = updated[start].value
      base.add(step)
      for state in values.indices {
        values[state] = updated[state]
        values[state].add(-step)
      }
      var total = base
      total.add(values[start].value)
      visit(total.value, best)
    }
  }

  /// The largest mean per round that a sequence can keep up forever: the maximum mean cycle, by Karp's theorem (R. M.
  /// Karp, A characterization of the minimum cycle mean in a digraph, Discrete Mathematics 23, 1978).
  ///
  /// - Complexity: O(states^2 times K) time, O(states^2) memory.
  public var bestCycleMean: Double {
    let count = stateCount
    // The largest sum of means of a walk of each length from the start to each state.
    var walks = [Array(repeating: -Double.infinity, count: count)]
    walks[0][0] = 0
    for length in 1...count {
      var reached = Array(repeating: -Double.infinity, count: count)
      for state in 0..<count where walks[length - 1][state] > -.infinity {
        for edge in state * armCount..<(state + 1) * armCount {
          let next = Int(successors[edge])
          reached[next] = max(reached[next], walks[length - 1][state] + means[edge])
        }
      }
      walks.append(reached)
    }
    return (0..<count).filter { walks[count][$0] > -.infinity }.map { state in
      (0..<count).filter { walks[$0][state] > -.infinity }.map { length in
        (walks[count][state] - walks[length][state]) / Double(count - length)
      }.min()!
    }.max()!
  }
}

extension HistoryAutomaton {
  /// The machine of a bandit whose means depend on the last pulls only.
  ///
  /// - Parameters:
  ///   - armCount: K.
  ///   - memory: m, the pulls that count, the present one included.
  ///   - history: the pulls before round 1, the latest one last; at least m - 1 of them, or all there were.
  ///   - mean: the mean of an arm that is pulled now, given how many rounds ago it was pulled before, in increasing
  ///     order, all in `1..<memory`.
  /// - Precondition: `windowCount(armCount:memory:)` is not `nil`.
  public init(
    armCount: Int, memory: Int, after history: [Int] = [], mean: (_ arm: Int, _ ages: [Int]) -> Double
  ) {
    // A window is a number in base K, the latest pull last, led by a digit 1 that marks its length.
    let full = (1..<memory).reduce(1) { power, _ in power * armCount }
    let start = history.suffix(memory - 1).reduce(1) { window, arm in
      armCount == 1 ? window + 1 : window * armCount + arm
    }
    self.init(armCount: armCount, start: start) { window, arm in
      var ages: [Int] = []
      var (rest, age) = (window, 1)
      while armCount > 1 ? rest >= armCount : rest > age {
        if armCount == 1 || rest % armCount == arm { ages.append(age) }
        if armCount > 1 { rest /= armCount }
        age += 1
      }
      guard armCount > 1 else { return (mean(arm, ages), min(window + 1, memory)) }
      // The oldest pull of a full window drops out.
      let next = memory == 1 ? 1 : window < full ? window * armCount + arm : full + (window * armCount + arm) % full
      return (mean(arm, ages), next)
    }
  }

  /// How many windows of up to m - 1 pulls there are: the states of a machine with memory m; `nil` if that exceeds
  /// what this computer's integers hold.
  public static func windowCount(armCount: Int, memory: Int) -> Int? {
    if armCount == 1 { return memory }
    var (count, windows) = (0, 1)
    for _ in 0..<memory {
      let (sum, sumOverflows) = count.addingReportingOverflow(windows)
      let (product, productOverflows) = windows.multipliedReportingOverflow(by: armCount)
      if sumOverflows || productOverflows { return nil }
      (count, windows) = (sum, product)
    }
    return count
  }
}
