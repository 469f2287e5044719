import BanditAlgorithms
import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting

/// Problems of recurring tasks for tests.
enum RecurringRuns {
  static let uniform = ArmPrior.beta(a: 1, b: 1)

  static func problem(
    _ priors: [ArmPrior] = [uniform, uniform], mean: Double = 20, fixed: Int? = nil, isVisible: Bool = true,
    horizon: Int = 100
  ) -> RecurringProblem {
    RecurringProblem(
      priors: priors, length: fixed.map { .fixed($0) } ?? .geometric(mean: mean), isVisible: isVisible,
      horizon: horizon)
  }

  /// The arms that a learner plays in tasks of a script.
  static func arms<Learner: RecurringLearner>(
    _ learner: Learner, _ problem: RecurringProblem, lengths: [Int], rounds: Int, seed: UInt64 = 1,
    rewards: @escaping @Sendable (_ task: Int, _ arm: Int, _ pull: Int) -> Bool
  ) -> [Int] {
    let script = ScriptedTasks(armCount: problem.armCount, lengths: lengths, rewards: rewards)
    let game = RecurringGame(
      environment: script, learner: Recorder<Learner, Int>(learner, choices: problem.armCount), problem: problem)
    return PlayedGame(game, rounds: rounds, addressCount: problem.addressCount, key: StreamKey(seed: seed))
      .game.learner.entries
  }

  /// The message of a refusal; empty if there is none.
  static func refusal(_ make: () throws(InvalidSettings) -> some Any) -> String {
    do throws(InvalidSettings) {
      _ = try make()
      return ""
    } catch { return error.description }
  }
}
