import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// The edges of an arrival in, one of its vertices or nothing out, success or failure back.
  public static let matching = Family(
    "matching", "The edges of an arrival in, one of its vertices or nothing out, success or failure back.",
    noise: .action, mainNotion: .matchingLP)
}

/// An instance of online matching with stochastic rewards: the truth of one replication.
public protocol MatchingEnvironment: Truthful where Truth == MatchingTruth {
  /// Tries a vertex. The noise is at the address of the vertex and how often it was tried before (or the round), so
  /// that the n-th attempt at a vertex meets the same luck, whoever makes it and when.
  ///
  /// - Parameter edge: of the present arrival; its vertex has not succeeded yet.
  mutating func attempt(_ edge: MatchingEdge, at round: Int, noise: inout RoundNoise) -> Bool
}

/// What a learner sees when somebody arrives.
public struct MatchingView: Sendable {
  /// The edges of the arrival, in the order of their vertices; those to vertices that have succeeded are among them.
  public var edges: [MatchingEdge] = []
  /// The weight of each offline vertex: what its success earns.
  public let weights: [Double]
  /// For each offline vertex whether it has not succeeded yet.
  public var isAvailable: [Bool]

  /// The view before the first arrival.
  @inlinable
  public init(weights: [Double]) {
    self.weights = weights
    isAvailable = Array(repeating: true, count: weights.count)
  }

  /// The view of an arrival.
  ///
  /// - Precondition: the edges are in the order of their vertices, which have weights.
  public init(edges: [MatchingEdge], weights: [Double], isAvailable: [Bool]) {
    self.edges = edges
    self.weights = weights
    self.isAvailable = isAvailable
  }

  /// The number of offline vertices, n.
  @inlinable
  public var vertexCount: Int { weights.count }

  /// The edge to a vertex; `nil` if there is none.
  ///
  /// - Complexity: O(log degree).
  @inlinable
  public func edge(to vertex: Int) -> MatchingEdge? {
    var (low, high) = (0, edges.count)
    while low < high {
      let middle = (low + high) / 2
      if edges[middle].vertex < vertex { low = middle + 1 } else { high = middle }
    }
    return low < edges.count && edges[low].vertex == vertex ? edges[low] : nil
  }
}

/// A learner that matches arrivals.
public protocol MatchingLearner: Sendable {
  /// Chooses the vertex that an arrival is tried with; `nil` for none. Rounds are arrivals and count from 1.
  ///
  /// What it returns must be a neighbour of the arrival that has not succeeded yet.
  mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int?

  /// Updates with the outcome of an attempt; not called where none was made.
  mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int)
}

/// What a learner may do with an arrival, and how likely that is.
public struct MatchingMove: Hashable, Sendable {
  /// The vertex that is tried; `nil` for none.
  public var vertex: Int?
  /// The probability of the move, given what happened before.
  public var probability: Double
  /// What the learner wants to remember of it; its own affair.
  public var note: Int

  /// Describes a move.
  @inlinable
  public init(_ vertex: Int?, probability: Double = 1, note: Int = 0) {
    self.vertex = vertex
    self.probability = probability
    self.note = note
  }
}

/// A learner whose moves have a law that can be written down, so that what it earns on average can be computed without
/// simulation; see `ExactMatching`. It draws its moves from this law when it plays, in one place for all.
public protocol MatchingRule: MatchingLearner {
  /// Room for the moves.
  var moves: [MatchingMove] { get set }

  /// Writes all moves for an arrival, and changes what does not depend on which of them is made.
  ///
  /// - Parameter moves: empty; afterwards one move or more whose probabilities add up to 1.
  mutating func writeMoves(_ moves: inout [MatchingMove], for view: MatchingView, at round: Int)

  /// Makes a move.
  mutating func make(_ move: MatchingMove, for view: MatchingView, at round: Int)
}

extension MatchingRule {
  /// Nothing to remember.
  @inlinable
  public mutating func make(_ move: MatchingMove, for view: MatchingView, at round: Int) {}

  /// Draws one of the moves; a uniform number where there are several.
  @inlinable
  public mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
    var list: [MatchingMove] = []
    swap(&list, &moves)
    list.removeAll(keepingCapacity: true)
    writeMoves(&list, for: view, at: round)
    var place = 0
    if list.count > 1 {
      var rest = noise.uniform() - list[0].probability
      while rest >= 0, place < list.count - 1 {
        place += 1
        rest -= list[place].probability
      }
    }
    let move = list[place]
    swap(&list, &moves)
    make(move, for: view, at: round)
    return move.vertex
  }
}

/// What a learner may know before anybody arrives.
public struct MatchingProblem: ProblemStatement, Hashable {
  /// The number of offline vertices, n; they count from 0.
  public let vertexCount: Int
  /// The number of arrivals, T.
  public let horizon: Int

  /// Creates a problem.
  public init(vertexCount: Int, horizon: Int) {
    self.vertexCount = vertexCount
    self.horizon = horizon
  }

  /// One for each vertex.
  public var addressCount: Int { vertexCount }
}

/// A matching instance, whatever its type.
public struct AnyMatching: MatchingEnvironment, ErasedEnvironment {
  private var base: any MatchingEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any MatchingEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any MatchingEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: MatchingTruth { base.truth }

  public mutating func attempt(_ edge: MatchingEdge, at round: Int, noise: inout RoundNoise) -> Bool {
    base.attempt(edge, at: round, noise: &noise)
  }
}

/// A learner that matches arrivals, whatever its type.
public struct AnyMatchingLearner: MatchingLearner, ErasedLearner {
  private var base: any MatchingLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any MatchingLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
    base.selectVertex(view, at: round, noise: &noise)
  }

  public mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {
    base.observe(success: success, of: edge, at: round)
  }
}
