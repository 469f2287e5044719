/// The best way to spend a budget on segments of concave curves, subject to a return on the whole.
///
/// The greedy merge: segments are bought by decreasing slope, as far as the budget reaches and as long as the value
/// so far pays for what falls short of the target.
struct SpendingPlan {
  /// A piece of a concave curve.
  struct Segment {
    /// Value for money.
    var slope: Double
    /// How much money it takes.
    var length: Double
    /// Whose it is.
    var channel: Int
  }

  /// The value bought.
  private(set) var value: Double
  /// The money spent.
  private(set) var spend: Double
  /// The money spent on each channel.
  private(set) var spends: [Double]

  /// Begins with what is bought already, on each channel.
  init(value: Double, spends: [Double]) {
    self.value = value
    self.spends = spends
    spend = spends.reduce(0, +)
  }

  /// Buys segments, which stand in the order of decreasing slope, those of one channel in their own order.
  ///
  /// - Complexity: O(number of segments).
  mutating func buy(_ segments: [Segment], budget: Double, targetReturn: Double) {
    for segment in segments where segment.slope > 0 {
      var length = min(segment.length, budget - spend)
      if segment.slope < targetReturn {
        length = min(length, (value - targetReturn * spend) / (targetReturn - segment.slope))
      }
      length = max(length, 0)
      value += segment.slope * length
      spend += length
      spends[segment.channel] += length
      if length < segment.length { break }
    }
  }

  /// Segments by decreasing slope; equal slopes stay in the order given.
  static func sorted(_ segments: [Segment]) -> [Segment] {
    segments.enumerated().sorted {
      $0.element.slope != $1.element.slope ? $0.element.slope > $1.element.slope : $0.offset < $1.offset
    }.map(\.element)
  }
}
