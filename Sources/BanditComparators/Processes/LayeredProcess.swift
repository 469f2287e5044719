/// The transitions of an episodic Markov decision process in layers: H layers of S states with A actions each.
///
/// An episode begins in state 0 of layer 0; an action in layer h leads to a state of layer h + 1, one in the last
/// layer ends it. State-action pairs are counted layer by layer, state by state: tables of losses, policies and
/// occupancies are flat arrays of `pairCount` numbers.
public struct LayeredProcess: Hashable, Sendable {
  /// The number of layers, H.
  public let layerCount: Int
  /// The number of states of each layer, S.
  public let stateCount: Int
  /// The number of actions, A.
  public let actionCount: Int
  /// The probability of each state of the next layer, `S` numbers for each pair but those of the last layer.
  @usableFromInline let transitions: [Double]

  /// Creates a process.
  ///
  /// - Parameter transitions: for each pair of the layers before the last, in order, the probabilities of the states
  ///   of the next layer, which sum to 1.
  /// - Precondition: at least one layer, state and action; as many transitions as these need.
  public init(layerCount: Int, stateCount: Int, actionCount: Int, transitions: [Double]) {
    precondition(
      layerCount >= 1 && stateCount >= 1 && actionCount >= 1, "a process needs at least one layer, state and action")
    precondition(
      transitions.count == (layerCount - 1) * stateCount * actionCount * stateCount,
      "\(transitions.count) transitions for \(layerCount) layers of \(stateCount) states with \(actionCount) actions")
    self.layerCount = layerCount
    self.stateCount = stateCount
    self.actionCount = actionCount
    self.transitions = transitions
  }

  /// The number of state-action pairs, H S A.
  public var pairCount: Int { layerCount * stateCount * actionCount }

  /// The place of a pair in flat arrays.
  @inlinable
  public func pair(_ layer: Int, _ state: Int, _ action: Int) -> Int {
    (layer * stateCount + state) * actionCount + action
  }

  /// The probability that a pair (not of the last layer) leads to a state of the next layer.
  @inlinable
  public func probability(ofState next: Int, after pair: Int) -> Double { transitions[pair * stateCount + next] }

  /// The state that a pair leads to, for a uniform number in [0, 1).
  @inlinable
  public func nextState(after pair: Int, uniform: Double) -> Int {
    sample(transitions, pair * stateCount..<(pair + 1) * stateCount, uniform: uniform)
  }

  /// The action of a policy in a state, for a uniform number in [0, 1).
  @inlinable
  public func action(of policy: [Double], layer: Int, state: Int, uniform: Double) -> Int {
    let first = pair(layer, state, 0)
    return sample(policy, first..<first + actionCount, uniform: uniform)
  }

  /// Inverts a distribution function; rounding cannot lead to what has no probability.
  @inlinable
  func sample(_ probabilities: [Double], _ places: Range<Int>, uniform: Double) -> Int {
    var remaining = uniform
    var last = places.lowerBound
    for place in places where probabilities[place] > 0 {
      remaining -= probabilities[place]
      if remaining < 0 { return place - places.lowerBound }
      last = place
    }
    return last - places.lowerBound
  }

  // MARK: - Exact solutions

  /// The expected loss of an episode under a policy, from its first state.
  ///
  /// - Parameter scratch: room for S numbers twice, kept by the caller.
  /// - Complexity: O(H S^2 A).
  public func value(of policy: [Double], losses: [Double], scratch: inout [Double]) -> Double {
    if scratch.count < 2 * stateCount { scratch = Array(repeating: 0, count: 2 * stateCount) }
    for layer in (0..<layerCount).reversed() {
      for state in 0..<stateCount {
        let first = pair(layer, state, 0)
        var value = 0.0
        for place in first..<first + actionCount where policy[place] > 0 {
          value += policy[place] * cost(of: place, in: layer, losses, scratch)
        }
        scratch[layer % 2 * stateCount + state] = value
      }
    }
    return scratch[0]
  }

  /// The smallest expected loss of an episode under any policy, by backward induction.
  ///
  /// - Complexity: O(H S^2 A).
  public func bestValue(losses: [Double]) -> Double {
    var (actions, scratch): ([Int], [Double]) = ([], [])
    return bestActions(losses: losses, into: &actions, scratch: &scratch)
  }

  /// The smallest expected loss of an episode, and the action in each state (layer by layer) of a policy that has it
  /// from every state on; the lowest on ties.
  ///
  /// - Parameter scratch: room for S numbers twice, kept by the caller.
  /// - Complexity: O(H S^2 A).
  @discardableResult
  public func bestActions(losses: [Double], into actions: inout [Int], scratch: inout [Double]) -> Double {
    if actions.count != layerCount * stateCount { actions = Array(repeating: 0, count: layerCount * stateCount) }
    if scratch.count < 2 * stateCount { scratch = Array(repeating: 0, count: 2 * stateCount) }
    for layer in (0..<layerCount).reversed() {
      for state in 0..<stateCount {
        let first = pair(layer, state, 0)
        var best = Double.infinity
        for place in first..<first + actionCount {
          let cost = cost(of: place, in: layer, losses, scratch)
          if cost < best {
            best = cost
            actions[layer * stateCount + state] = place - first
          }
        }
        scratch[layer % 2 * stateCount + state] = best
      }
    }
    return scratch[0]
  }

  /// The loss of a pair and the expected value of the next state; values of even layers come before those of odd ones.
  private func cost(of pair: Int, in layer: Int, _ losses: [Double], _ values: [Double]) -> Double {
    var cost = losses[pair]
    guard layer + 1 < layerCount else { return cost }
    let next = (layer + 1) % 2 * stateCount
    for state in 0..<stateCount { cost += transitions[pair * stateCount + state] * values[next + state] }
    return cost
  }

  /// The probability that an episode under a policy visits each pair.
  ///
  /// - Complexity: O(H S^2 A).
  public func occupancy(of policy: [Double], into occupancy: inout [Double]) {
    let width = stateCount * actionCount
    for layer in 0..<layerCount {
      for state in 0..<stateCount {
        var reached = layer == 0 && state == 0 ? 1.0 : 0
        if layer > 0 {
          for before in (layer - 1) * width..<layer * width {
            reached += occupancy[before] * probability(ofState: state, after: before)
          }
        }
        let first = pair(layer, state, 0)
        for place in first..<first + actionCount { occupancy[place] = reached * policy[place] }
      }
    }
  }
}
