/// The numbers that Python's `random.Random(seed)` gives, bit for bit.
public struct PythonStream: Sendable {
  private var words: MersenneTwister

  /// The stream of a seed; Python seeds by the list of the seed's words.
  public init(seed: UInt32) {
    words = MersenneTwister(key: [seed])
  }

  /// A number in [0, 1), as `random`.
  public mutating func uniform() -> Double { words.uniform() }

  /// Indices drawn with probabilities proportional to weights, as `choices(range(n), weights, k=count)`.
  ///
  /// - Precondition: the weights are not negative and not all 0.
  public mutating func choices(weights: [Double], count: Int) -> [Int] {
    var total = 0.0
    let sums = weights.map { weight in
      total += weight
      return total
    }
    precondition(total > 0, "at least one weight must be above 0")
    return (0..<count).map { _ in
      let threshold = uniform() * total
      // As Python's bisection: the first sum above the threshold, the last index where rounding leaves none.
      return sums.firstIndex { $0 > threshold } ?? sums.count - 1
    }
  }
}
