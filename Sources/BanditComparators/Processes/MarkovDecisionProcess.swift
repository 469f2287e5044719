/// A finite Markov decision process: the law of the next state and the mean reward of every action in
/// every state.
///
/// Pairs of a state and an action are numbered `state * actionCount + action`.
public struct MarkovDecisionProcess: Hashable, Sendable {
  /// The number of states, S; states count from 0.
  public let stateCount: Int
  /// The number of actions, A, the same in every state; actions count from 0.
  public let actionCount: Int
  /// p(s' | s, a) at `pair * stateCount + s'`; S A S numbers.
  public let transitions: [Double]
  /// The mean reward of each pair, in [0, 1]; S A numbers.
  public let rewards: [Double]

  /// Creates a process.
  ///
  /// - Precondition: at least one state and one action; the rows of `transitions` are probabilities; rewards
  ///   lie in [0, 1].
  public init(stateCount: Int, actionCount: Int, transitions: [Double], rewards: [Double]) {
    precondition(stateCount >= 1 && actionCount >= 1, "a process needs at least one state and one action")
    precondition(
      rewards.count == stateCount * actionCount && transitions.count == rewards.count * stateCount,
      "a process needs a row and a reward for each pair")
    precondition(rewards.allSatisfy { $0 >= 0 && $0 <= 1 }, "mean rewards must be in [0, 1]")
    precondition(transitions.allSatisfy { $0 >= 0 && $0 <= 1 }, "transitions must be probabilities")
    self.stateCount = stateCount
    self.actionCount = actionCount
    self.transitions = transitions
    self.rewards = rewards
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
    (0..<actionCount).contains { transitions[(state * actionCount + $0) * stateCount + other] > 0 }
  }
}
