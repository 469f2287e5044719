import BanditComparators
import BanditGames

/// What a table looks up its row by: the first rewards of each arm in the task, or the last plays with their rewards.
struct TaskMemory: Sendable {
  private var counts: RetainedCounts?
  /// The number of plays remembered, W.
  private let window: Int
  /// 2 K, the number of different plays.
  private let symbolCount: Int
  /// (2 K)^W, the number of full windows.
  private let fullCount: Int
  /// The number of plays in the window.
  private var length = 0
  /// The plays in the window as digits to the base 2 K, the oldest first.
  private var code = 0
  /// The number of shorter windows: (2 K)^0 + ... + (2 K)^(length - 1).
  private var shorter = 0
  /// (2 K)^length.
  private var power = 1

  /// The first C rewards of each arm.
  init(_ tasks: CappedTasks) {
    counts = RetainedCounts(tasks.priors, cap: tasks.cap, weights: tasks.weights)
    window = 0
    symbolCount = 0
    fullCount = 0
  }

  /// The last W plays, oldest first.
  ///
  /// - Precondition: `stateCount` is not too large.
  init(armCount: Int, window: Int) {
    counts = nil
    self.window = window
    symbolCount = 2 * armCount
    fullCount = (0..<window).reduce(1) { product, _ in product * 2 * armCount }
  }

  /// The number of windows of at most W plays: (2 K)^W + ... + 1.
  static func stateCount(armCount: Int, window: Int) -> Double {
    (0..<window).reduce(1) { count, _ in count * 2 * Double(armCount) + 1 }
  }

  /// The number of the row.
  var state: Int { counts?.state ?? shorter + code }

  /// Takes in a reward.
  mutating func observe(_ reward: Double, of arm: Int) {
    if counts != nil {
      counts!.observe(reward, of: arm)
      return
    }
    if window == 0 { return }
    let symbol = 2 * arm + (reward > 0.5 ? 1 : 0)
    if length < window {
      shorter += power
      power *= symbolCount
      length += 1
      code = code * symbolCount + symbol
    } else {
      code = code % (fullCount / symbolCount) * symbolCount + symbol
    }
  }

  /// Forgets all.
  mutating func clear() {
    counts?.clear()
    length = 0
    code = 0
    shorter = 0
    power = 1
  }
}
