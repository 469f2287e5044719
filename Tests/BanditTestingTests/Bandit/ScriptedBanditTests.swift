import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ScriptedBanditTests {
  @Test func paysByPullAndStartsOver() {
    var bandit = ScriptedBandit(rewards: [[1, 2, 3], [5]])
    var noise = RandomStream(key: StreamKey(seed: 0))
    let rewards = [0, 1, 0, 0, 1, 0].enumerated().map { index, arm in
      bandit.pull(arm, at: index + 1, noise: &noise).reward
    }
    #expect(rewards == [1, 5, 2, 3, 5, 1])
  }

  @Test func tellsTheLedgerTheMeans() {
    var bandit = ScriptedBandit(rewards: [[1, 2, 3], [5]])
    var noise = RandomStream(key: StreamKey(seed: 0))
    #expect(bandit.truth.means == [2, 5])
    let outcome = bandit.pull(0, at: 1, noise: &noise)
    #expect(outcome.mean == 2)
    #expect(outcome.bestMean == 5)
  }

  @Test func constants() {
    #expect(ScriptedBandit(constants: [1, 2]).rewards == ScriptedBandit(rewards: [[1], [2]]).rewards)
    #expect(ScriptedBandit(constants: [1, 2]).armCount == 2)
  }
}
