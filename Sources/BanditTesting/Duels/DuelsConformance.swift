import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner that lets arms duel must do, whatever its rule.
public enum DuelsConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// Both arms are of the problem. Hostile worlds have one arm, two arms, one round, twenty arms, a first arm that
  /// always or never wins, victories in turn, and victories of whoever has the higher or the lower index.
  public static func violations<Learner: DuelsLearner & Configurable<DuelsProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool? = nil
  ) -> [String] {
    typealias Suite = GameConformance<DuelsGame<ScriptedDuels, Recorder<Learner, DuelPair>>, Learner, DuelPair>
    return Suite(arena, settings: settings, isRandomized: isRandomized).violations()
  }

  private static var arena: ScriptedArena<ScriptedDuels, DuelsProblem> {
    let hostile = [
      world("one arm", arms: 1), world("two arms", arms: 2), world("one round", rounds: 1),
      world("twenty arms", arms: 20),
      world("a first arm that always wins") { _, _ in true }, world("a first arm that never wins") { _, _ in false },
      world("victories in turn") { round, _ in round.isMultiple(of: 2) },
      world("victories of higher indices", rounds: 300) { _, pair in pair.first > pair.second },
      world("victories of lower indices", rounds: 300) { _, pair in pair.first < pair.second },
    ]
    return ScriptedArena(rounds: 60, hostile: hostile) { world("an ordinary world", rounds: $0) }
  }

  private static func world(
    _ name: String, arms: Int = 4, rounds: Int = 60,
    firstWins: (@Sendable (_ round: Int, _ pair: DuelPair) -> Bool)? = nil
  ) -> ScriptedWorld<ScriptedDuels, DuelsProblem> {
    let ordinary: @Sendable (Int, DuelPair) -> Bool = { round, pair in
      // Lower indices win two of three times.
      (round * 7 + pair.first + pair.second) % 3 > 0 ? pair.first <= pair.second : pair.first > pair.second
    }
    return ScriptedWorld(
      name, ScriptedDuels(armCount: arms, firstWins: firstWins ?? ordinary),
      DuelsProblem(armCount: arms, horizon: rounds), rounds: rounds, choices: arms, mayBeRefused: false)
  }
}

/// Duels that end by a script. What counts as true is that lower indices win, with probability 0.6.
public struct ScriptedDuels: DuelsEnvironment {
  public let truth: DuelsTruth
  private let firstWins: @Sendable (_ round: Int, _ pair: DuelPair) -> Bool

  /// Writes the script.
  public init(armCount: Int, firstWins: @escaping @Sendable (_ round: Int, _ pair: DuelPair) -> Bool) {
    let rows = (0..<armCount).map { first in
      (0..<armCount).map { $0 == first ? 0.5 : $0 > first ? 0.6 : 0.4 }
    }
    truth = DuelsTruth(PreferenceMatrix(rows))
    self.firstWins = firstWins
  }

  public mutating func duel(_ pair: DuelPair, at round: Int, noise: inout RoundNoise) -> Bool {
    firstWins(round, pair)
  }
}

/// An entry: the pair of a round.
extension Recorder: DuelsLearner where Base: DuelsLearner, Entry == DuelPair {
  public mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
    let pair = base.selectPair(at: round, noise: &noise)
    let admitted = DuelPair(admit(pair.first, "lets arm duel"), admit(pair.second, "lets arm duel"))
    entries.append(admitted)
    return admitted
  }

  public mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {
    if fault == nil { base.observe(firstWon: firstWon, of: pair, at: round) }
  }
}
