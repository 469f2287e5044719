/// What the best sequence of sets of arms earns, exactly, for instances small enough to be enumerated.
///
/// The state is the idle time of every arm, up to its depth: the product of the depths many states.
public struct RecoveringOptimum: Sendable {
  private let stateCount: Int
  private let recovered: Int
  /// For each state and set, what the set pays and where it leads.
  private let gains: [Double]
  private let successors: [Int32]
  private let setCount: Int

  /// The largest `size`: 100 MB.
  public static let largestSize = 6_000_000

  /// The largest number of arms.
  public static let largestArmCount = 20

  /// The number of states times the number of sets of at most `capacity` arms, the steps of a period of the dynamic
  /// programme; `nil` beyond `largestSize`.
  public static func size(curves: [RecoveryCurve], capacity: Int) -> Int? {
    var (states, sets, ofThisSize) = (1, 1, 1)
    for curve in curves {
      states *= curve.depth
      if states > largestSize { return nil }
    }
    for size in 1...max(1, min(capacity, curves.count)) {
      ofThisSize = ofThisSize * (curves.count - size + 1) / size
      sets += ofThisSize
      if sets > largestSize { return nil }
    }
    return states * sets <= largestSize ? states * sets : nil
  }

  /// Enumerates states and sets: O(`size`) time and memory.
  ///
  /// - Precondition: `size` is not `nil`; between 1 and `largestArmCount` arms.
  public init(curves: [RecoveryCurve], capacity: Int) {
    precondition(
      RecoveringOptimum.size(curves: curves, capacity: capacity) != nil
        && (1...RecoveringOptimum.largestArmCount).contains(curves.count),
      "the optimum needs at least one arm, and no more states than `size` allows")
    let sets = (0..<1 << curves.count).filter { $0.nonzeroBitCount <= capacity }
    var strides: [Int] = []
    var stateCount = 1
    for curve in curves {
      strides.append(stateCount)
      stateCount *= curve.depth
    }
    var gains: [Double] = []
    var successors: [Int32] = []
    gains.reserveCapacity(stateCount * sets.count)
    successors.reserveCapacity(stateCount * sets.count)
    for state in 0..<stateCount {
      // A digit is an idle time less 1; an arm that rests moves up, one that is pulled goes to 0.
      let digits = curves.indices.map { state / strides[$0] % curves[$0].depth }
      let rested = curves.indices.map { strides[$0] * min(digits[$0] + 1, curves[$0].depth - 1) }
      let idle = rested.reduce(0, +)
      for set in sets {
        var (gain, successor) = (0.0, idle)
        for arm in curves.indices where set >> arm & 1 == 1 {
          gain += curves[arm].means[digits[arm]]
          successor -= rested[arm]
        }
        gains.append(gain)
        successors.append(Int32(successor))
      }
    }
    self.stateCount = stateCount
    recovered = stateCount - 1
    self.gains = gains
    self.successors = successors
    setCount = sets.count
  }

  /// OPT_0, OPT_1, ..., OPT_T: the largest sum of means over so many periods. O(T `size`).
  public func totals(from start: RecoveryStart, periods: Int) -> [Double] {
    var values = Array(repeating: 0.0, count: stateCount)
    var next = values
    var totals = [0.0]
    for _ in 0..<periods {
      step(values, into: &next)
      swap(&values, &next)
      totals.append(values[start == .zero ? 0 : recovered])
    }
    return totals
  }

  /// The largest mean reward per period in the long run: the maximum mean cycle of the graph of states (Karp 1978).
  ///
  /// O(states `size`) time, O(states^2) memory.
  public func longRunAverage() -> Double {
    // Along reversed edges the mean of a cycle is the same, and the step is that of the dynamic programme.
    var levels = [Array(repeating: 0.0, count: stateCount)]
    for level in 0..<stateCount {
      levels.append(levels[level])
      step(levels[level], into: &levels[level + 1])
    }
    return (0..<stateCount).map { state in
      (0..<stateCount).map { (levels[stateCount][state] - levels[$0][state]) / Double(stateCount - $0) }.min()!
    }.max()!
  }

  /// One period more: the best of every state from what the states are worth after it.
  private func step(_ values: [Double], into next: inout [Double]) {
    for state in 0..<stateCount {
      var best = -Double.infinity
      for place in state * setCount..<(state + 1) * setCount {
        best = max(best, gains[place] + values[Int(successors[place])])
      }
      next[state] = best
    }
  }
}
