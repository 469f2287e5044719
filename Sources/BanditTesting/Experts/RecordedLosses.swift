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

  /// Plays copies of a policy and a source for the horizon of the problem, whose feedback is granted.
  ///
  /// The noise is split by purpose as in experiments.
  public init<Environment: ExpertsEnvironment, Learner: ExpertsLearner>(
    learner: Learner, environment: Environment, problem: ExpertsProblem, key: StreamKey = StreamKey(seed: 0)
  ) {
    let played = PlayedGame(
      ExpertsGame(
        environment: environment, learner: Recorder<Learner, Int>(learner, choices: problem.actionCount),
        problem: problem),
      rounds: problem.horizon, addressCount: problem.actionCount, key: key, notions: [.pseudo])
    account = played.account
    actions = played.game.learner.entries
    observations = Int(played.game.measure(.observations, after: played.rounds, account: account) ?? 0)
    failure = played.game.failure
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

extension Recorder: ExpertsLearner where Base: ExpertsLearner, Entry == Int {
  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    entries.append(base.selectAction(at: round, noise: &noise))
    return admit(entries[entries.count - 1], "plays action")
  }

  public mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    if fault == nil { base.observe(&losses, of: action, at: round) }
  }
}
