/// The optimal gain and bias of a communicating Markov decision process: the solution (rho, h) of
///
///     h(s) + rho = max_a r(s, a) + sum_s' p(s' | s, a) h(s'),  h(0) = 0
///
/// (M. L. Puterman, Markov Decision Processes, Wiley 1994, sections 8.4 to 8.6 and 9.5).
///
/// Policy iteration from the policy that some sweeps of relative value iteration find. A policy is evaluated without
/// subtractions (`StateReduction`), so that its gain is exact to the last digits however rarely states are left. What
/// comes out satisfies the equation to `residual`.
public struct OptimalGain: Hashable, Sendable {
  /// The optimal gain, rho: the highest reward per step in the long run.
  public let gain: Double
  /// The optimal bias, h: how much more a start in a state is worth than one in state 0.
  public let bias: [Double]
  /// An optimal policy: an action for each state.
  public let policy: [Int]
  /// The largest violation of the equation over all states: the gain of no policy is higher by more.
  public let residual: Double

  /// The largest less the smallest bias.
  public var span: Double { bias.max()! - bias.min()! }

  /// Solves a process.
  ///
  /// - Returns: `nil` if the equation could not be solved to 1e-9 (times the span, where it exceeds 1): the
  ///   process is not communicating, or as good as that.
  /// - Complexity: O(S^2 A) for each of at most some thousand sweeps, O(S^3 + S^2 A) for each policy.
  public init?(of process: MarkovDecisionProcess) {
    guard process.isCommunicating else { return nil }
    var policy = OptimalGain.sweep(process)
    for _ in 0..<1000 {
      guard let value = PolicyValue(&policy, process) else { return nil }
      let (improved, residual) = value.improvement(of: policy, process)
      if let improved {
        policy = improved
        continue
      }
      gain = value.gain
      bias = value.bias.map { $0 - value.bias[0] }
      self.policy = policy
      self.residual = residual
      guard residual <= 1e-9 * max(1, span) else { return nil }
      return
    }
    return nil
  }

  /// A policy that relative value iteration thinks good. Every other step, on average, stays where it is, which makes
  /// every policy aperiodic.
  private static func sweep(_ process: MarkovDecisionProcess) -> [Int] {
    var values = Array(repeating: 0.0, count: process.stateCount)
    var policy = Array(repeating: 0, count: process.stateCount)
    // Work is counted in products.
    for _ in 0..<min(max(1_000_000 / process.transitions.count, 100), 100_000) {
      var (lowest, highest) = (Double.infinity, -Double.infinity)
      let updated = values.indices.map { state in
        var best = -Double.infinity
        for action in process.actions(in: state) {
          let value = process.lookahead(state * process.actionCount + action, values)
          if value > best + 1e-12 { (best, policy[state]) = (value, action) }
        }
        let gained = best - values[state]
        (lowest, highest) = (min(lowest, gained), max(highest, gained))
        return values[state] + gained / 2
      }
      values = updated.map { $0 - updated[0] }
      if highest - lowest < 1e-3 { break }
    }
    return policy
  }
}

/// The gain and the bias of a policy.
private struct PolicyValue {
  let gain: Double
  /// Relative to the state that is visited most.
  let bias: [Double]
  /// What the bias is the difference of, added up: its rounding is relative to this.
  private let scale: [Double]

  /// Evaluates a policy. Where it falls into parts, the states outside the best part are first led there, which the
  /// process allows: then the gain is that of this part, from every state.
  ///
  /// - Returns: `nil` where expected times are beyond the range of the numbers.
  init?(_ policy: inout [Int], _ process: MarkovDecisionProcess) {
    var home: (states: [Int], law: [Double])?
    var highest = -Double.infinity
    let reached = PolicyValue.reached(by: policy, process)
    for states in PolicyValue.recurrentClasses(reached) {
      guard let law = PolicyValue.reduction(policy, process, states)?.stationaryLaw else { return nil }
      let gain = zip(states, law).reduce(0) {
        $0 + $1.1 * process.rewards[$1.0 * process.actionCount + policy[$1.0]]
      }
      if gain > highest { (home, highest) = ((states, law), gain) }
    }
    guard let home else { return nil }
    PolicyValue.lead(&policy, process, isHome: reached.map { $0[home.states[0]] })

    // Expected times until the state that is visited most are the shortest.
    let reference = home.states[home.law.firstIndex(of: home.law.max()!)!]
    let order = [reference] + policy.indices.filter { $0 != reference }
    guard let reduction = PolicyValue.reduction(policy, process, order) else { return nil }
    let rewards = reduction.totals(of: order.map { process.rewards[$0 * process.actionCount + policy[$0]] })
    let steps = reduction.totals(of: order.map { _ in 1 })
    let gain = rewards.cycle / steps.cycle
    var bias = Array(repeating: 0.0, count: order.count)
    var scale = bias
    for (place, state) in order.enumerated() {
      bias[state] = rewards.untilReference[place] - gain * steps.untilReference[place]
      scale[state] = rewards.untilReference[place] + gain * steps.untilReference[place]
    }
    guard gain.isFinite, scale.allSatisfy(\.isFinite) else { return nil }
    (self.gain, self.bias, self.scale) = (gain, bias, scale)
  }

  /// A policy that is better; `nil` where none is, but for rounding. And the largest violation of the equation.
  func improvement(of policy: [Int], _ process: MarkovDecisionProcess) -> (policy: [Int]?, residual: Double) {
    var improved = policy
    var residual = 0.0
    for state in policy.indices {
      let kept = advantage(of: policy[state], in: state, process)
      // Improvements within the rounding would go round in circles.
      var (best, tolerance) = (kept.value, kept.rounding)
      for action in process.actions(in: state) where action != policy[state] {
        let (value, rounding) = advantage(of: action, in: state, process)
        if value > best + max(tolerance, rounding) { (best, tolerance, improved[state]) = (value, rounding, action) }
      }
      residual = max(residual, abs(best))
    }
    return (improved == policy ? nil : improved, residual)
  }

  /// How much better an action is than going on as before, and how much of that may be rounding. Only differences to
  /// other states count: staying costs no digits, however likely it is.
  private func advantage(
    of action: Int, in state: Int, _ process: MarkovDecisionProcess
  ) -> (value: Double, rounding: Double) {
    let pair = state * process.actionCount + action
    var (value, size) = (process.rewards[pair] - gain, 1.0)
    for (other, probability) in process.row(pair).enumerated() where other != state && probability > 0 {
      value += probability * (bias[other] - bias[state])
      size += probability * (scale[other] + scale[state])
    }
    return (value, 1e-13 * size)
  }

  private static func reduction(
    _ policy: [Int], _ process: MarkovDecisionProcess, _ order: [Int]
  ) -> StateReduction? {
    StateReduction(count: order.count) { from, to in
      process.transitions[(order[from] * process.actionCount + policy[order[from]]) * process.stateCount + order[to]]
    }
  }

  /// For each state, which states a policy may lead to from there.
  private static func reached(by policy: [Int], _ process: MarkovDecisionProcess) -> [[Bool]] {
    policy.indices.map { start in
      var isReached = policy.indices.map { $0 == start }
      var open = [start]
      while let state = open.popLast() {
        for (next, probability) in process.row(state * process.actionCount + policy[state]).enumerated()
        where probability > 0 && !isReached[next] {
          isReached[next] = true
          open.append(next)
        }
      }
      return isReached
    }
  }

  /// The sets of states that a policy goes round in and never leaves.
  private static func recurrentClasses(_ reached: [[Bool]]) -> [[Int]] {
    reached.indices.compactMap { state in
      let states = reached.indices.filter { reached[state][$0] }
      return states[0] == state && states.allSatisfy { reached[$0][state] } ? states : nil
    }
  }

  /// Changes a policy where it does not lead to some states that it never leaves, so that it may come nearer with each
  /// step; then it arrives from everywhere.
  private static func lead(_ policy: inout [Int], _ process: MarkovDecisionProcess, isHome: [Bool]) {
    var arrives = isHome
    while let state = arrives.firstIndex(of: false) {
      var isStuck = true
      for state in state..<arrives.count where !arrives[state] {
        let way = process.actions(in: state).first { action in
          process.row(state * process.actionCount + action).enumerated().contains {
            arrives[$0.offset] && $0.element > 0
          }
        }
        if let way { (policy[state], arrives[state], isStuck) = (way, true, false) }
      }
      if isStuck { return }
    }
  }
}
