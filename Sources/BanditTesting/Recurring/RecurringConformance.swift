import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner for recurring tasks must do, whatever its rule.
public enum RecurringConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// Hostile worlds have one arm, tasks of one round, a task without end, rewards that are all alike or alternate, means
  /// that are known, priors far from uniform, many arms, fixed lengths and hidden ends; a learner may refuse them.
  ///
  /// - Parameter isRandomized: whether the learner draws random numbers; `nil` to leave that unchecked.
  public static func violations<Learner: RecurringLearner & Configurable<RecurringProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool?
  ) -> [String] {
    GameConformance<RecurringGame<ScriptedTasks, Recorder<Learner, Int>>, Learner, Int>(
      arena, settings: settings, isRandomized: isRandomized
    ).violations()
  }

  private static let uniform = ArmPrior.beta(a: 1, b: 1)

  private static var arena: ScriptedArena<ScriptedTasks, RecurringProblem> {
    let mixed: @Sendable (Int, Int, Int) -> Bool = { task, arm, pull in (task &* 7 &+ arm &* 5 &+ pull &* 3) % 8 < 4 }
    let hostile = [
      world("one arm", [uniform], rewards: mixed),
      world("tasks of one round", [uniform, uniform], mean: 1, lengths: [1], rewards: mixed),
      world("a task without end", [uniform, uniform], lengths: [1_000_000], rewards: mixed),
      world("tasks of very different lengths", [uniform, uniform], lengths: [1, 90, 2, 1, 1], rewards: mixed),
      world("nothing but success", [uniform, uniform]) { _, _, _ in true },
      world("no success", [uniform, uniform]) { _, _, _ in false },
      world("alternating rewards", [uniform, uniform]) { _, _, pull in pull % 2 == 0 },
      world("means that are known", [.known(0), .known(1), .known(1)], rewards: mixed),
      world("a safe arm", [.known(0.6), uniform], rewards: mixed),
      world("priors far from uniform", [.beta(a: 1e-6, b: 1e15), .beta(a: 1e15, b: 1e-6)], rewards: mixed),
      world("many arms", Array(repeating: uniform, count: 50), rewards: mixed),
      world("fixed lengths", [uniform, uniform], length: .fixed(4), lengths: [4], rewards: mixed),
      world("hidden ends", [uniform, uniform], isVisible: false, rewards: mixed),
    ]
    return ScriptedArena(rounds: 80, hostile: hostile) { rounds in
      // Coins that a hash decides, so that every rule meets ties, failures and successes of both arms.
      world("an ordinary world", [uniform, uniform], mayBeRefused: false, lengths: [6, 9, 3, 12], rounds: rounds) {
        let word = UInt64($0 * 1_000_003 + $1 * 10_007 + $2 + 1) &* 0x9E37_79B9_7F4A_7C15
        return word >> 40 & 7 < ($1 == 0 ? 4 : 5)
      }
    }
  }

  private static func world(
    _ name: String, _ priors: [ArmPrior], mayBeRefused: Bool = true, mean: Double = 8, length: TaskLength? = nil,
    isVisible: Bool = true, lengths: [Int] = [5, 11, 8], rounds: Int = 120,
    rewards: @escaping @Sendable (Int, Int, Int) -> Bool
  ) -> ScriptedWorld<ScriptedTasks, RecurringProblem> {
    // Tasks need an address of their own.
    ScriptedWorld(
      name, ScriptedTasks(armCount: priors.count, lengths: lengths, rewards: rewards),
      RecurringProblem(
        priors: priors, length: length ?? .geometric(mean: mean), isVisible: isVisible, horizon: rounds),
      rounds: rounds, choices: priors.count, places: 2, mayBeRefused: mayBeRefused)
  }
}

/// An entry: the arm of a round.
extension Recorder: RecurringLearner where Base: RecurringLearner, Entry == Int {
  public var retainedRewards: Int? { base.retainedRewards }

  public mutating func prepare(noise: inout RoundNoise) { base.prepare(noise: &noise) }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    let arm = base.selectArm(at: round, noise: &noise)
    entries.append(arm)
    return admit(arm, "pulls arm")
  }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    if fault == nil { base.observe(reward: reward, of: arm, at: round) }
  }

  public mutating func endTask(at round: Int) { if fault == nil { base.endTask(at: round) } }
}
