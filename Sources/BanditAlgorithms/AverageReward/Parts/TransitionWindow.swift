import BanditGames

/// The last transitions, in a ring.
struct TransitionWindow: Sendable {
  /// A transition, by the number of its pair.
  struct Entry: Sendable {
    var pair: Int
    var reward: Double
    var nextState: Int
  }

  let length: Int
  private var entries: [Entry] = []
  /// Where the oldest one is, once the window is full.
  private var oldest = 0

  /// Creates a window of a length, 1 or more.
  init(length: Int) { self.length = length }

  /// Appends a transition and returns the one that it pushes out.
  mutating func push(_ entry: Entry) -> Entry? {
    if entries.count < length {
      entries.append(entry)
      return nil
    }
    let removed = entries[oldest]
    entries[oldest] = entry
    oldest = oldest + 1 == length ? 0 : oldest + 1
    return removed
  }

  /// Whether the ring has just gone round.
  var hasTurned: Bool { entries.count == length && oldest == 0 }

  /// The sums of rewards, pair by pair, added up again.
  func rewardSums(pairCount: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: pairCount)
    for entry in entries { sums[entry.pair] += entry.reward }
    return sums
  }
}
