import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RecordedGameTests {
  /// Plays given arms in turn and checks what it is told.
  struct Follower: BanditLearner {
    let script: [Int]
    var heard: [Double] = []

    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { script[round - 1] }
    mutating func observe(reward: Double, of arm: Int, at round: Int) {
      precondition(arm == script[round - 1] && heard.count == round - 1)
      heard.append(reward)
    }
  }

  /// Pulls an arm by its own noise.
  struct Roulette: BanditLearner {
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { noise.integer(below: 5) }
    mutating func observe(reward: Double, of arm: Int, at round: Int) {}
  }

  @Test func recordsBothSides() {
    let game = RecordedGame(
      learner: Follower(script: [1, 0, 1, 1]), environment: ScriptedBandit(rewards: [[10], [1, 2]]), rounds: 4,
      key: StreamKey(seed: 0))
    #expect(game.arms == [1, 0, 1, 1])
    #expect(game.rewards == [1, 10, 2, 1])
  }

  @Test(arguments: [2, -1, Int.max, Int.min])
  func anArmThatDoesNotExistEndsTheRun(arm: Int) {
    let game = RecordedGame(
      learner: Follower(script: [1, arm, 0]), environment: ScriptedBandit(rewards: [[10], [1]]), rounds: 3,
      key: StreamKey(seed: 0))
    #expect(game.arms == [1, arm])
    #expect(game.rewards == [1])
  }

  @Test func playsAScript() {
    let follower = Follower(script: [1, 0, 1, 1])
    #expect(playScript(learner: follower, rewards: [[10], [1, 2]], rounds: 4) == [1, 0, 1, 1])
    #expect(playScript(learner: follower, rewards: [[10], [1, 2]], rounds: 0) == [])
  }

  @Test func theSeedIsThatOfThePolicy() {
    let rewards = Array(repeating: [0.0], count: 5)
    let arms = playScript(learner: Roulette(), rewards: rewards, rounds: 50, seed: 1)
    #expect(playScript(learner: Roulette(), rewards: rewards, rounds: 50, seed: 1) == arms)
    #expect(playScript(learner: Roulette(), rewards: rewards, rounds: 50, seed: 2) != arms)
    // The policy draws under the purpose `.learner`, at the address of the round.
    var noise = RandomStream(key: StreamKey(seed: 1).child(purpose: .learner))
    let expected = (1...50).map { round in
      noise.move(to: 0, occurrence: round)
      return noise.integer(below: 5)
    }
    #expect(arms == expected)
  }
}
