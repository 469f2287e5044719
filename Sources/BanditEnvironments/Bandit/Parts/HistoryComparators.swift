import BanditCards
import BanditComparators
import BanditGames

/// The comparators of bandits whose means depend on a feature of each arm's history.
struct HistoryComparators {
  let sequences: SequenceComparator
  /// Sentences for the manifest.
  let facts: [String]
  /// Why there is no best sequence; `nil` if there is.
  let outOfReach: String?

  init(feature: HistoryBandit.Feature, means: [[Double]], horizon: Int) {
    let (optimum, fact): (SequenceOptimum?, String)
    switch feature {
    case .pulls:
      (optimum, fact) = Self.rested(means, horizon: horizon)
    case .idleTime:
      (optimum, fact) = Self.automaton(
        states: Self.product(means.map(\.count)), armCount: means.count, horizon: horizon
      ) { Self.idleMachine(means) }
    case .blocking:
      (optimum, fact) = Self.automaton(
        states: Self.product(means.map(\.count)), armCount: means.count, horizon: horizon
      ) { Self.blockingMachine(means) }
    case .recentPulls:
      (optimum, fact) = Self.automaton(
        states: HistoryAutomaton.windowCount(armCount: means.count, memory: means[0].count), armCount: means.count,
        horizon: horizon
      ) { HistoryAutomaton(armCount: means.count, memory: means[0].count) { arm, ages in means[arm][ages.count] } }
    }
    outOfReach = optimum == nil ? fact : nil
    facts = [optimum == nil ? "policy is missing: \(fact)" : "policy: \(fact)"]
    sequences = SequenceComparator(
      optimum: optimum, ceiling: nil, repeated: means.map { Self.repeated(feature, $0) })
  }

  /// The means of an arm that is pulled in every round.
  private static func repeated(_ feature: HistoryBandit.Feature, _ means: [Double]) -> ConstantPath {
    switch feature {
    case .pulls, .recentPulls: return ConstantPath(means: means)
    case .idleTime: return ConstantPath(means: [means.last!, means[0]])
    case .blocking:
      return ConstantPath(
        means: [means.last!] + Array(repeating: 0, count: means.count - 1), period: means.count)
    }
  }

  private static func rested(_ means: [[Double]], horizon: Int) -> (SequenceOptimum?, String) {
    let arms = RestedSolver(means: means)
    let steps = Double(horizon) * (Double(means.count) + Double(arms.convolutionCount) * Double(horizon) / 2)
    guard steps <= Double(SequenceLimits.updates) else {
      return (nil, "adding the arms' totals up would take more than 10^8 steps")
    }
    // Besides the totals and a sequence, an order of pulls for each, and the shares of each convolution.
    let bytes = horizon * (32 + 16 * arms.convolutionCount)
    return (SequenceOptimum(horizon: horizon, workBytes: bytes) { arms }, "exact, from the arms' totals")
  }

  private static func automaton(
    states: Int?, armCount: Int, horizon: Int, machine: @escaping @Sendable () -> HistoryAutomaton
  ) -> (SequenceOptimum?, String) {
    guard let states, SequenceLimits.allow(states: states, armCount: armCount, horizon: horizon) else {
      return (nil, SequenceComparator.outOfReach)
    }
    return (
      SequenceOptimum(
        horizon: horizon, workBytes: HistoryAutomaton.byteCount(states: states, armCount: armCount, length: horizon),
        solver: machine),
      "exact dynamic program over at most \(states) states"
    )
  }

  /// The product; `nil` if it exceeds the integers.
  private static func product(_ factors: [Int]) -> Int? {
    var product = 1
    for factor in factors {
      let (next, overflows) = product.multipliedReportingOverflow(by: factor)
      if overflows { return nil }
      product = next
    }
    return product
  }

  /// States are the places of the arms in their tables if pulled now.
  private static func idleMachine(_ means: [[Double]]) -> HistoryAutomaton {
    HistoryAutomaton(armCount: means.count, start: means.map { $0.count - 1 }) { places, arm in
      let next = places.indices.map { $0 == arm ? 0 : min(places[$0] + 1, means[$0].count - 1) }
      return (means[arm][places[arm]], next)
    }
  }

  /// States are the rounds that each arm is still blocked.
  private static func blockingMachine(_ means: [[Double]]) -> HistoryAutomaton {
    HistoryAutomaton(armCount: means.count, start: means.map { _ in 0 }) { waits, arm in
      let isFree = waits[arm] == 0
      let next = waits.indices.map { isFree && $0 == arm ? means[arm].count - 1 : max(0, waits[$0] - 1) }
      return (isFree ? means[arm].last! : 0, next)
    }
  }
}

extension Notion {
  /// Why a notion that speaks of best arms is missing where means depend on the pulls before; `nil` for others.
  var absenceBesideMemory: String? {
    if let absenceBesideDraws { return absenceBesideDraws }
    return [Notion.pseudo, .realized, .dynamic, .simple, .misidentification, .inference].contains(self)
      ? "means depend on the pulls before, so that there is no best fixed arm" : nil
  }
}
