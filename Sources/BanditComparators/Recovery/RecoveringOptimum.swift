/// What the best sequence of sets of arms earns, exactly, for instances small enough to be enumerated.
///
/// The state is the idle time of every arm, up to its depth: the product of the depths many states.
public struct RecoveringOptimum: Sendable {
  /// Its arms are the sets.
  private let machine: HistoryAutomaton

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
    machine = HistoryAutomaton(armCount: sets.count, means: gains, successors: successors)
  }

  /// OPT_0, OPT_1, ..., OPT_T: the largest sum of means over so many periods. O(T `size`).
  public func totals(from start: RecoveryStart, periods: Int) -> [Double] {
    machine.bestTotals(through: periods, from: start == .zero ? 0 : machine.stateCount - 1)
  }

  /// The largest mean reward per period in the long run.
  ///
  /// O(states `size`) time, O(states^2) memory.
  public func longRunAverage() -> Double { machine.bestCycleMean }
}
