/// Spearman's rank correlation: Pearson's of the ranks, of which equal numbers share the mean.
///
/// In room that is kept.
public struct RankCorrelation: Sendable {
  private var heap: RankHeap
  private var firstRanks: [Double]
  private var secondRanks: [Double]
  private var tied: [Int] = []

  /// Creates room for samples of up to so many pairs.
  public init(capacity: Int) {
    heap = RankHeap(capacity: capacity)
    firstRanks = Array(repeating: 0, count: capacity)
    secondRanks = firstRanks
    tied.reserveCapacity(capacity)
  }

  /// The correlation of a sample; `nil` if either side is constant.
  ///
  /// - Precondition: as many numbers on both sides, none NaN, at most the capacity.
  /// - Complexity: O(n log n).
  public mutating func of(_ first: [Double], _ second: [Double]) -> Double? {
    precondition(first.count == second.count && first.count <= firstRanks.count, "a sample of pairs that has room")
    rank(first, isFirst: true)
    rank(second, isFirst: false)
    // Ranks are halves of whole numbers, and so are deviations from their mean: the sums are exact.
    let mean = Double(first.count - 1) / 2
    var (product, firstSquares, secondSquares) = (0.0, 0.0, 0.0)
    for place in first.indices {
      let (x, y) = (firstRanks[place] - mean, secondRanks[place] - mean)
      product += x * y
      firstSquares += x * x
      secondSquares += y * y
    }
    guard firstSquares > 0, secondSquares > 0 else { return nil }
    return min(max(product / (firstSquares * secondSquares).squareRoot(), -1), 1)
  }

  private mutating func rank(_ values: [Double], isFirst: Bool) {
    heap.fill(values.count) { values[$0] }
    var rank = 0
    while heap.count > 0 {
      tied.removeAll(keepingCapacity: true)
      let first = heap.removeFirst()
      tied.append(first)
      while let next = heap.first, values[next] == values[first] { tied.append(heap.removeFirst()) }
      let shared = Double(rank) + Double(tied.count - 1) / 2
      for place in tied {
        if isFirst { firstRanks[place] = shared } else { secondRanks[place] = shared }
      }
      rank += tied.count
    }
  }
}
