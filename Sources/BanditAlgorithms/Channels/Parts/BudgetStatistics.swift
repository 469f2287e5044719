/// What a learner has seen of every budget on every channel.
struct BudgetStatistics: Sendable {
  /// The number of budgets.
  let armCount: Int
  /// How often each was played, channel by channel.
  private(set) var plays: [Double]
  /// The mean value of each, channel by channel; 0 before the first play.
  private(set) var means: [Double]

  /// Nothing seen.
  init(channelCount: Int, armCount: Int) {
    self.armCount = armCount
    plays = Array(repeating: 0, count: channelCount * armCount)
    means = plays
  }

  /// The place of a budget on a channel.
  @inline(__always)
  func place(_ channel: Int, _ arm: Int) -> Int { channel * armCount + arm }

  /// Updates the mean with a value; the mean of equal values is that value exactly.
  mutating func observe(_ value: Double, at place: Int) {
    plays[place] += 1
    means[place] += (value - means[place]) / plays[place]
  }
}
