import Synchronization

/// The best sequences of arms up to a horizon, solved once, when they are first asked for, and shared by all
/// replications.
public final class SequenceOptimum: Sendable, Hashable {
  private let horizon: Int
  private let makeSolver: @Sendable () -> any SequenceSolver
  private let solved = Mutex(Solution())

  private struct Solution {
    var solver: (any SequenceSolver)?
    var totals: [Double]?
    var sequence: [Int]?
  }

  /// Names the solver; nothing is computed yet.
  public init(horizon: Int, solver: @escaping @Sendable () -> any SequenceSolver) {
    self.horizon = horizon
    makeSolver = solver
  }

  /// The largest sum of means of a sequence of a length, `0...horizon`.
  public func total(through length: Int) -> Double {
    solved.withLock { solution in
      if solution.totals == nil { solution.totals = solver(&solution).bestTotals(through: horizon) }
      return solution.totals![length]
    }
  }

  /// A sequence through the horizon with the largest sum of means.
  public var sequence: [Int] {
    solved.withLock { solution in
      if solution.sequence == nil { solution.sequence = solver(&solution).bestSequence(through: horizon) }
      return solution.sequence!
    }
  }

  private func solver(_ solution: inout Solution) -> any SequenceSolver {
    if solution.solver == nil { solution.solver = makeSolver() }
    return solution.solver!
  }

  /// Whether they are one and the same.
  public static func == (one: SequenceOptimum, other: SequenceOptimum) -> Bool { one === other }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
