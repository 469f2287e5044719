/// A family of sets of elements, known by what minimises a linear cost over it: paths, subsets of a size, spanning
/// trees.
///
/// Elements count from 0. Costs may be negative.
public protocol LinearOracle: Sendable {
  /// The number of elements, d.
  var elementCount: Int { get }

  /// The size of the largest set.
  var largestSize: Int { get }

  /// Writes a set of the least total cost, in the order in which the family writes its sets. Draws nothing, so that
  /// ties always go to the same set.
  ///
  /// - Precondition: a finite number for each element.
  mutating func writeCheapest(for costs: [Double], into set: inout [Int])

  /// Whether a list of elements is a set of the family, written in its order.
  mutating func accepts(_ set: [Int]) -> Bool

  /// All sets, each once; `nil` if they are more than `limit`.
  func allSets(atMost limit: Int) -> [[Int]]?
}

extension LinearOracle {
  /// The sum of the costs of a set of the least cost.
  public func least(of costs: [Double]) -> Double {
    var oracle = self
    var set: [Int] = []
    oracle.writeCheapest(for: costs, into: &set)
    return set.reduce(0) { $0 + costs[$1] }
  }

  /// A set that contains an element, the same one whenever it is asked for; `nil` if no set does.
  public func set(containing element: Int) -> [Int]? {
    var oracle = self
    var costs = Array(repeating: 0.0, count: elementCount)
    costs[element] = -1
    var set: [Int] = []
    oracle.writeCheapest(for: costs, into: &set)
    return set.contains(element) ? set : nil
  }
}

/// One of the families of this package, or another: without an existential on the way to the former.
public struct FeasibleSets: LinearOracle {
  private var paths: PathOracle?
  private var subsets: SubsetOracle?
  private var trees: SpanningTreeOracle?
  private var other: (any LinearOracle)?

  /// The paths of a graph.
  public init(_ paths: PathOracle) { self.paths = paths }

  /// The subsets of a size.
  public init(_ subsets: SubsetOracle) { self.subsets = subsets }

  /// The spanning trees of a graph.
  public init(_ trees: SpanningTreeOracle) { self.trees = trees }

  /// A family of your own.
  public init(other: any LinearOracle) { self.other = other }

  public var elementCount: Int { base.elementCount }

  public var largestSize: Int { base.largestSize }

  public mutating func writeCheapest(for costs: [Double], into set: inout [Int]) {
    // In place: a copy would copy the room that oracles keep.
    paths?.writeCheapest(for: costs, into: &set)
    subsets?.writeCheapest(for: costs, into: &set)
    trees?.writeCheapest(for: costs, into: &set)
    other?.writeCheapest(for: costs, into: &set)
  }

  public mutating func accepts(_ set: [Int]) -> Bool {
    paths?.accepts(set) ?? subsets?.accepts(set) ?? trees?.accepts(set) ?? other?.accepts(set) ?? false
  }

  public func allSets(atMost limit: Int) -> [[Int]]? { base.allSets(atMost: limit) }

  private var base: any LinearOracle {
    if let paths { return paths }
    if let subsets { return subsets }
    if let trees { return trees }
    guard let other else { preconditionFailure("feasible sets without a family") }
    return other
  }
}
