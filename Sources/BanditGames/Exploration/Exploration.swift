import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// A query out, a number back, and in the end an answer.
  public static let exploration = Family(
    "exploration", "A query out, a number back, an answer recommended.", noise: .action,
    mainNotion: .misidentification)
}

/// Something that can be queried: the truth of one replication.
public protocol ExplorationEnvironment: Truthful where Truth == ExplorationTruth {
  /// What comes back for a query. The noise is at the address of the query and how often it was asked (or of the round).
  mutating func respond(to query: Int, at round: Int, noise: inout RoundNoise) -> Double
}

/// A learner that asks, and always has an answer.
public protocol ExplorationLearner: Sendable {
  /// The query of a round; rounds count from 1.
  mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int

  /// Updates with what came back.
  mutating func observe(_ response: Double, to query: Int, at round: Int)

  /// What it would answer if nothing more could be asked: indices in increasing order, of arms in the set, or one index of
  /// a hypothesis or vector. Asked at checkpoints.
  var answer: [Int] { get }

  /// Whether it has stopped before the horizon and asks nothing more (`Stopping`).
  var isOver: Bool { get }
}

extension ExplorationLearner {
  /// It goes on to the horizon.
  @inlinable
  public var isOver: Bool { false }
}

extension ExplorationLearner where Self: Stopping {
  /// As its record says.
  @inlinable
  public var isOver: Bool { stop.isOver }
}

/// What a learner may know before it starts.
public struct ExplorationProblem: ProblemStatement {
  /// How queries and answers hang together.
  public let structure: ExplorationStructure
  /// How what comes back scatters.
  public let noise: ExplorationNoise
  /// The number of rounds, T: the budget, or the cap of learners that stop.
  public let horizon: Int

  /// Creates a problem.
  public init(_ structure: ExplorationStructure, noise: ExplorationNoise, horizon: Int) {
    self.structure = structure
    self.noise = noise
    self.horizon = horizon
  }

  /// The number of queries.
  public var queryCount: Int { structure.queryCount }

  /// One for each query.
  public var addressCount: Int { queryCount }

  /// The hypotheses, for learners that tell them apart.
  ///
  /// - Throws: `InvalidSettings` where there are none.
  public func requireHypotheses(for id: String) throws(InvalidSettings) -> HypothesisTable {
    if case .hypotheses(let table) = structure { return table }
    throw InvalidSettings("", "\(id) tells hypotheses apart; accepted: environments such as twenty-questions")
  }

  /// The vectors, for learners that estimate theta.
  ///
  /// - Throws: `InvalidSettings` where there are none.
  public func requireVectors(for id: String) throws(InvalidSettings) -> QueryVectors {
    if case .linear(let vectors) = structure { return vectors }
    throw InvalidSettings(
      "", "\(id) needs queries and answers that are vectors; accepted: environments such as linear-best-arm")
  }

  /// The sets, for learners that look for the best one.
  ///
  /// - Throws: `InvalidSettings` where there are none.
  public func requireSets(for id: String) throws(InvalidSettings) -> FeasibleSets {
    if case .sets(let sets, _) = structure { return sets }
    throw InvalidSettings("", "\(id) looks for the best of some sets of arms; accepted: environments such as top-m")
  }

  /// Level and margin, for learners that sort arms.
  ///
  /// - Throws: `InvalidSettings` where there are none.
  public func requireLevel(for id: String) throws(InvalidSettings) -> (level: Double, margin: Double) {
    if case .threshold(let level, let margin, _) = structure { return (level, margin) }
    throw InvalidSettings("", "\(id) compares arms with a level; accepted: environments such as thresholding")
  }
}

/// Something that can be queried, whatever its type.
public struct AnyExploration: ExplorationEnvironment, ErasedEnvironment {
  private var base: any ExplorationEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any ExplorationEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any ExplorationEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: ExplorationTruth { base.truth }

  public mutating func respond(to query: Int, at round: Int, noise: inout RoundNoise) -> Double {
    base.respond(to: query, at: round, noise: &noise)
  }
}

/// A learner that asks, whatever its type.
public struct AnyExplorationLearner: ExplorationLearner, ErasedLearner {
  private var base: any ExplorationLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any ExplorationLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var isOver: Bool { base.isOver }

  public var answer: [Int] { base.answer }

  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    base.selectQuery(at: round, noise: &noise)
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    base.observe(response, to: query, at: round)
  }
}
