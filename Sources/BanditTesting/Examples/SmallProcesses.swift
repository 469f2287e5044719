import BanditComparators
import BanditStreams

/// Processes with known solutions, for tests.
package enum SmallProcesses {
  package static let twoCycle = MarkovDecisionProcess(
    stateCount: 2, actionCount: 1, transitions: [0, 1, 1, 0], rewards: [0, 1])

  package static let twoState = MarkovDecisionProcess(
    stateCount: 2, actionCount: 2, transitions: [0.7, 0.3, 1, 0, 0.6, 0.4, 0.6, 0.4], rewards: [0, 0.1, 1, 0.5])

  package static func riverSwim(_ states: Int, leftSlip: Bool = false) -> MarkovDecisionProcess {
    var transitions = Array(repeating: 0.0, count: 2 * states * states)
    var rewards = Array(repeating: 0.0, count: 2 * states)
    for state in 0..<states {
      let (left, right) = (2 * state * states, (2 * state + 1) * states)
      transitions[left + max(0, state - 1)] += leftSlip ? 0.95 : 1
      if leftSlip { transitions[left + state] += 0.05 }
      if state == 0 {
        transitions[right] = 0.4
        transitions[right + 1] = 0.6
      } else if state == states - 1 {
        transitions[right + state - 1] = 0.4
        transitions[right + state] = 0.6
      } else {
        transitions[right + state - 1] = 0.05
        transitions[right + state] = 0.6
        transitions[right + state + 1] = 0.35
      }
    }
    rewards[0] = 0.05
    rewards[2 * states - 1] = 1
    return MarkovDecisionProcess(stateCount: states, actionCount: 2, transitions: transitions, rewards: rewards)
  }

  /// Random rows with some zeros, and random rewards.
  package static func random(states: Int, actions: Int, seed: Int, sparse: Bool = false) -> MarkovDecisionProcess {
    var noise = RandomStream(key: StreamKey(seed: 81).child(index: seed))
    var transitions: [Double] = []
    for pair in 0..<states * actions {
      var row = (0..<states).map { _ in noise.uniform() }
      if sparse { for state in row.indices where noise.uniform() < 0.5 { row[state] = 0 } }
      // The next state in a ring keeps the process communicating.
      row[(pair / actions + 1) % states] += 0.1
      let sum = row.reduce(0, +)
      transitions += row.map { $0 / sum }
    }
    return MarkovDecisionProcess(
      stateCount: states, actionCount: actions, transitions: transitions,
      rewards: (0..<states * actions).map { _ in noise.uniform() })
  }

  /// Two layers of two states and actions; action a leads to state a.
  package static let layered = LayeredProcess(
    layerCount: 2, stateCount: 2, actionCount: 2, transitions: [1, 0, 0, 1, 1, 0, 0, 1])

  /// Losses of `layered`: .2, .5 in the first state; .1, .9 and 1, .3 in the last layer.
  package static let layeredLosses = [0.2, 0.5, 0, 0, 0.1, 0.9, 1, 0.3]
}
