import BanditCards
import BanditGames
import BanditStreams

/// What every principal must do, whatever its rule.
public enum HiringConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A pay is in `0...largestPay`. Hostile worlds have reports that are always or never right, agents who stop working, one
  /// round, and largest pays that are tiny and huge.
  public static func violations<Learner: HiringLearner & Configurable<HiringProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false
  ) -> [String] {
    typealias Suite = GameConformance<HiringGame<ScriptedReports, Recorder<Learner, Double>>, Learner, Double>
    let audit: Suite.Audit = { played in
      let largest = played.game.environment.truth.largestPay
      let stray = played.game.learner.entries.first { $0 > largest }
      return stray.map { "pays \($0) of \(largest)" }
    }
    return Suite(arena, settings: settings, isRandomized: isRandomized, audit: audit).violations()
  }

  private static var arena: ScriptedArena<ScriptedReports, HiringProblem> {
    let hostile = [
      world("reports that are right") { _, _ in true }, world("reports that are wrong") { _, _ in false },
      world("one round", rounds: 1) { _, _ in true }, world("two rounds", rounds: 2) { _, _ in true },
      world("an agent who stops working") { round, _ in round < 30 },
      world("an agent for little") { round, pay in pay > 0.01 || round % 2 == 0 },
      world("a tiny largest pay", largestPay: 1e-6) { round, _ in round % 3 > 0 },
      world("a huge largest pay", largestPay: 1e6) { round, pay in pay > 0.4 || round % 2 == 0 },
    ]
    return ScriptedArena(rounds: 100, hostile: hostile) { rounds in
      world("an ordinary world", rounds: rounds) { round, pay in pay > 0.3 ? round % 10 > 1 : round % 2 == 0 }
    }
  }

  private static func world(
    _ name: String, rounds: Int = 120, largestPay: Double = 1,
    isRight: @escaping @Sendable (_ round: Int, _ pay: Double) -> Bool
  ) -> ScriptedWorld<ScriptedReports, HiringProblem> {
    ScriptedWorld(
      name, ScriptedReports(largestPay: largestPay, isRight: isRight),
      HiringProblem(largestPay: largestPay, horizon: rounds), rounds: rounds, choices: 1, mayBeRefused: false)
  }
}

/// Reports that are right or wrong by a script; the state is always the same.
public struct ScriptedReports: HiringEnvironment {
  public let truth: HiringTruth
  private let isRight: @Sendable (_ round: Int, _ pay: Double) -> Bool

  /// Writes the script.
  public init(largestPay: Double = 1, isRight: @escaping @Sendable (_ round: Int, _ pay: Double) -> Bool) {
    truth = HiringTruth(accuracy: 0.8, cost: 0.09, largestPay: largestPay)
    self.isRight = isRight
  }

  public mutating func play(_ pay: Double?, at round: Int, noise: inout RoundNoise) -> HiringOutcome {
    let report = pay.map { isRight(round, $0) }
    return HiringOutcome(report: report, state: true, worked: false, mean: 0.5, reward: 0)
  }
}

/// An entry: the pay of a round, or -1.
extension Recorder: HiringLearner where Base: HiringLearner, Entry == Double {
  public mutating func selectPay(at round: Int, noise: inout RoundNoise) -> Double? {
    let pay = base.selectPay(at: round, noise: &noise)
    entries.append(pay ?? -1)
    if let pay, !(pay >= 0 && pay.isFinite) {
      fault = "pays \(pay)"
      return nil
    }
    return pay
  }

  public mutating func observe(report: Bool?, state: Bool, at round: Int) {
    if fault == nil { base.observe(report: report, state: state, at: round) }
  }
}
