/// A task of random length for a learner that keeps the first C rewards of each arm: a finite decision process.
///
/// In each task the means of the arms are drawn from priors; after each round the task ends with probability 1 - q. Rewards
/// of an arm beyond its first C change nothing, so that the counts kept are a state whatever the policy. An arm whose prior
/// is a beta law has the *cells* (s, f), s + f <= C, numbered m (m + 1) / 2 + s with m = s + f; an arm of known mean has
/// one. A state is a cell for each arm. Every reward that is kept leads to a state of a larger number, so that one pass
/// from the last state to the first solves each of the equations below.
///
/// The reduction to a discounted Bayesian bandit and the capped process are this package's own.
public struct CappedTasks: Sendable {
  /// What is known of the means.
  public let priors: [ArmPrior]
  /// How many rewards of an arm are kept, C.
  public let cap: Int
  /// The probability that a task goes on after a round, q.
  public let survival: Double
  /// The number of states.
  public let stateCount: Int
  /// The number of cells of each arm.
  public let cellCounts: [Int]
  /// What a step of a cell of each arm adds to the number of the state.
  public let weights: [Int]
  /// For each arm the posterior mean in each of its cells.
  public let means: [[Double]]
  /// For each cell the number of rewards kept.
  private let retained: [Int]

  /// The largest number of states that is planned for.
  public static let largestStateCount = 2_000_000

  /// How close to the best an action counts as best in plans.
  public static let tolerance = 1e-9

  /// The number of states: the product over unknown arms of (C + 1)(C + 2) / 2.
  public static func stateCount(_ priors: [ArmPrior], cap: Int) -> Double {
    let cells = Double(cap + 1) * Double(cap + 2) / 2
    return priors.reduce(1) { $1.isUnknown ? $0 * cells : $0 }
  }

  /// Numbers the states.
  ///
  /// - Precondition: at least one arm, `cap >= 0`, `0 <= survival < 1`, and no more states than `largestStateCount`.
  /// - Complexity: O(K C^2).
  public init(priors: [ArmPrior], cap: Int, survival: Double) {
    precondition(
      !priors.isEmpty && cap >= 0 && survival >= 0 && survival < 1
        && CappedTasks.stateCount(priors, cap: cap) <= Double(CappedTasks.largestStateCount),
      "tasks need arms, a cap, a probability to go on below 1, and not too many states")
    self.priors = priors
    self.cap = cap
    self.survival = survival
    let cells = (cap + 1) * (cap + 2) / 2
    cellCounts = priors.map { $0.isUnknown ? cells : 1 }
    var weight = 1
    var weights: [Int] = []
    for count in cellCounts {
      weights.append(weight)
      weight *= count
    }
    self.weights = weights
    stateCount = weight
    retained = (0...cap).flatMap { Array(repeating: $0, count: $0 + 1) }
    means = priors.map { prior in
      guard prior.isUnknown else { return [prior.mean(successes: 0, failures: 0)] }
      return (0...cap).flatMap { kept in
        (0...kept).map { prior.mean(successes: $0, failures: kept - $0) }
      }
    }
  }

  /// Whether a reward of an arm would be kept.
  private func isOpen(_ arm: Int, _ cell: Int) -> Bool { priors[arm].isUnknown && retained[cell] < cap }

  /// Visits all states from the last to the first, each with its cells.
  private func visitStates(_ body: (_ state: Int, _ cells: [Int]) -> Void) {
    var cells = cellCounts.map { $0 - 1 }
    var state = stateCount - 1
    while true {
      body(state, cells)
      if state == 0 { return }
      state -= 1
      var arm = 0
      while cells[arm] == 0 {
        cells[arm] = cellCounts[arm] - 1
        arm += 1
      }
      cells[arm] -= 1
    }
  }

  // MARK: Planning

  /// A plan: an arm for each state, and the values that it was made from.
  public struct Plan: Sendable {
    /// The arm to play in each state.
    public var arms: [Int32]
    /// The expected discounted reward from each state on.
    public var values: [Double]

    /// Space for a plan.
    ///
    /// - Parameter stateCount: of the tasks that are planned for.
    public init(stateCount: Int) {
      arms = Array(repeating: 0, count: stateCount)
      values = Array(repeating: 0, count: stateCount)
    }
  }

  /// The plan that maximises the expected sum of gamma^k r_k within a task: of the discount beta = gamma q.
  ///
  /// With m the mean of an arm in its cell: v_a = m + beta (m V(success) + (1 - m) V(failure)) where its reward is kept,
  /// else m / (1 - beta), because the state stays and so does the choice; V = max v_a. The plan is the lowest arm with
  /// Q_a >= max Q - 1e-9, Q_a = v_a or m + beta V.
  ///
  /// - Complexity: O(K) for each state.
  public func plan(discount: Double) -> Plan {
    var plan = Plan(stateCount: stateCount)
    let means = means
    solve(discount: discount, tolerance: CappedTasks.tolerance, into: &plan) { _, arm, cell in means[arm][cell] }
    return plan
  }

  /// The same with estimates in place of the posterior means, into a plan that exists.
  ///
  /// - Parameters:
  ///   - tolerance: how close to the best the plan's arm is at least.
  ///   - mean: the estimate for an arm in a state, in [0, 1].
  public func solve(
    discount: Double, tolerance: Double, into plan: inout Plan, mean: (_ state: Int, _ arm: Int, _ cell: Int) -> Double
  ) {
    let beta = discount * survival
    var actions = Array(repeating: 0.0, count: priors.count)
    visitStates { state, cells in
      fill(&actions, state, cells, beta, plan.values, mean)
      plan.values[state] = actions.max()!
      let value = plan.values[state]
      for arm in priors.indices where !isOpen(arm, cells[arm]) {
        actions[arm] = mean(state, arm, cells[arm]) + beta * value
      }
      plan.arms[state] = Int32(truncatingIfNeeded: actions.lowestOfLargest(within: tolerance))
    }
  }

  /// The values v_a of a state, given those of all later ones.
  private func fill(
    _ actions: inout [Double], _ state: Int, _ cells: [Int], _ beta: Double, _ values: [Double],
    _ mean: (_ state: Int, _ arm: Int, _ cell: Int) -> Double
  ) {
    for arm in priors.indices {
      let cell = cells[arm]
      let mean = mean(state, arm, cell)
      if isOpen(arm, cell) {
        let failure = state + weights[arm] * (retained[cell] + 1)
        let success = failure + weights[arm]
        actions[arm] = mean + beta * (mean * values[success] + (1 - mean) * values[failure])
      } else {
        actions[arm] = mean / (1 - beta)
      }
    }
  }

  /// Q_a of each arm in a state of a plan with the true posterior means.
  public func actionValues(of plan: Plan, discount: Double, in cells: [Int]) -> [Double] {
    let beta = discount * survival
    let state = self.state(of: cells)
    var actions = Array(repeating: 0.0, count: priors.count)
    fill(&actions, state, cells, beta, plan.values) { _, arm, cell in means[arm][cell] }
    for arm in priors.indices where !isOpen(arm, cells[arm]) {
      actions[arm] = means[arm][cells[arm]] + beta * plan.values[state]
    }
    return actions
  }

  /// The number of a state, given a cell for each arm.
  public func state(of cells: [Int]) -> Int { zip(weights, cells).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The number of the cell of s successes and f failures.
  public static func cell(successes: Int, failures: Int) -> Int {
    let kept = successes + failures
    return kept * (kept + 1) / 2 + successes
  }

  // MARK: Values of policies

  /// What a deterministic policy earns.
  ///
  /// - Parameter arms: the arm of each state.
  public func value(of arms: [Int32]) -> TaskValue {
    value { state, _, probabilities in
      for arm in probabilities.indices { probabilities[arm] = Int(arms[state]) == arm ? 1 : 0 }
    }
  }

  /// What a policy earns, whatever discount it was planned with.
  ///
  /// With P_a the probability of arm a: W = [sum_a P_a m_a + q sum_(a open) P_a (m_a W(success) + (1 - m_a) W(failure))] /
  /// (1 - q sum_(a closed) P_a), and the reward per round is (1 - q) W(start). A task that sees one arm alone has
  /// probability sum_a g_a(start), g_a = P_a ((1 - q) + q E g_a(next)), or P_a (1 - q) / (1 - q P_a) where rewards are no
  /// longer kept.
  ///
  /// - Parameter choice: writes the probability of each arm in a state.
  /// - Complexity: O(K) for each state, and what `choice` takes.
  public func value(
    of choice: (_ state: Int, _ cells: [Int], _ probabilities: inout [Double]) -> Void
  ) -> TaskValue {
    let (q, ends) = (survival, 1 - survival)
    var earned = Array(repeating: 0.0, count: stateCount)
    var explored = earned
    var alone = cellCounts.map { Array(repeating: 0.0, count: $0) }
    var probabilities = Array(repeating: 0.0, count: priors.count)
    visitStates { state, cells in
      choice(state, cells, &probabilities)
      var best = -Double.infinity
      for arm in cells.indices { best = max(best, means[arm][cells[arm]]) }
      var (reward, exploring, staying) = (0.0, 0.0, 0.0)
      for arm in cells.indices where probabilities[arm] > 0 {
        let (mean, share) = (means[arm][cells[arm]], probabilities[arm])
        reward += share * mean
        if mean < best - 1e-12 { exploring += share }
        if isOpen(arm, cells[arm]) {
          let failure = state + weights[arm] * (retained[cells[arm]] + 1)
          let success = failure + weights[arm]
          reward += q * share * (mean * earned[success] + (1 - mean) * earned[failure])
          exploring += q * share * (mean * explored[success] + (1 - mean) * explored[failure])
        } else {
          staying += share
        }
      }
      earned[state] = reward / (1 - q * staying)
      explored[state] = exploring / (1 - q * staying)
      for arm in cells.indices where state == weights[arm] * cells[arm] {
        let (cell, share) = (cells[arm], probabilities[arm])
        if isOpen(arm, cell) {
          let (mean, failure) = (means[arm][cell], cell + retained[cell] + 1)
          let next = mean * alone[arm][failure + 1] + (1 - mean) * alone[arm][failure]
          alone[arm][cell] = share * (ends + q * next)
        } else {
          alone[arm][cell] = share * ends / (1 - q * share)
        }
      }
    }
    return TaskValue(
      reward: ends * earned[0], exploredShare: ends * explored[0],
      secondArmShare: 1 - alone.reduce(0) { $0 + $1[0] })
  }
}
