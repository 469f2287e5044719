/// A finite Markov decision process: the law of the next state and the mean reward of every action in
/// every state.
///
/// Pairs of a state and an action are numbered `state * actionCount + action`. A state may have fewer actions than
/// others; the pairs that it lacks have a number, and stand in the tables as a stay without reward that nothing uses.
public struct MarkovDecisionProcess: Hashable, Sendable {
  /// The number of states, S; states count from 0.
  public let stateCount: Int
  /// The number of actions, A, of the state that has most; actions count from 0.
  public let actionCount: Int
  /// The number of actions of each state, its first ones; `nil` where every state has all of them.
  public let actionCounts: [Int]?
  /// p(s' | s, a) at `pair * stateCount + s'`; S A S numbers.
  public let transitions: [Double]
  /// The mean reward of each pair, in [0, 1]; S A numbers.
  public let rewards: [Double]
  /// r(s, a, s') at `pair * stateCount + s'`, the mean reward of a step that leads to s'; `nil` where it does not depend
  /// on s'. `rewards` are the means of these.
  public let rewardsByNextState: [Double]?

  /// Creates a process whose rewards depend on the state that follows, too.
  ///
  /// - Parameter actionCounts: the number of actions of each state; `nil` if every state has all of them.
  /// - Precondition: as for `init(stateCount:actionCount:transitions:rewards:actionCounts:)`, with a reward for each pair
  ///   and next state.
  public init(
    stateCount: Int, actionCount: Int, transitions: [Double], rewardsByNextState: [Double], actionCounts: [Int]? = nil
  ) {
    precondition(
      rewardsByNextState.count == transitions.count, "a process needs a reward for each pair and next state")
    precondition(rewardsByNextState.allSatisfy { $0 >= 0 && $0 <= 1 }, "mean rewards must be in [0, 1]")
    // Rounding must not lead out of [0, 1].
    let means = stride(from: 0, to: transitions.count, by: max(1, stateCount)).map { start in
      min(1, (start..<start + stateCount).reduce(0) { $0 + transitions[$1] * rewardsByNextState[$1] })
    }
    self.init(
      stateCount: stateCount, actionCount: actionCount, transitions: transitions, rewards: means,
      byNextState: rewardsByNextState, actionCounts: actionCounts)
  }

  /// Creates a process.
  ///
  /// - Parameter actionCounts: the number of actions of each state; `nil` if every state has all of them. What the tables
  ///   have for other actions is not used.
  /// - Precondition: at least one state and one action; the rows of `transitions` are probabilities; rewards
  ///   lie in [0, 1]; `actionCounts` lie in `1...actionCount`.
  public init(
    stateCount: Int, actionCount: Int, transitions: [Double], rewards: [Double], actionCounts: [Int]? = nil
  ) {
    self.init(
      stateCount: stateCount, actionCount: actionCount, transitions: transitions, rewards: rewards, byNextState: nil,
      actionCounts: actionCounts)
  }

  private init(
    stateCount: Int, actionCount: Int, transitions: [Double], rewards: [Double], byNextState: [Double]?,
    actionCounts: [Int]?
  ) {
    precondition(stateCount >= 1 && actionCount >= 1, "a process needs at least one state and one action")
    precondition(
      rewards.count == stateCount * actionCount && transitions.count == rewards.count * stateCount,
      "a process needs a row and a reward for each pair")
    precondition(rewards.allSatisfy { $0 >= 0 && $0 <= 1 }, "mean rewards must be in [0, 1]")
    precondition(transitions.allSatisfy { $0 >= 0 && $0 <= 1 }, "transitions must be probabilities")
    self.stateCount = stateCount
    self.actionCount = actionCount
    guard let actionCounts, actionCounts.contains(where: { $0 != actionCount }) else {
      self.actionCounts = nil
      self.transitions = transitions
      self.rewards = rewards
      rewardsByNextState = byNextState
      return
    }
    precondition(
      actionCounts.count == stateCount && actionCounts.allSatisfy { (1...actionCount).contains($0) },
      "a process needs a number of actions for each state, each in 1...\(actionCount)")
    self.actionCounts = actionCounts
    var (transitions, rewards, byNextState) = (transitions, rewards, byNextState)
    for state in 0..<stateCount {
      for pair in state * actionCount + actionCounts[state]..<(state + 1) * actionCount {
        rewards[pair] = 0
        for next in 0..<stateCount {
          transitions[pair * stateCount + next] = next == state ? 1 : 0
          byNextState?[pair * stateCount + next] = 0
        }
      }
    }
    self.transitions = transitions
    self.rewards = rewards
    rewardsByNextState = byNextState
  }

  /// The number of actions of a state.
  public func actionCount(in state: Int) -> Int { actionCounts?[state] ?? actionCount }

  /// The actions of a state.
  public func actions(in state: Int) -> Range<Int> { 0..<actionCount(in: state) }

  /// Whether a pair has the law of the next state and the mean rewards that it has in another process with as many
  /// states and actions.
  public func hasLaw(of other: MarkovDecisionProcess, pair: Int) -> Bool {
    guard rewards[pair] == other.rewards[pair], row(pair) == other.row(pair) else { return false }
    if rewardsByNextState == nil && other.rewardsByNextState == nil { return true }
    return row(pair).indices.allSatisfy { place in
      (rewardsByNextState?[place] ?? rewards[pair]) == (other.rewardsByNextState?[place] ?? other.rewards[pair])
    }
  }

  /// The number of pairs, S A.
  public var pairCount: Int { rewards.count }

  /// p(. | pair).
  public func row(_ pair: Int) -> ArraySlice<Double> {
    transitions[pair * stateCount..<(pair + 1) * stateCount]
  }

  /// The mean reward of a pair plus the expectation of `values` in the state that follows it.
  func lookahead(_ pair: Int, _ values: [Double]) -> Double {
    rewards[pair] + zip(row(pair), values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Whether some policy leads from any state to any other: what the optimal gain needs to be the same
  /// wherever one starts.
  ///
  /// - Complexity: O(S^2 A).
  public var isCommunicating: Bool { unreachable == nil }

  /// A state, and another to which no policy leads from it; `nil` in a communicating process.
  ///
  /// - Complexity: O(S^2 A).
  public var unreachable: (from: Int, to: Int)? {
    if let state = stepsToTarget(0, backwards: false).firstIndex(where: { $0 == nil }) { return (0, state) }
    return stepsToTarget(0, backwards: true).firstIndex { $0 == nil }.map { ($0, 0) }
  }

  /// The least number of steps in which a state can lead to `target` (`backwards`), or `target` to a
  /// state; `nil` where none does.
  func stepsToTarget(_ target: Int, backwards: Bool) -> [Int?] {
    var steps: [Int?] = Array(repeating: nil, count: stateCount)
    steps[target] = 0
    var frontier = [target]
    var distance = 0
    while !frontier.isEmpty {
      distance += 1
      var next: [Int] = []
      for state in 0..<stateCount where steps[state] == nil {
        let isLinked = frontier.contains { other in
          backwards ? canStep(from: state, to: other) : canStep(from: other, to: state)
        }
        if isLinked { next.append(state) }
      }
      for state in next { steps[state] = distance }
      frontier = next
    }
    return steps
  }

  /// Whether some action may lead from a state to another in one step.
  private func canStep(from state: Int, to other: Int) -> Bool {
    actions(in: state).contains { transitions[(state * actionCount + $0) * stateCount + other] > 0 }
  }
}
