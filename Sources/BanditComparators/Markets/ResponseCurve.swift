import BanditNumerics

/// The expected value that a channel buys as a function of its budget: concave, piecewise linear, not decreasing.
///
/// Its corners are the prefix sums of the costs at all support points; its slope is the mean of the values for
/// money of the auctions that are being bought there.
public struct ResponseCurve: Hashable, Sendable {
  /// The budgets at which the slope changes, from 0 to the largest that can be spent.
  public let corners: [Double]
  /// The slope to the right of each corner but the last, not increasing.
  public let slopes: [Double]
  private let values: [Double]

  /// Cuts the curve of a law.
  ///
  /// - Complexity: O(N log N) for N auctions at all support points.
  public init(_ law: ChannelLaw) {
    var slope = CompensatedSum()
    var changes: [(budget: Double, change: Double)] = []
    for (probability, point) in zip(law.probabilities, law.points) {
      let segments = point.segments
      var end = 0.0
      for (rank, segment) in segments.enumerated() {
        if rank == 0 { slope.add(probability * segment.slope) }
        end += segment.length
        let next = rank + 1 < segments.count ? segments[rank + 1].slope : 0
        changes.append((rank + 1 < segments.count ? end : point.totalCost, probability * (next - segment.slope)))
      }
    }
    changes.sort { $0.budget < $1.budget }
    var corners = [0.0]
    var slopes: [Double] = []
    var value = CompensatedSum()
    value.add(law.meanValue(under: .closed))
    var values = [value.value]
    // What is left of a slope when all of it has been taken away again.
    let nothing = 1e-14 * slope.value
    for (budget, change) in changes {
      let start = corners[corners.count - 1]
      if budget > start {
        let present = slope.value > nothing ? min(slope.value, slopes.last ?? .infinity) : 0
        value.add(present * (budget - start))
        corners.append(budget)
        slopes.append(present)
        values.append(value.value)
      }
      slope.add(change)
    }
    self.corners = corners
    self.slopes = slopes
    self.values = values
  }

  /// The expected value that a budget buys; budgets above the last corner buy no more.
  ///
  /// - Complexity: O(log N).
  public func value(at budget: Double) -> Double {
    var low = 0
    var high = slopes.count
    while low < high {
      let middle = (low + high + 1) / 2
      if corners[middle] <= budget { low = middle } else { high = middle - 1 }
    }
    return low == slopes.count ? values[low] : values[low] + slopes[low] * (budget - corners[low])
  }

  /// The largest of factor * value(a) - price * a over all budgets a.
  ///
  /// - Complexity: O(N).
  public func largestSurplus(factor: Double, price: Double) -> Double {
    var largest = -Double.infinity
    for place in corners.indices { largest = max(largest, factor * values[place] - price * corners[place]) }
    return largest
  }
}
