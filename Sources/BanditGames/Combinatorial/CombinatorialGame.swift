import BanditCards
import BanditComparators
import BanditStreams

/// A learner of feasible sets against a source of costs.
public struct CombinatorialGame<Environment: CombinatorialEnvironment, Learner: CombinatorialLearner>: Game {
  /// A feasible set out, costs back.
  public static var family: Family { .combinatorial }

  /// The costs.
  public var environment: Environment
  /// Who pays them.
  public var learner: Learner
  @usableFromInline let seesAll: Bool
  @usableFromInline var sets: FeasibleSets
  @usableFromInline var set: [Int] = []
  @usableFromInline var costs: [Double]
  @usableFromInline var seen: [Double]
  /// What was chosen that is no set.
  @usableFromInline var mistake: String?

  @inlinable
  public init(environment: Environment, learner: Learner, problem: CombinatorialProblem, coupling: Coupling = .rounds) {
    self.environment = environment
    self.learner = learner
    seesAll = problem.feedback == .full
    sets = problem.sets
    costs = Array(repeating: 0, count: problem.elementCount)
    seen = Array(repeating: .nan, count: problem.elementCount)
    set.reserveCapacity(problem.sets.largestSize)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> CombinatorialLedger {
    CombinatorialLedger(environment.truth, metrics: metrics)
  }

  /// Plays one round; none after a set that does not exist.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout CombinatorialLedger
  ) {
    if mistake != nil { return }
    learnerNoise.move(to: 0, occurrence: round)
    learner.selectSet(into: &set, at: round, noise: &learnerNoise)
    guard sets.accepts(set) else {
      refuse(at: round)
      return
    }
    environment.writeCosts(into: &costs, at: round, noise: &environmentNoise)
    account.record(set, costs)
    if seesAll {
      learner.observe(costs: costs, of: set, at: round)
      return
    }
    for element in set { seen[element] = costs[element] }
    learner.observe(costs: seen, of: set, at: round)
    for element in set { seen[element] = .nan }
  }

  @usableFromInline
  mutating func refuse(at round: Int) {
    mistake = "round \(round): the learner chose the elements \(set), which are no feasible set"
  }

  /// The set, and minus its cost; that of a set that does not exist is missing.
  public func latestRound(_ account: CombinatorialLedger) -> PlayedRound {
    PlayedRound(actions: set, reward: mistake == nil ? 0 - set.reduce(0) { $0 + costs[$1] } : .nan)
  }

  /// The learner's: all sources fix their costs in advance.
  public var regretBound: RegretBound? { (learnerItself as? any RegretBounding)?.regretBound }

  /// The set that does not exist, if there was one.
  @inlinable
  public var failure: String? { mistake }
}
