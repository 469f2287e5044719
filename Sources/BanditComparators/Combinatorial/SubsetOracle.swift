import BanditNumerics

/// The subsets of a given size, m-sets.
///
/// The elements of least cost, the lowest ones on ties; written in increasing order.
public struct SubsetOracle: LinearOracle {
  public let elementCount: Int
  /// The size of all sets, m.
  public let size: Int
  private var heap: RankHeap
  private var isChosen: [Bool]

  /// Creates the oracle.
  ///
  /// - Precondition: `1 <= size <= elementCount`.
  public init(elementCount: Int, size: Int) {
    precondition(1 <= size && size <= elementCount, "subsets of \(size) need at least as many elements")
    self.elementCount = elementCount
    self.size = size
    heap = RankHeap(capacity: elementCount)
    isChosen = Array(repeating: false, count: elementCount)
  }

  public var largestSize: Int { size }

  /// Writes the m elements of least cost.
  ///
  /// - Complexity: O(d + m log d).
  public mutating func writeCheapest(for costs: [Double], into set: inout [Int]) {
    heap.fill(elementCount) { -costs[$0] }
    for _ in 0..<size { isChosen[heap.removeFirst()] = true }
    set.removeAll(keepingCapacity: true)
    for element in isChosen.indices where isChosen[element] {
      set.append(element)
      isChosen[element] = false
    }
  }

  public mutating func accepts(_ set: [Int]) -> Bool {
    set.count == size && set.allSatisfy { (0..<elementCount).contains($0) } && zip(set, set.dropFirst()).allSatisfy(<)
  }

  /// All subsets, in lexicographic order.
  public func allSets(atMost limit: Int) -> [[Int]]? {
    // The factors of the smaller of two complements: the coefficient grows with each of them.
    var count = 1.0
    for step in stride(from: 1, through: min(size, elementCount - size), by: 1) {
      count = count * Double(elementCount - step + 1) / Double(step)
    }
    if count > Double(limit) { return nil }
    var sets: [[Int]] = []
    var set = Array(0..<size)
    while true {
      sets.append(set)
      guard let place = set.indices.last(where: { set[$0] < elementCount - size + $0 }) else { return sets }
      let next = set[place] + 1
      for later in place..<size { set[later] = next + later - place }
    }
  }
}
