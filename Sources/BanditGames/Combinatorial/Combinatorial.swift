import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// A feasible set out; the cost of every element, or of those chosen, back.
  public static let combinatorial = Family(
    "combinatorial", "A feasible set of elements out; the cost of every element, or of each one chosen, back.",
    noise: .round, mainNotion: .external)
}

/// A source of costs for all elements at once: an adversary that does not see what is played.
public protocol CombinatorialEnvironment: Truthful where Truth == CombinatorialTruth {
  /// Writes the cost of every element in a round, each in [0, `problem.largestCost`]. Rounds are asked for in order,
  /// each once; the costs are the same whatever is played.
  ///
  /// The noise addresses elements: `noise.move(to: element, occurrence: round)` before the first draw for an element.
  mutating func writeCosts(into costs: inout [Double], at round: Int, noise: inout RoundNoise)
}

/// A learner that chooses a feasible set in each round and pays the costs of its elements.
public protocol CombinatorialLearner: Sendable {
  /// Writes the set of a round over the one before, as `problem.sets` writes sets; rounds count from 1.
  mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise)

  /// Updates with the costs of the round just played.
  ///
  /// - Parameters:
  ///   - costs: a number for each element; NaN for those that are not seen.
  ///   - set: the set chosen.
  mutating func observe(costs: [Double], of set: [Int], at round: Int)
}

/// What a learner sees of the costs.
public enum CostFeedback: String, Sendable, CaseIterable {
  /// The costs of all elements.
  case full
  /// The costs of the elements chosen.
  case semiBandit = "semi-bandit"
}

/// What a learner may know before it starts.
public struct CombinatorialProblem: ProblemStatement {
  /// The feasible sets.
  public let sets: FeasibleSets
  /// U: no element costs more than U / d in a round.
  public let costLimit: Double
  /// The number of rounds, T.
  public let horizon: Int
  /// What it sees.
  public let feedback: CostFeedback

  /// Creates a problem.
  ///
  /// - Precondition: `costLimit > 0`.
  public init(sets: FeasibleSets, costLimit: Double, horizon: Int, feedback: CostFeedback = .full) {
    precondition(costLimit > 0, "costs need a limit above 0")
    self.sets = sets
    self.costLimit = costLimit
    self.horizon = horizon
    self.feedback = feedback
  }

  /// The number of elements, d.
  public var elementCount: Int { sets.elementCount }

  /// U / d, the largest cost of an element.
  public var largestCost: Double { costLimit / Double(elementCount) }

  /// The largest cost of a set, s U / d for the size s of the largest set: at most U.
  public var largestSetCost: Double { largestCost * Double(sets.largestSize) }

  /// One for each element.
  public var addressCount: Int { elementCount }

  /// Refuses a problem that does not let a learner see all costs.
  public func requireFullInformation(for id: String) throws(InvalidSettings) {
    if feedback == .full { return }
    throw InvalidSettings(
      "", "\(id) sees the costs of all elements in every round, but the feedback is \"semi-bandit\"; accepted: \"full\""
    )
  }
}

/// What is true of an instance.
public struct CombinatorialTruth: Sendable {
  /// What learners may know.
  public let problem: CombinatorialProblem
  /// The mean cost of each element, the same in all rounds; `nil` where costs have none.
  public let means: [Double]?

  /// States what is true.
  ///
  /// - Precondition: a mean for each element.
  public init(problem: CombinatorialProblem, means: [Double]? = nil) {
    precondition(means.map { $0.count == problem.elementCount } ?? true, "a mean for each element is needed")
    self.problem = problem
    self.means = means
  }
}

/// A source of costs, whatever its type.
public struct AnyCombinatorial: CombinatorialEnvironment, ErasedEnvironment {
  private var base: any CombinatorialEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any CombinatorialEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any CombinatorialEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: CombinatorialTruth { base.truth }

  public mutating func writeCosts(into costs: inout [Double], at round: Int, noise: inout RoundNoise) {
    base.writeCosts(into: &costs, at: round, noise: &noise)
  }
}

/// A learner that chooses sets, whatever its type.
public struct AnyCombinatorialLearner: CombinatorialLearner, ErasedLearner {
  private var base: any CombinatorialLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any CombinatorialLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise) {
    base.selectSet(into: &set, at: round, noise: &noise)
  }

  public mutating func observe(costs: [Double], of set: [Int], at round: Int) {
    base.observe(costs: costs, of: set, at: round)
  }
}
