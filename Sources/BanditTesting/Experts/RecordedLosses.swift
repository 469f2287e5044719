import BanditGames
import BanditStreams

/// What a policy did in a game of losses, and how the game ended.
public struct RecordedLosses: Sendable {
  /// The actions, in the order of the rounds; up to and including one outside `0..<K`, or the refused request.
  public let actions: [Int]
  /// The accounts.
  public let account: ExpertsLedger
  /// How many entries were observed.
  public let observations: Int
  /// The refused request, if there was one.
  public let failure: String?

  /// Plays a policy against a source and records what it did.
  ///
  /// - Parameters:
  ///   - learner: a copy of it is played.
  ///   - environment: a copy of it is played.
  ///   - problem: its feedback is granted; the horizon is how many rounds are played.
  ///   - key: the noise of the run, split by purpose as in experiments.
  public init<Environment: ExpertsEnvironment, Learner: ExpertsLearner>(
    learner: Learner, environment: Environment, problem: ExpertsProblem, key: StreamKey = StreamKey(seed: 0)
  ) {
    var game = ExpertsGame(
      environment: environment, learner: ExpertsRecorder(learner: learner, actionCount: environment.actionCount),
      problem: problem, coupling: .rounds)
    var account = game.openAccount(for: [.pseudo], metrics: [])
    var environmentNoise = RandomStream(
      key: key.child(purpose: .rewards), itemCount: environment.actionCount)
    var learnerNoise = RandomStream(key: key.child(purpose: .learner))
    var round = 0
    while round < problem.horizon, !game.learner.hasStrayed, game.failure == nil {
      round += 1
      game.play(
        round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
    }
    actions = game.learner.actions
    observations = Int(game.measure(.observations, after: round, account: account) ?? 0)
    failure = game.failure
    self.account = account
  }

  /// The switching regret after the last round.
  public var switchingRegret: Double {
    account.entry(for: .switching, group: "", after: actions.count).regret
  }

  /// The external regret after the last round.
  public var externalRegret: Double {
    account.entry(for: .external, group: "", after: actions.count).regret
  }

  /// How often the action changed.
  public var switches: Int { zip(actions, actions.dropFirst()).count { $0 != $1 } }
}

/// A policy that notes what another one does, and keeps the game from being played with an action that does not exist.
private struct ExpertsRecorder<Learner: ExpertsLearner>: ExpertsLearner {
  var learner: Learner
  let actionCount: Int
  var actions: [Int] = []
  var hasStrayed = false

  mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    let action = learner.selectAction(at: round, noise: &noise)
    actions.append(action)
    hasStrayed = !(0..<actionCount).contains(action)
    return hasStrayed ? 0 : action
  }

  mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    if !hasStrayed { learner.observe(&losses, of: action, at: round) }
  }
}
