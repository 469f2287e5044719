import BanditComparators
import BanditGames
import BanditStreams

/// The path of a learner through a Markov decision process, step by step, and what became of the learner.
public struct RecordedPath<Learner: AverageRewardLearner>: Sendable {
  /// The transitions, in order. A learner that names an action that does not exist ends the run; that transition is
  /// then the last of the list, with no reward.
  public let transitions: [Transition]
  /// The steps in which episodes began.
  public let episodeStarts: [Int]
  /// For each episode, whether the law in force lay in the confidence set at its start; empty for a learner without
  /// one.
  public let confidence: [Bool]
  /// The learner after the last step.
  public let learner: Learner
  /// The sum over the steps of the optimal gain less the mean reward.
  public let regret: Double

  /// The sum of the rewards.
  public var reward: Double { transitions.reduce(0) { $0 + $1.reward } }

  /// Plays copies of a learner and an environment; 0 steps or more. The noise is split by purpose as in experiments.
  ///
  /// - Parameter inspect: is shown the learner after every step.
  public init<Environment: AverageRewardEnvironment>(
    learner: Learner, environment: Environment, steps: Int, key: StreamKey = StreamKey(seed: 0),
    inspect: (Learner, Int) -> Void = { _, _ in }
  ) {
    var (episodeStarts, confidence): ([Int], [Bool]) = ([], [])
    var episodes = learner.episodes
    let (states, actions) = (environment.stateCount, environment.actionCount)
    let played = PlayedGame(
      AverageRewardGame(
        environment: environment, learner: Recorder<Learner, Transition>(learner, choices: actions, places: states),
        problem: AverageRewardProblem(stateCount: states, actionCount: actions, horizon: max(1, steps))),
      rounds: steps, addressCount: states * actions, key: key
    ) { game, _, round in
      let learner = game.learner.base
      inspect(learner, round)
      guard learner.episodes > episodes else { return }
      episodes = learner.episodes
      episodeStarts.append(round)
      let process = environment.truth.segment(at: round).process
      if let holds = learner.confidenceSetContains(process) { confidence.append(holds) }
    }
    transitions = played.game.learner.entries
    self.episodeStarts = episodeStarts
    self.confidence = confidence
    self.learner = played.game.learner.base
    regret = played.account.entry(for: .gain, group: "", after: played.rounds).regret
  }
}

extension Recorder: AverageRewardLearner where Base: AverageRewardLearner, Entry == Transition {
  public var episodes: Int { base.episodes }

  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    let action = base.selectAction(in: state, at: round, noise: &noise)
    return admit(
      action, "takes action", orNote: Transition(state: state, action: action, reward: 0, nextState: state))
  }

  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    if fault != nil { return }
    entries.append(transition)
    base.observe(transition, at: round, noise: &noise)
  }

  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { base.confidenceSetContains(process) }
}
