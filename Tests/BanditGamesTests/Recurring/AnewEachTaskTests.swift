import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct AnewEachTaskTests {
  /// Keeps the rounds that it is shown.
  private struct Rounds: BanditLearner {
    var seen: [Int] = []
    var told: [Double] = []
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      seen.append(round)
      return (round - 1) % 2
    }
    mutating func observe(reward: Double, of arm: Int, at round: Int) { told.append(reward + Double(10 * round + arm)) }
  }

  private func play(isVisible: Bool) -> Rounds {
    let problem = RecurringProblem(
      priors: [.known(0.5), .known(0.5)], length: .geometric(mean: 3), isVisible: isVisible, horizon: 9)
    let script = ScriptedTasks(armCount: 2, lengths: [3, 1, 4]) { task, _, _ in task == 2 }
    var game = RecurringGame(environment: script, learner: AnewEachTask(Rounds()), problem: problem)
    var account = game.openAccount(for: [], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 3)
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...7 {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return game.learner.learner
  }

  /// Made anew at each visible end, its rounds count from 1 again: here the third task has begun.
  @Test func roundsBeginAnew() {
    let learner = play(isVisible: true)
    #expect(learner.seen == [1, 2, 3] && learner.told == [11, 22, 31])
  }

  /// Where ends are hidden it plays on.
  @Test func hiddenEnds() {
    let learner = play(isVisible: false)
    #expect(learner.seen == Array(1...7) && learner.told == [10, 21, 30, 41, 51, 62, 71].map { Double($0) })
  }
}
