/// The best sets of arms over the next few periods, by trying all sequences.
///
/// Sets of the full size min(K, N), in lexicographic order; the first of the best sequences wins.
public struct LookaheadSearch: Sendable {
  /// The largest number of sequences tried.
  public static let largestCount = 1_000_000
  /// The largest number of pulls in a period, over all sequences: sets that leave out only a few of many arms are few,
  /// but large.
  public static let largestPullCount = 20_000_000

  /// How many sequences there are; `nil` if there are more than `largestCount`, or more than `largestPullCount` when
  /// multiplied by the size of a set.
  ///
  /// - Parameters:
  ///   - armCount: the number of arms, N.
  ///   - capacity: how many can be pulled in a period, K.
  ///   - steps: how many periods ahead, d.
  ///   - allowsRepetition: whether an arm may be pulled more than once in these periods.
  public static func sequenceCount(armCount: Int, capacity: Int, steps: Int, allowsRepetition: Bool) -> Int? {
    let size = min(capacity, armCount)
    var count = 1
    var left = armCount
    for _ in 0..<steps {
      if left < size { return 0 }
      var sets = 1
      // Of the arms to take and those to leave out the fewer: the coefficients on the way rise to the last one, so that
      // none of them is refused where the last one is not.
      for chosen in 0..<min(size, left - size) {
        sets = sets * (left - chosen) / (chosen + 1)
        if sets > largestCount { return nil }
      }
      // Both factors are at most a million.
      count *= sets
      if count > largestCount || count > largestPullCount / max(1, size) { return nil }
      if !allowsRepetition { left -= size }
    }
    return count
  }

  /// The largest sum of means found by the latest search.
  public private(set) var total = 0.0
  /// The arms of the best sequence found by the latest search, `setSize` for each period.
  public private(set) var arms: [Int]
  /// How many arms a set has.
  public let setSize: Int

  private let curves: [RecoveryCurve]
  private let steps: Int
  private let allowsRepetition: Bool
  private let sets: [Int]
  private var trial: [Int]
  private var saved: [Int]

  /// Lists the sets.
  ///
  /// - Precondition: `sequenceCount` is neither `nil` nor 0.
  public init(curves: [RecoveryCurve], capacity: Int, steps: Int, allowsRepetition: Bool = true) {
    let count = LookaheadSearch.sequenceCount(
      armCount: curves.count, capacity: capacity, steps: steps, allowsRepetition: allowsRepetition)
    precondition(count != nil && count != 0, "no sequences of \(steps) sets, or too many")
    self.curves = curves
    self.steps = steps
    self.allowsRepetition = allowsRepetition
    setSize = min(capacity, curves.count)
    sets = LookaheadSearch.sets(of: setSize, among: curves.count)
    trial = Array(repeating: 0, count: steps * setSize)
    arms = trial
    saved = trial
  }

  /// Searches from a state; O(`sequenceCount` K).
  public mutating func search(from idleTimes: IdleTimes, at round: Int) {
    total = -.infinity
    var idleTimes = idleTimes
    extend(step: 0, sum: 0, round, &idleTimes)
  }

  private mutating func extend(step: Int, sum: Double, _ round: Int, _ idleTimes: inout IdleTimes) {
    guard step < steps else {
      // Sums of the same means in another order may differ in the last bits.
      if sum > total + 1e-12 * max(1, abs(total)) || total == -.infinity {
        total = sum
        arms.replaceSubrange(arms.indices, with: trial)
      }
      return
    }
    for first in stride(from: 0, to: sets.count, by: setSize) {
      if !allowsRepetition, sets[first..<first + setSize].contains(where: trial[..<(step * setSize)].contains) {
        continue
      }
      var gain = 0.0
      for place in 0..<setSize {
        let arm = sets[first + place]
        gain += curves[arm][idleTimes.idleTime(of: arm, at: round)]
        trial[step * setSize + place] = arm
        saved[step * setSize + place] = idleTimes.latest[arm]
        idleTimes.latest[arm] = round
      }
      extend(step: step + 1, sum: sum + gain, round + 1, &idleTimes)
      for place in 0..<setSize { idleTimes.latest[sets[first + place]] = saved[step * setSize + place] }
    }
  }

  /// All sets of a size, one after the other, in lexicographic order.
  private static func sets(of size: Int, among count: Int) -> [Int] {
    var set = Array(0..<size)
    var all = set
    while let place = set.indices.last(where: { set[$0] < count - size + $0 }) {
      set[place] += 1
      for later in set.indices.dropFirst(place + 1) { set[later] = set[later - 1] + 1 }
      all += set
    }
    return all
  }
}
