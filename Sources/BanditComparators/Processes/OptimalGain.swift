import BanditNumerics

/// The optimal gain and bias of a communicating Markov decision process: the solution (rho, h) of
///
///     h(s) + rho = max_a r(s, a) + sum_s' p(s' | s, a) h(s'),  h(0) = 0
///
/// (M. L. Puterman, Markov Decision Processes, Wiley 1994, sections 8.4 to 8.6 and 9.5).
///
/// Relative value iteration on the process that stays where it is every other step, on average, which makes
/// every policy aperiodic and changes neither rho nor h; its policy is then improved and evaluated exactly,
/// by linear equations. What comes out satisfies the equation to `residual`.
public struct OptimalGain: Hashable, Sendable {
  /// The optimal gain, rho: the highest reward per step in the long run.
  public let gain: Double
  /// The optimal bias, h: how much more a start in a state is worth than one in state 0.
  public let bias: [Double]
  /// An optimal policy: an action for each state.
  public let policy: [Int]
  /// The largest violation of the equation over all states.
  public let residual: Double

  /// The largest less the smallest bias.
  public var span: Double { bias.max()! - bias.min()! }

  /// Solves a process.
  ///
  /// - Returns: `nil` if the equation could not be solved to 1e-9 (times the span, where it exceeds 1): the
  ///   process is not communicating, or as good as that.
  /// - Complexity: O(S^2 A) per sweep, with a number of sweeps that grows with the diameter, and O(S^3).
  public init?(of process: MarkovDecisionProcess) {
    guard process.isCommunicating else { return nil }
    var values = Array(repeating: 0.0, count: process.stateCount)
    // Most processes are done after the first stage: the exact solution tells. Work is counted in products.
    for (accuracy, work) in [(1e-3, 1e6), (1e-7, 1e8), (1e-11, 3e9)] {
      let sweeps = min(max(Int(work / Double(process.transitions.count)), 100), 100_000)
      let iterated = OptimalGain.iterate(&values, of: process, accuracy: accuracy, sweeps: sweeps)
      for candidate in [OptimalGain.improve(iterated.policy, of: process), iterated] {
        if let candidate, candidate.residual <= 1e-9 * max(1, candidate.span) {
          self = candidate
          return
        }
      }
    }
    return nil
  }

  private init(gain: Double, bias: [Double], policy: [Int], process: MarkovDecisionProcess) {
    self.gain = gain
    self.bias = bias
    self.policy = policy
    residual = bias.indices.reduce(0) { worst, state in
      let best = (0..<process.actionCount).reduce(-Double.infinity) {
        max($0, process.lookahead(state * process.actionCount + $1, bias))
      }
      return max(worst, abs(best - bias[state] - gain))
    }
  }

  /// The share of steps that go on.
  private static let pace = 0.5

  /// Sweeps until gain and policy are within the accuracy, or for long enough.
  private static func iterate(
    _ values: inout [Double], of process: MarkovDecisionProcess, accuracy: Double, sweeps: Int
  ) -> OptimalGain {
    var policy = Array(repeating: 0, count: values.count)
    var gain = 0.0
    for _ in 0..<sweeps {
      var (lowest, highest) = (Double.infinity, -Double.infinity)
      let updated = values.indices.map { state in
        var best = -Double.infinity
        for action in 0..<process.actionCount {
          let value = process.lookahead(state * process.actionCount + action, values)
          if value > best + 1e-12 { (best, policy[state]) = (value, action) }
        }
        let gained = best - values[state]
        (lowest, highest) = (min(lowest, gained), max(highest, gained))
        return values[state] + pace * gained
      }
      values = updated.map { $0 - updated[0] }
      gain = (lowest + highest) / 2
      if highest - lowest < accuracy { break }
    }
    return OptimalGain(gain: gain, bias: values, policy: policy, process: process)
  }

  /// Policy iteration; `nil` where a policy has no gain of its own, as it falls into parts.
  private static func improve(_ policy: [Int], of process: MarkovDecisionProcess) -> OptimalGain? {
    var policy = policy
    var solution: OptimalGain?
    for _ in 0..<1000 {
      guard let evaluated = evaluate(policy, of: process) else { return solution }
      solution = evaluated
      var isImproved = false
      for state in policy.indices {
        var best = process.lookahead(state * process.actionCount + policy[state], evaluated.bias)
        // Improvements within the rounding would go round in circles.
        let tolerance = 1e-11 * max(1, evaluated.span)
        for action in 0..<process.actionCount {
          let value = process.lookahead(state * process.actionCount + action, evaluated.bias)
          if value > best + tolerance { (best, policy[state], isImproved) = (value, action, true) }
        }
      }
      if !isImproved { return solution }
    }
    return solution
  }

  /// Solves h(s) + rho - sum_s' p(s' | s, policy(s)) h(s') = r(s, policy(s)); rho takes the place of
  /// h(0), which is 0.
  private static func evaluate(_ policy: [Int], of process: MarkovDecisionProcess) -> OptimalGain? {
    let count = process.stateCount
    var matrix = Array(repeating: 0.0, count: count * count)
    var right = Array(repeating: 0.0, count: count)
    for state in 0..<count {
      let pair = state * process.actionCount + policy[state]
      right[state] = process.rewards[pair]
      matrix[state * count] = 1
      for (other, probability) in process.row(pair).enumerated() where other > 0 {
        matrix[state * count + other] = (other == state ? 1 : 0) - probability
      }
    }
    guard var bias = LinearSystem.solve(matrix, right) else { return nil }
    let gain = bias[0]
    bias[0] = 0
    return OptimalGain(gain: gain, bias: bias, policy: policy, process: process)
  }
}
