import BanditComparators
import BanditGames

/// The comparators of a weighted tallying bandit, and what is to be said of them.
struct TallyingComparators: Sendable {
  let sequences: SequenceComparator
  /// Sentences for the manifest.
  let facts: [String]
  /// What contradicts repeated exposure optimality.
  let violation: String?

  /// - Precondition: at least one arm; lists of weights have length `memory`.
  init(arms: [TallyingArm], memory: Int, horizon: Int) {
    let exposure = ExposureCheck(of: arms, memory: memory)
    var facts: [String] = []
    switch exposure {
    case .holds(let arm, let loss):
      facts.append("repeated exposure optimality holds: arm \(arm) loses \(loss) at full tally, no pull loses less")
      violation = nil
    case .fails(let arm, let loss, let least):
      violation = """
        repeated exposure optimality fails: arm \(arm) loses \(loss) at some tally, the best arm at full tally \(least)
        """
    case .unchecked(let arm):
      violation = """
        repeated exposure optimality was not checked: arm \(arm) has 2^\(memory - 1) tallies; accepted for a check: \
        flat weights, a monotone loss, or a memory of at most \(TallyingArm.largestEnumeratedMemory)
        """
    }
    if let violation { facts.append("\(violation); policy-lower is missing") }

    let optimum: SequenceOptimum?
    // No window is longer than the run; each is read pull by pull.
    let depth = min(memory, horizon)
    let states = HistoryAutomaton.windowCount(armCount: arms.count, memory: depth)
    if let states, SequenceLimits.allow(states: states, armCount: arms.count, horizon: max(horizon, depth)) {
      optimum = SequenceOptimum(
        horizon: horizon,
        workBytes: HistoryAutomaton.byteCount(states: states, armCount: arms.count, length: horizon)
      ) { Self.machine(arms: arms, memory: memory, depth: depth) }
      facts.append("policy: exact dynamic program over \(states) windows of at most \(depth - 1) pulls")
    } else {
      optimum = nil
      facts.append("policy is missing: \(SequenceComparator.outOfReach)")
    }
    self.facts = facts

    var ceiling: Double?
    if case .holds(_, let loss) = exposure { ceiling = -loss }
    sequences = SequenceComparator(
      optimum: optimum, ceiling: ceiling,
      repeated: arms.map { arm in ConstantPath(means: arm.climb(memory: memory).map { -$0 }) })
  }

  /// The automaton over windows of fewer than `depth` pulls.
  static func machine(arms: [TallyingArm], memory: Int, depth: Int) -> HistoryAutomaton {
    let weights = arms.map { $0.weights.values(memory: memory) }
    let full = arms.map { $0.weights.sum(memory: memory) }
    return HistoryAutomaton(armCount: arms.count, memory: depth) { arm, ages in
      let tally = ages.reduce(weights[arm][0]) { $0 + weights[arm][$1] }
      return -arms[arm].loss.loss(at: tally, full: full[arm])
    }
  }
}
