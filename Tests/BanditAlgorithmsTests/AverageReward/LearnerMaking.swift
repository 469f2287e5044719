import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting

/// A learner with the defaults of its card but for the given settings.
func make<Learner: AverageRewardLearner & Configurable<AverageRewardProblem>>(
  _ type: Learner.Type, _ settings: Settings = [:], states: Int, actions: Int, horizon: Int, changes: Int? = 0
) throws -> Learner {
  try Learner(
    settings: Settings(defaultsOf: Learner.card.parameters, given: settings),
    problem: AverageRewardProblem(
      stateCount: states, actionCount: actions, horizon: horizon, changeCount: changes))
}

/// Processes of the worked examples.
enum Processes {
  /// Action 0 leads one state down, action 1 one up; 0.05 at the lower end, 1 at the upper one.
  static let chain = MarkovDecisionProcess(
    stateCount: 3, actionCount: 2, transitions: [1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1],
    rewards: [0.05, 0, 0, 0, 0, 1])

  /// The chain with its actions exchanged.
  static let swappedChain = MarkovDecisionProcess(
    stateCount: 3, actionCount: 2, transitions: [0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0],
    rewards: [0, 0.05, 0, 0, 1, 0])

  /// The chain, whose actions are exchanged from step 1001 on.
  static let changingChain = ScriptedProcess([(1, chain), (1001, swappedChain)])

  /// Two states, action a leads to state a: what the books call a deterministic example, with rewards 1/2, 1/4, 0 and 1.
  static let chosenStates = MarkovDecisionProcess(
    stateCount: 2, actionCount: 2, transitions: [1, 0, 0, 1, 1, 0, 0, 1], rewards: [0.5, 0.25, 0, 1])

  /// RiverSwim with six states.
  static let riverSwim: MarkovDecisionProcess = {
    var transitions = Array(repeating: 0.0, count: 72)
    for state in 0..<6 {
      transitions[12 * state + max(0, state - 1)] = 1
      let right = 12 * state + 6
      switch state {
      case 0: (transitions[right], transitions[right + 1]) = (0.4, 0.6)
      case 5: (transitions[right + 4], transitions[right + 5]) = (0.4, 0.6)
      default:
        (transitions[right + state - 1], transitions[right + state], transitions[right + state + 1]) = (0.05, 0.6, 0.35)
      }
    }
    return MarkovDecisionProcess(
      stateCount: 6, actionCount: 2, transitions: transitions,
      rewards: (0..<12).map { $0 == 0 ? 0.05 : $0 == 11 ? 1 : 0 })
  }()

  /// Rows uniform over all laws, rewards uniform in [0, 1].
  static func random(states: Int, actions: Int, noise: inout RandomStream) -> MarkovDecisionProcess {
    let rows = try! Dirichlet(concentrations: Array(repeating: 1, count: states))
    return MarkovDecisionProcess(
      stateCount: states, actionCount: actions,
      transitions: (0..<states * actions).flatMap { _ in rows.sample(from: &noise) },
      rewards: (0..<states * actions).map { _ in noise.uniform() })
  }
}
