import BanditCards
import BanditGames
import BanditStreams

/// A game of a recorded learner after its last round, with its accounts.
public struct PlayedGame<G: Game>: Sendable {
  /// The game, with world and learner as they are in the end.
  public let game: G
  /// The accounts.
  public let account: G.Account
  /// How many rounds were played: fewer than asked for after a fault.
  public let rounds: Int

  /// Plays a game to its end, or to the first fault.
  ///
  /// - Parameters:
  ///   - game: has not begun; a copy of it is played.
  ///   - rounds: how many rounds; 0 or more.
  ///   - addressCount: how many addresses the noise of the world has.
  ///   - key: the noise of the world, and of the learner if it has none of its own; split by purpose as in experiments.
  ///   - learnerKey: the noise of the learner.
  ///   - notions: those that accounts are kept for.
  ///   - metrics: those that accounts are kept for.
  ///   - inspect: is shown game and accounts after every round.
  public init<Base, Entry>(
    _ game: G, rounds: Int, addressCount: Int, key: StreamKey, learnerKey: StreamKey? = nil, notions: [Notion] = [],
    metrics: [Metric] = [], inspect: (G, G.Account, Int) -> Void = { _, _, _ in }
  ) where G.Learner == Recorder<Base, Entry> {
    var game = game
    var account = game.openAccount(for: notions, metrics: metrics)
    var environmentNoise = RandomStream(key: key.child(purpose: .rewards), itemCount: addressCount)
    var learnerNoise = RandomStream(key: (learnerKey ?? key).child(purpose: .learner))
    var round = 0
    while round < rounds && game.learner.fault == nil {
      round += 1
      game.play(round: round, environmentNoise: &environmentNoise, learnerNoise: &learnerNoise, account: &account)
      inspect(game, account, round)
    }
    self.game = game
    self.account = account
    self.rounds = round
  }
}
