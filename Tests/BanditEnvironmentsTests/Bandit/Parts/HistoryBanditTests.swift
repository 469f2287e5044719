import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct HistoryBanditTests {
  private func bandit(_ feature: HistoryBandit.Feature, _ means: [[Double]], horizon: Int = 12) -> HistoryBandit {
    HistoryBandit(feature: feature, means: means, noise: .deterministic, horizon: horizon)
  }

  @Test func pullsAreCountedForEachArm() {
    let bandit = bandit(.pulls, [[1, 0.5, 0.25], [0.7]])
    #expect(means(bandit, [0, 1, 0, 1, 0, 0]) == [1, 0.7, 0.5, 0.7, 0.25, 0.25])
  }

  /// Before its first pull an arm counts as fully rested.
  @Test func idleTimesAreCapped() {
    let bandit = bandit(.idleTime, [[0.1, 0.2, 0.3], [0.9]])
    #expect(
      means(bandit, [0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0]) == [0.3, 0.1, 0.9, 0.2, 0.9, 0.9, 0.3, 0.9, 0.9, 0.9, 0.3])
  }

  @Test func blockedArmsPayNothingAndStayAsTheyAre() {
    let bandit = bandit(.blocking, [[1, 1, 1], [0.5]])
    #expect(means(bandit, [0, 0, 0, 0, 1, 1, 0]) == [1, 0, 0, 1, 0.5, 0.5, 1])
  }

  @Test func recentPullsFallOutOfTheWindow() {
    let bandit = bandit(.recentPulls, [[0, -0.5, -1], [0, 0, 0]])
    #expect(means(bandit, [0, 0, 0, 0, 1, 1, 0, 1, 0]) == [0, -0.5, -1, -1, 0, 0, 0, 0, -0.5])
  }

  @Test func rewardsOfLossesAreShifted() {
    var bandit = HistoryBandit(
      feature: .recentPulls, means: [[-0.25]], rewardOffset: 1, noise: .deterministic, horizon: 5)
    var noise = RandomStream(key: StreamKey(seed: 64))
    let outcome = bandit.pull(0, at: 1, noise: &noise)
    #expect(outcome.reward == 0.75 && outcome.mean == -0.25 && outcome.bestMean.isNaN)
    #expect(bandit.truth.rewardOffset == 1 && bandit.truth.dependsOnHistory)
  }
}
