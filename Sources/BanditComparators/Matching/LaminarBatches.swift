import BanditNumerics

/// Batches of arrivals that are alike, each neighbourhood of which lies inside an earlier one or outside of it; all
/// probabilities are equal, and so are weights.
///
/// There the available neighbours of a batch cannot be told apart by what happens to them later. Every rule that never
/// passes up a neighbour and treats those available alike (stochastic balance with random ties, ranking, a uniformly
/// random neighbour) therefore earns the same on average. The value is exact: the batch i with n available neighbours
/// has K successes, the least of n and a binomial number, which hit each subset of K of them equally often,
///
///     value(i, dead) = E[K] + sum_k P(K = k) mean over subsets D of k neighbours of value(i + 1, dead + D).
///
/// The recursion is that of the software of the authors of the nested instance; the exchange argument is this project's
/// own.
public struct LaminarBatches: Sendable {
  /// The neighbours of each batch.
  public let neighborhoods: [[Int]]
  /// The number of offline vertices.
  public let vertexCount: Int

  /// The most vertices that values are computed for.
  public static let largestVertexCount = 12

  /// Describes batches; `nil` if they are not laminar, or have too many vertices.
  public init?(_ neighborhoods: [[Int]], vertexCount: Int) {
    guard vertexCount <= Self.largestVertexCount else { return nil }
    let sets = neighborhoods.map { Set($0) }
    for (place, later) in sets.enumerated() {
      for earlier in sets[..<place] where !earlier.isSuperset(of: later) && !earlier.isDisjoint(with: later) {
        return nil
      }
    }
    self.neighborhoods = neighborhoods
    self.vertexCount = vertexCount
  }

  /// What every such rule earns on average.
  ///
  /// - Parameter copies: s, the arrivals of each batch, with success probabilities of 1/s; `nil` for the limit of
  ///   vanishing probabilities.
  /// - Complexity: O(B 3^n) at most for B batches and n vertices.
  public func value(copies: Int?) -> Double {
    let masks = neighborhoods.map { $0.reduce(0) { $0 | 1 << $1 } }
    let laws = (0...vertexCount).map { LaminarBatches.successes(copies: copies, limit: $0) }
    var known: [[Double?]] = masks.map { _ in Array(repeating: nil, count: 1 << vertexCount) }
    func value(_ batch: Int, _ dead: Int) -> Double {
      guard batch < masks.count else { return 0 }
      if let value = known[batch][dead] { return value }
      let available = masks[batch] & ~dead
      let law = laws[available.nonzeroBitCount]
      var sums = law.map { _ in 0.0 }
      var counts = law.map { _ in 0.0 }
      // All subsets of the available neighbours, from all of them down.
      var subset = available
      while true {
        let size = subset.nonzeroBitCount
        sums[size] += value(batch + 1, dead | subset)
        counts[size] += 1
        if subset == 0 { break }
        subset = (subset - 1) & available
      }
      var total = CompensatedSum()
      for size in law.indices { total.add(law[size] * (Double(size) + sums[size] / counts[size])) }
      known[batch][dead] = total.value
      return total.value
    }
    return value(0, 0)
  }

  /// The law of the least of a limit and a binomial number of s trials with probability 1/s, or a Poisson one of mean
  /// 1.
  static func successes(copies: Int?, limit: Int) -> [Double] {
    var law: [Double] = []
    var term = copies.map { s in s == 1 ? 0 : Double.exp(Double(s) * .log(1 - 1 / Double(s))) } ?? Double.exp(-1)
    var rest = 1.0
    for count in 0..<limit {
      if copies == 1 { term = count == 1 ? 1 : 0 }
      law.append(term)
      rest -= term
      if let s = copies.map(Double.init), copies != 1 {
        term *= max(0, s - Double(count)) / (Double(count) + 1) / (s - 1)
      } else {
        term /= Double(count) + 1
      }
    }
    return law + [max(0, rest)]
  }
}
