import BanditGames
import BanditStreams
import Testing

@testable import BanditAlgorithms

struct LearnerCopiesTests {
  /// Plays its latest reward as an arm, or the round.
  private struct Echo: BanditLearner {
    var rewards: [Double] = []

    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { 10 * round + rewards.count }

    mutating func observe(reward: Double, of arm: Int, at round: Int) { rewards.append(reward) }
  }

  /// Each place has its own clock and its own rewards.
  @Test func placesAreApart() {
    var copies = LearnerCopies(Echo(), count: 3)
    var noise = RandomStream(key: StreamKey(seed: 0))
    var arms: [Int] = []
    for place in [0, 2, 0, 0, 2, 1] {
      arms.append(copies.selectArm(place, noise: &noise))
      copies.observe(reward: 1, of: 0)
    }
    #expect(arms == [10, 10, 21, 32, 21, 10])
  }

  /// Places that are never met cost no copy.
  @Test func memory() {
    let problem = ContextualProblem(armCount: 10, dimension: 1, isShared: true, horizon: 5)
    let bytes = LearnerCopies(Echo(), count: 1000).bytes(problem)
    #expect(bytes < 100_000 && bytes > 5 * 1280)
  }
}
