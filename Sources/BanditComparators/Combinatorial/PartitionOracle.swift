/// The bases of a partition matroid: so many elements of each block.
///
/// Of each block the elements of least cost, the lowest ones on ties; written in increasing order.
public struct PartitionOracle: LinearOracle {
  /// The block of each element.
  public let blocks: [Int]
  /// How many elements of each block a set has.
  public let sizes: [Int]
  private let members: [[Int]]
  private var order: [Int]
  private var left: [Int]
  private var isChosen: [Bool]

  /// Creates the oracle.
  ///
  /// - Precondition: every block is a place in `sizes` and has at least so many elements; sizes are 0 or more.
  public init(blocks: [Int], sizes: [Int]) {
    var members = sizes.map { _ in [Int]() }
    for (element, block) in blocks.enumerated() { members[block].append(element) }
    precondition(
      !blocks.isEmpty && zip(members, sizes).allSatisfy { 0 <= $1 && $1 <= $0.count }, "blocks need enough elements")
    self.blocks = blocks
    self.sizes = sizes
    self.members = members
    order = Array(blocks.indices)
    left = sizes
    isChosen = Array(repeating: false, count: blocks.count)
  }

  public var elementCount: Int { blocks.count }

  public var largestSize: Int { sizes.reduce(0, +) }

  /// Writes the cheapest elements of each block.
  ///
  /// - Complexity: O(d log d).
  public mutating func writeCheapest(for costs: [Double], into set: inout [Int]) {
    order.sort { costs[$0] < costs[$1] || costs[$0] == costs[$1] && $0 < $1 }
    for block in sizes.indices { left[block] = sizes[block] }
    for element in order where left[blocks[element]] > 0 {
      isChosen[element] = true
      left[blocks[element]] -= 1
    }
    set.removeAll(keepingCapacity: true)
    for element in isChosen.indices where isChosen[element] {
      set.append(element)
      isChosen[element] = false
    }
  }

  public mutating func accepts(_ set: [Int]) -> Bool {
    guard set.allSatisfy(blocks.indices.contains), zip(set, set.dropFirst()).allSatisfy(<) else { return false }
    var counts = sizes.map { _ in 0 }
    for element in set { counts[blocks[element]] += 1 }
    return counts == sizes
  }

  /// All sets, block after block in lexicographic order.
  public func allSets(atMost limit: Int) -> [[Int]]? {
    var sets: [[Int]] = [[]]
    for (block, size) in zip(members, sizes) where size > 0 {
      guard let parts = SubsetOracle(elementCount: block.count, size: size).allSets(atMost: limit),
        sets.count * parts.count <= limit
      else { return nil }
      sets = sets.flatMap { set in parts.map { part in set + part.map { block[$0] } } }
    }
    return sets.map { $0.sorted() }
  }
}
