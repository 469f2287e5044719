/// The best way to spend a budget on segments of concave curves, subject to a return on the whole.
///
/// The greedy merge: segments are bought by decreasing slope, as far as the budget reaches and as long as the value
/// so far pays for what falls short of the target.
package struct Spending {
  /// A piece of a concave curve.
  package struct Segment {
    /// Value for money.
    package var slope: Double
    /// How much money it takes.
    package var length: Double
    /// Whose it is.
    package var channel: Int

    /// Creates a piece.
    package init(slope: Double, length: Double, channel: Int) {
      self.slope = slope
      self.length = length
      self.channel = channel
    }
  }

  /// The value bought.
  package private(set) var value: Double
  /// The money spent.
  package private(set) var spend: Double
  /// The money spent on each channel.
  package private(set) var spends: [Double]

  /// Begins with what is bought already, on each channel.
  package init(value: Double, spends: [Double]) {
    self.value = value
    self.spends = spends
    spend = spends.reduce(0, +)
  }

  /// Buys segments, which are in the order of decreasing slope, those of one channel in their own order.
  ///
  /// - Complexity: O(number of segments).
  package mutating func buy(_ segments: [Segment], budget: Double, targetReturn: Double) {
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
  package static func sorted(_ segments: [Segment]) -> [Segment] {
    segments.enumerated().sorted {
      $0.element.slope != $1.element.slope ? $0.element.slope > $1.element.slope : $0.offset < $1.offset
    }.map(\.element)
  }
}
