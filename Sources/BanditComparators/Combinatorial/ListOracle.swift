/// A list of sets, looked through one by one.
///
/// The first one of least cost; sets are written in increasing order.
public struct ListOracle: LinearOracle {
  public let elementCount: Int
  /// The sets, each in increasing order.
  public let sets: [[Int]]

  /// Creates the oracle.
  ///
  /// - Precondition: at least one set; their elements are in `0..<elementCount` and different.
  public init(elementCount: Int, sets: [[Int]]) {
    precondition(
      !sets.isEmpty
        && sets.allSatisfy { Set($0).count == $0.count && $0.allSatisfy((0..<elementCount).contains) },
      "a list of sets needs sets of different elements")
    self.elementCount = elementCount
    self.sets = sets.map { $0.sorted() }
  }

  public var largestSize: Int { sets.reduce(0) { max($0, $1.count) } }

  /// Writes the first set of least cost.
  ///
  /// - Complexity: O(elements of all sets).
  public mutating func writeCheapest(for costs: [Double], into set: inout [Int]) {
    var best = 0
    var least = Double.infinity
    for (place, candidate) in sets.enumerated() {
      var sum = 0.0
      for element in candidate { sum += costs[element] }
      if sum < least {
        least = sum
        best = place
      }
    }
    set.removeAll(keepingCapacity: true)
    set.append(contentsOf: sets[best])
  }

  public mutating func accepts(_ set: [Int]) -> Bool { sets.contains(set) }

  /// The sets, each once.
  public func allSets(atMost limit: Int) -> [[Int]]? {
    var seen: Set<[Int]> = []
    let different = sets.filter { seen.insert($0).inserted }
    return different.count <= limit ? different : nil
  }
}
