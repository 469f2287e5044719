import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

@testable import BanditAlgorithms

/// Learners whose cards accept delays, on rewards that are told late.
struct LateRewardsTests {
  /// The arms of a run in which the reward of a round is told after some more rounds, several at once where delays differ.
  private func arms<Policy: BanditLearner>(
    _ policy: Policy, delays: [Int], rounds: Int,
    check: (_ told: [[Double]], _ round: Int, _ arm: Int) -> Void = { _, _, _ in }
  ) -> [Int] {
    var policy = policy
    var noise = RandomStream(key: StreamKey(seed: 9))
    var waiting: [(due: Int, round: Int, arm: Int, reward: Double)] = []
    var pulls = [0, 0, 0, 0]
    var told: [[Double]] = [[], [], [], []]
    return (1...rounds).map { round in
      noise.move(to: 0, occurrence: round)
      let arm = policy.selectArm(at: round, noise: &noise)
      check(told, round, arm)
      let list = unevenRewards[arm]
      waiting.append((round + delays[pulls[arm] % delays.count], round, arm, list[pulls[arm] % list.count]))
      pulls[arm] += 1
      for reward in waiting.filter({ $0.due <= round }) {
        told[reward.arm].append(reward.reward)
        policy.observe(reward: reward.reward, of: reward.arm, at: reward.round)
      }
      waiting.removeAll { $0.due <= round }
      return arm
    }
  }

  private let problem = BanditProblem(armCount: 4, horizon: 600, rewardRange: 0...1)

  /// Delayed UCB1, plainly: an arm of which nothing was told first, the lowest one; else the highest index of what was told.
  @Test(arguments: [[7], [0, 31, 4], [100]]) func ucbIsDelayedUCB(delays: [Int]) throws {
    var off: [Int] = []
    _ = arms(try UCB1(problem), delays: delays, rounds: 600) { told, round, arm in
      if let first = told.firstIndex(where: \.isEmpty) {
        if arm != first { off.append(round) }
        return
      }
      let indices = told.map { $0.mean + sqrt(2 * log(Double(round)) / Double($0.count)) }
      if indices[arm] < indices.max()! - 1e-12 { off.append(round) }
    }
    #expect(off == [])
  }

  /// What policies keep between rounds to be fast does not go stale while rewards are on their way: the arms are those of
  /// comparing all indices.
  @Test(arguments: [[7], [0, 31, 4], [60]]) func fastChoicesAreThePlainOnes(delays: [Int]) throws {
    func expectAlike(_ fast: some BanditLearner, _ plain: some BanditLearner) {
      let found = arms(fast, delays: delays, rounds: 600)
      #expect(found == arms(plain, delays: delays, rounds: 600))
      #expect(Set(found).count == 4)
    }
    expectAlike(try KLUCB(problem), try KLUCB(problem, ties: .random))
    expectAlike(try BayesUCB(problem), try BayesUCB(problem, ties: .random))
    expectAlike(try EpsilonGreedy(problem, epsilon: 0), try EpsilonGreedy(problem, epsilon: 0, ties: .random))
    expectAlike(
      try EpsilonGreedy(problem, epsilon: 0, initialValue: 2, stepSize: 0.1),
      try EpsilonGreedy(problem, epsilon: 0, ties: .random, initialValue: 2, stepSize: 0.1))
  }

  /// The bound of delayed UCB1 by hand: gaps 0.5 and 0.25, ten rounds, at most 3 and 4 rewards on their way.
  @Test func theBoundHasThoseOnTheirWay() throws {
    let ucb = try UCB1(BanditProblem(armCount: 3, horizon: 100, rewardRange: 0...1))
    let truth = BanditTruth(means: [0.25, 0.5, 0.75])
    let bound = ucb.regretBound(on: truth, outstanding: [3, 4, 5], after: 10)
    let logarithm = log(10.0)
    var expected = 8 * logarithm / 0.5 + 8 * logarithm / 0.25
    expected += (1 + Double.pi * Double.pi / 3) * 0.75
    expected += 0.5 * 3 + 0.25 * 4
    let found = bound?.value ?? .nan
    #expect(abs(found - expected) < 1e-9)
  }
}
