import BanditComparators
import BanditGames

/// What a learner remembers of recovering arms: for each arm and idle time the number and sum of its rewards.
struct RecoveryStatistics: Sendable {
  /// How often each cell was seen; the cells of an arm are side by side, by idle time.
  private(set) var counts: [Int]
  private var sums: [Double]
  private let offsets: [Int]
  private var idleTimes: IdleTimes

  /// Nothing known yet.
  init(_ recovery: RecoveryKnowledge) {
    var place = 0
    offsets = recovery.depths.map { depth in
      defer { place += depth }
      return place
    }
    counts = Array(repeating: 0, count: place)
    sums = Array(repeating: 0, count: place)
    idleTimes = IdleTimes(depths: recovery.depths, start: recovery.start)
  }

  var armCount: Int { offsets.count }

  /// The cells of an arm, by idle time.
  func cells(of arm: Int) -> Range<Int> { offsets[arm]..<offsets[arm] + idleTimes.depths[arm] }

  /// The cell of an arm at its present idle time.
  func cell(of arm: Int, at round: Int) -> Int { offsets[arm] + idleTimes.idleTime(of: arm, at: round) - 1 }

  /// The mean of the rewards of a cell.
  ///
  /// - Precondition: the cell was seen.
  func mean(of cell: Int) -> Double { sums[cell] / Double(counts[cell]) }

  /// Records the reward of a pull at the arm's present idle time, which starts again; the cell.
  mutating func observe(_ reward: Double, of arm: Int, at round: Int) -> Int {
    let cell = cell(of: arm, at: round)
    idleTimes.pull(arm, at: round)
    counts[cell] += 1
    sums[cell] += reward
    return cell
  }
}
