import BanditComparators
import BanditNumerics

/// What the best sets of the next d periods would have brought at each moment of a learner's history; see
/// `Metric.lookaheadRegret`.
public struct LookaheadRival: Sendable {
  private let curves: [RecoveryCurve]
  private let steps: Int
  private var idleTimes: IdleTimes
  private var search: LookaheadSearch?
  private var means: [Double]
  private var selection: ArmSelection
  private var blockBest = 0.0
  private var blockValue = 0.0
  private var sum = CompensatedSum()
  private var periods = 0

  /// The rival of a run; `nil` where too many sequences would have to be tried.
  init?(_ truth: RecoveringArms) {
    curves = truth.curves
    steps = truth.lookahead
    idleTimes = truth.idleTimes
    means = Array(repeating: 0, count: curves.count)
    selection = ArmSelection(armCount: curves.count, capacity: truth.capacity)
    if steps > 1 {
      let count = LookaheadSearch.sequenceCount(
        armCount: curves.count, capacity: truth.capacity, steps: steps, allowsRepetition: true)
      guard count != nil else { return nil }
      search = LookaheadSearch(curves: curves, capacity: truth.capacity, steps: steps)
    }
  }

  /// The sum over the blocks that are over.
  var regret: Double {
    (sum.value + (periods > 0 && periods % steps == 0 ? blockBest - blockValue : 0)) / Double(steps)
  }

  /// Begins a period.
  @usableFromInline
  mutating func open(_ round: Int) {
    periods = round
    guard (round - 1) % steps == 0 else { return }
    sum.add(blockBest - blockValue)
    blockValue = 0
    blockBest = best(at: round)
  }

  /// Records a pull.
  @usableFromInline
  mutating func record(_ arm: Int, _ mean: Double, at round: Int) {
    blockValue += mean
    idleTimes.pull(arm, at: round)
  }

  private mutating func best(at round: Int) -> Double {
    guard search == nil else {
      search!.search(from: idleTimes, at: round)
      return search!.total
    }
    for arm in curves.indices { means[arm] = curves[arm][idleTimes.idleTime(of: arm, at: round)] }
    selection.open()
    selection.addLargest(of: means)
    return selection.arms.reduce(0) { $0 + means[$1] }
  }
}
