import BanditComparators
import BanditGames

extension MarkovDecisionProcess {
  /// States in a ring, one action; the last state pays 1, the others nothing. The gain is 1/S, although plain
  /// value iteration goes round forever.
  ///
  /// - Precondition: at least one state.
  public static func cycle(stateCount: Int) -> MarkovDecisionProcess {
    MarkovDecisionProcess(
      stateCount: stateCount, actionCount: 1,
      rewards: (0..<stateCount).map { $0 == stateCount - 1 ? 1 : 0 }
    ) { pair in [((pair + 1) % stateCount, 1)] }
  }

  /// Two states: from 0, action 0 leads to 1 with probability 0.3, action 1 stays and pays 0.1; from 1, both lead
  /// to 0 with probability 0.6 and pay 1 and 0.5. The gain is 1/3, the diameter 10/3.
  public static var twoState: MarkovDecisionProcess {
    MarkovDecisionProcess(
      stateCount: 2, actionCount: 2, transitions: [0.7, 0.3, 1, 0, 0.6, 0.4, 0.6, 0.4], rewards: [0, 0.1, 1, 0.5])
  }

  /// A deterministic chain: action 0 leads one state down and pays 0.05 at the lower end; action 1 leads one up
  /// and pays 1 at the upper end.
  ///
  /// - Precondition: at least one state.
  public static func chain(stateCount: Int) -> MarkovDecisionProcess {
    MarkovDecisionProcess(
      stateCount: stateCount, actionCount: 2, rewards: endRewards(stateCount)
    ) { pair in
      let state = pair / 2
      return [(pair % 2 == 0 ? max(0, state - 1) : min(stateCount - 1, state + 1), 1)]
    }
  }

  /// RiverSwim: action 0 swims with the current and is sure of it; action 1 swims against it and arrives with
  /// probability 0.35 (0.6 from the shore), is carried back with 0.05 (0.4 from the far end). The lower end pays
  /// 0.05 for action 0, the far end 1 for action 1.
  ///
  /// - Parameter leftSlip: whether action 0 stays in its state with probability 0.05.
  /// - Precondition: at least two states.
  public static func riverSwim(stateCount: Int, leftSlip: Bool = false) -> MarkovDecisionProcess {
    MarkovDecisionProcess(
      stateCount: stateCount, actionCount: 2, rewards: endRewards(stateCount)
    ) { pair in
      let (state, last) = (pair / 2, stateCount - 1)
      if pair % 2 == 0 {
        return leftSlip ? [(max(0, state - 1), 0.95), (state, 0.05)] : [(max(0, state - 1), 1)]
      }
      switch state {
      case 0: return [(0, 0.4), (1, 0.6)]
      case last: return [(last - 1, 0.4), (last, 0.6)]
      default: return [(state - 1, 0.05), (state, 0.6), (state + 1, 0.35)]
      }
    }
  }

  /// 0.05 for action 0 in the first state, 1 for action 1 in the last, of two actions.
  private static func endRewards(_ stateCount: Int) -> [Double] {
    (0..<2 * stateCount).map { $0 == 0 ? 0.05 : $0 == 2 * stateCount - 1 ? 1 : 0 }
  }

  /// Creates a process from the successors of each pair; probabilities of one that is named twice add up.
  private init(
    stateCount: Int, actionCount: Int, rewards: [Double], successors: (Int) -> [(state: Int, probability: Double)]
  ) {
    var transitions = Array(repeating: 0.0, count: stateCount * actionCount * stateCount)
    for pair in 0..<stateCount * actionCount {
      for successor in successors(pair) { transitions[pair * stateCount + successor.state] += successor.probability }
    }
    self.init(stateCount: stateCount, actionCount: actionCount, transitions: transitions, rewards: rewards)
  }

  /// The process with its states in the opposite order.
  public var mirrored: MarkovDecisionProcess {
    let (states, actions) = (stateCount, actionCount)
    let pairs = (0..<pairCount).map { (states - 1 - $0 / actions) * actions + $0 % actions }
    return MarkovDecisionProcess(
      stateCount: states, actionCount: actions, transitions: pairs.flatMap { row($0).reversed() },
      rewards: pairs.map { rewards[$0] })
  }
}
