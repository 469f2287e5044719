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

  /// Plays a learner.
  ///
  /// - Parameters:
  ///   - learner: a copy of it is played.
  ///   - environment: a copy of it is played.
  ///   - steps: how many steps; 0 or more.
  ///   - key: the noise of the run, split by purpose as in experiments.
  ///   - inspect: is shown the learner after every choice of an action, with the step.
  public init<Environment: AverageRewardEnvironment>(
    learner: Learner, environment: Environment, steps: Int, key: StreamKey = StreamKey(seed: 0),
    inspect: (Learner, Int) -> Void = { _, _ in }
  ) {
    var (learner, environment) = (learner, environment)
    let actionCount = environment.actionCount
    var visits = Array(repeating: 0, count: environment.stateCount * actionCount)
    var environmentNoise = RandomStream(key: key.child(purpose: .rewards), itemCount: visits.count)
    var learnerNoise = RandomStream(key: key.child(purpose: .learner))
    var transitions: [Transition] = []
    var (episodeStarts, confidence): ([Int], [Bool]) = ([], [])
    var regret = 0.0
    for round in 1...max(1, steps) where steps >= 1 {
      let (state, episodes) = (environment.state, learner.episodes)
      learnerNoise.move(to: 0, occurrence: round)
      let action = learner.selectAction(in: state, at: round, noise: &learnerNoise)
      inspect(learner, round)
      if learner.episodes > episodes {
        episodeStarts.append(round)
        if let holds = learner.confidenceSetContains(environment.truth.segment(at: round).process) {
          confidence.append(holds)
        }
      }
      guard (0..<actionCount).contains(action) else {
        transitions.append(Transition(state: state, action: action, reward: 0, nextState: state))
        break
      }
      let pair = state * actionCount + action
      environmentNoise.move(to: pair, occurrence: visits[pair])
      visits[pair] += 1
      let outcome = environment.step(action, at: round, noise: &environmentNoise)
      let transition = Transition(
        state: state, action: action, reward: outcome.reward, nextState: outcome.nextState)
      transitions.append(transition)
      regret += outcome.optimalGain - outcome.mean
      learner.observe(transition, at: round, noise: &learnerNoise)
    }
    self.transitions = transitions
    self.episodeStarts = episodeStarts
    self.confidence = confidence
    self.learner = learner
    self.regret = regret
  }
}
