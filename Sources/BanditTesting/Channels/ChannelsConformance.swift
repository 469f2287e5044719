import BanditCards
import BanditComparators
import BanditGames

/// What every learner that steers channels must do, whatever its rule.
public enum ChannelsConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A budget is a number from 0 on, perhaps infinite, a target return a finite one. Hostile worlds have worthless and
  /// free auctions, one channel, one period, and being charged by spend. Where `isSafe`, no run spends more than the
  /// whole budget or returns less than the target, whatever is charged.
  public static func violations<Learner: ChannelsLearner & Configurable<ChannelsProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false, isSafe: Bool
  ) -> [String] {
    Suite<Learner>(arena, settings: settings, isRandomized: isRandomized, audit: { isSafe ? missed($0) : nil })
      .violations()
  }

  /// The same for a learner that is told the truth.
  public static func violations<Learner: ChannelsLearner & Yardstick<ChannelsProblem, ChannelsTruth>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false, isSafe: Bool
  ) -> [String] {
    Suite<Learner>(arena, settings: settings, isRandomized: isRandomized, audit: { isSafe ? missed($0) : nil })
      .violations()
  }

  private typealias Suite<Learner: ChannelsLearner> = GameConformance<
    ChannelsGame<ScriptedChannels, Recorder<Learner, ChannelsPeriod>>, Learner, ChannelsPeriod
  >

  private static func missed<G: Game>(_ played: PlayedGame<G>) -> String? where G.Account == ChannelsLedger {
    for group in ChannelsLedger.constraints {
      let violation = played.account.entry(for: .constraint, group: group, after: played.rounds).regret
      if violation > 0 { return "misses the constraint on \(group) by \(violation)" }
    }
    return nil
  }

  private static var arena: ScriptedArena<ScriptedChannels, ChannelsProblem> {
    let plain = [[auctions((4, 1), (1, 1)), auctions((2, 1), (2, 2))], [auctions((3, 1), (2, 2))]]
    let free = [[auctions((1, 0), (0, 1))], [auctions((1, 0.5))]]
    let worthless = [[auctions((0, 1))]]
    let hostile = [
      ("charged by spend", ScriptedChannels(plain, horizon: 120, budget: 4, targetReturn: 1.1, charge: .spend)),
      ("one channel", ScriptedChannels([plain[1]], horizon: 50, budget: 1.5)),
      ("one period", ScriptedChannels(plain, horizon: 1, budget: 2)),
      ("free auctions", ScriptedChannels(free, horizon: 60, budget: 1, targetReturn: 0.5)),
      ("worthless auctions", ScriptedChannels(worthless, horizon: 20, budget: 1)),
    ]
    return ScriptedArena(rounds: 120, hostile: hostile.map(world)) {
      world("two channels", ScriptedChannels(plain, horizon: $0, budget: 2, targetReturn: 1.1))
    }
  }

  private static func world(
    _ name: String, _ channels: ScriptedChannels
  ) -> ScriptedWorld<ScriptedChannels, ChannelsProblem> {
    ScriptedWorld(
      name, channels, channels.problem, rounds: channels.truth.horizon, choices: channels.channelCount)
  }
}
